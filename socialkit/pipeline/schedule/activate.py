"""Which schedule is in force: the file as it stands, or the last good one.

Plans nothing and sends nothing.

The last good text is kept in the outbox, so that a broken file stops nothing, not even a start. A
file that names no times, or that ends early as one does that is still being saved, is no reason to
take out what is planned.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from socialkit.config.schedule.schedule_file import (
    SCHEDULE_NAME,
    Loaded,
    load_schedule,
    read_schedule,
)
from socialkit.model.post import OPEN_STATES
from socialkit.model.protocols import Clock, Remember, read_uncached
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import Wakeup, schedule_wakeup
from socialkit.pipeline.schedule.decide import (
    GRACE_PERIOD,
    ScheduleChoice,
    ScheduleHistory,
    choose_schedule,
)

IN_FORCE_MARK = "schedule_in_force"
"""The text of the last good file, and since when it counts."""
WAITS_MARK = "schedule_waits"
"""The fingerprint of a file that does not count yet, and when it was first seen."""
WAITED_MARK = "schedule_has_waited"
"""The fingerprint of the file that counts after it waited, and since when."""
TOLD_MARK = "schedule_told"
"""The fingerprint of the file of which the log has told that it does not count."""
WRITE_QUIET_PERIOD = timedelta(milliseconds=500)
MAX_WAITS = 4
COUNTS_AGAIN = "schedule.yaml counts as it stands again."


def peek_schedule(
    store: Store, folder: Path, *, now: datetime, today: date, remember: Remember = read_uncached
) -> ScheduleChoice:
    """What is in force now; nothing is written down."""
    file, memory = _load(store, folder / SCHEDULE_NAME, remember, now=now, today=today)
    return choose_schedule(file, memory, now=now)


def activate_schedule(
    store: Store,
    folder: Path,
    clock: Clock,
    *,
    today: date,
    remember: Remember = read_uncached,
    is_told: bool = True,
) -> ScheduleChoice:
    """What is in force from now on, once the file rests; kept in the outbox. With `is_told` its news
    count as told."""
    path = folder / SCHEDULE_NAME
    rests = wait_until_quiet(path, clock)
    now = clock.now()
    file, memory = _load(store, path, remember, now=now, today=today)
    found = choose_schedule(file, memory, now=now, rests=rests)
    if not rests:
        return found
    waited = memory.waits_since is not None and now >= memory.waits_since + GRACE_PERIOD
    _keep(store, found, now=now, waited=waited)
    return replace(found, news=_take_news(store, found, now=now)) if is_told else found


def wait_until_quiet(path: Path, clock: Clock) -> bool:
    """Wait until nobody has written to the file for half a second; no if that takes too long."""
    for _ in range(MAX_WAITS):
        try:
            age = clock.now().timestamp() - path.stat().st_mtime
        except OSError:
            return True
        if abs(age) >= WRITE_QUIET_PERIOD.total_seconds():
            return True
        clock.wait(WRITE_QUIET_PERIOD - timedelta(seconds=max(age, 0)))
    return False


def forget_schedule_news(store: Store, *, now: datetime) -> None:
    """Let the log of a new start tell anew that the file does not count."""
    store.mark(TOLD_MARK, None, now=now)


def _load(
    store: Store, path: Path, remember: Remember, *, now: datetime, today: date
) -> tuple[Loaded, ScheduleHistory]:
    """The file as it stands, and what is remembered of it."""
    file = load_schedule(path, today=today, remember=remember)
    mark = store.read_mark(IN_FORCE_MARK)
    if mark is None:
        return file, ScheduleHistory()
    last = read_schedule(mark.value.encode("utf-8"), path, today=today, remember=remember)
    waits = store.read_mark(WAITS_MARK)
    since = min(waits.at, now) if waits and waits.value == file.text_sha256 else None
    planned = tuple(post.plan for post in store.posts(states=OPEN_STATES))
    return file, ScheduleHistory(last, mark.at, store.slots(), planned, since)


def is_grace_over(store: Store, file: str, *, now: datetime) -> bool:
    """Whether the file of this fingerprint counts since a moment ago, after it has waited: what it
    takes out has waited with it."""
    mark = store.read_mark(WAITED_MARK)
    return mark is not None and mark.value == file and now - mark.at < GRACE_PERIOD


def is_schedule_pending(store: Store) -> bool:
    """Whether the file as it stands was not in force when somebody looked last."""
    return store.read_mark(WAITS_MARK) is not None


def _keep(store: Store, found: ScheduleChoice, *, now: datetime, waited: bool) -> None:
    """Write down what is in force, and since when the file waits."""
    schedule_wakeup(store, Wakeup.FILE, found.until)
    _mark(store, WAITS_MARK, found.seen if found.problems else None, now=now)
    if not found.problems and found.loaded.schedule is not None:
        _mark(store, IN_FORCE_MARK, found.loaded.document.text, now=now)
        if waited:
            store.mark(WAITED_MARK, found.seen, now=now)


def _take_news(store: Store, found: ScheduleChoice, *, now: datetime) -> tuple[str, ...]:
    """What has not been told yet; it counts as told from now on."""
    told = store.read_mark(TOLD_MARK)
    _mark(store, TOLD_MARK, found.seen if found.problems else None, now=now)
    if not found.problems:
        return (COUNTS_AGAIN,) if told else ()
    return () if told and told.value == found.seen else tuple(map(str, found.problems))


def _mark(store: Store, name: str, value: str | None, *, now: datetime) -> None:
    """Note a value and since when it holds; by a clock that was set back since, it holds from now on."""
    before = store.read_mark(name)
    if (before.value if before else None) != value or (before is not None and before.at > now):
        store.mark(name, value, now=now)


NOTHING = "Until then nothing is planned and nothing is posted."


def describe_meanwhile(
    store: Store | None,
    folder: Path,
    *,
    now: datetime,
    today: date,
    remember: Remember = read_uncached,
) -> str | None:
    """What goes on meanwhile; None where the file can be used. `store` None: nothing was ever planned."""
    if store is None:
        file = load_schedule(folder / SCHEDULE_NAME, today=today, remember=remember)
        return NOTHING if file.schedule is None else None
    found = peek_schedule(store, folder, now=now, today=today, remember=remember)
    if found.loaded.schedule is None:
        return NOTHING
    if not found.is_broken:
        return None
    count = len(store.posts(states=OPEN_STATES))
    planned = "1 planned post" if count == 1 else f"{count} planned posts"
    return f"Meanwhile the last good schedule.yaml stays in force, with {planned}."
