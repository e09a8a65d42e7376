"""Which schedule is in force: the file in the folder, or the last good one.

The outbox keeps the last good text, so that a broken file stops nothing, not even a start. A file
without times, or one that ends early because it is still being saved, is no reason to cancel planned
posts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from socialkit.config.schedule.schedule_file import (
    SCHEDULE_NAME,
    Loaded,
    load_schedule,
    read_schedule,
)
from socialkit.model.post import OPEN_STATES
from socialkit.model.protocols import Clock, Remember, read_uncached
from socialkit.model.text import count
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import (
    SCHEDULE_HAS_WAITED,
    SCHEDULE_IN_FORCE,
    SCHEDULE_LOGGED,
    SCHEDULE_WAITS,
    WAKE_FOR_FILE,
    Key,
    schedule_wakeup,
)
from socialkit.pipeline.schedule.decide import (
    GRACE_PERIOD,
    ScheduleChoice,
    ScheduleHistory,
    choose_schedule,
)

WRITE_QUIET_PERIOD = timedelta(milliseconds=500)
"""A file counts once nobody wrote to it for so long."""
MAX_QUIET_WAITS = 4
IN_FORCE_AGAIN = "schedule.yaml is in force again as it is now."
NOTHING_UNTIL_FIXED = "Nothing is planned and nothing is posted until it is fixed."


def peek_schedule(
    store: Store, folder: Path, *, now: datetime, today: date, remember: Remember = read_uncached
) -> ScheduleChoice:
    """What is in force now. Stores nothing."""
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
    """What is in force from now on, as soon as nobody writes to the file; stored in the outbox. With
    `is_told` its news count as told."""
    path = folder / SCHEDULE_NAME
    is_quiet = wait_until_quiet(path, clock)
    now = clock.now()
    file, history = _load(store, path, remember, now=now, today=today)
    choice = choose_schedule(file, history, now=now, rests=is_quiet)
    if not is_quiet:
        return choice
    has_waited = history.waits_since is not None and now >= history.waits_since + GRACE_PERIOD
    _save(store, choice, now=now, has_waited=has_waited)
    return replace(choice, news=_take_news(store, choice, now=now)) if is_told else choice


def wait_until_quiet(path: Path, clock: Clock) -> bool:
    """Wait until nobody has written to the file for half a second; False if that takes too long."""
    for _ in range(MAX_QUIET_WAITS):
        try:
            age = clock.now().timestamp() - path.stat().st_mtime
        except OSError:
            return True
        if abs(age) >= WRITE_QUIET_PERIOD.total_seconds():
            return True
        clock.wait(WRITE_QUIET_PERIOD - timedelta(seconds=max(age, 0)))
    return False


def forget_schedule_news(store: Store) -> None:
    """Make the log of a new start say again that the file does not count."""
    store.state.clear(SCHEDULE_LOGGED)


def _load(
    store: Store, path: Path, remember: Remember, *, now: datetime, today: date
) -> tuple[Loaded, ScheduleHistory]:
    """The file in the folder, and what is remembered of it."""
    file = load_schedule(path, today=today, remember=remember)
    good = store.state.entry(SCHEDULE_IN_FORCE)
    if good is None:
        return file, ScheduleHistory()
    last = read_schedule(good.value.encode("utf-8"), path, today=today, remember=remember)
    waits = store.state.entry(SCHEDULE_WAITS)
    since = min(waits.written_at, now) if waits and waits.value == file.text_sha256 else None
    planned = tuple(post.plan for post in store.posts(states=OPEN_STATES))
    return file, ScheduleHistory(last, good.written_at, store.slots(), planned, since)


def is_grace_over(store: Store, file: str, *, now: datetime) -> bool:
    """Whether the file of this fingerprint came into force a moment ago, after it waited: the posts
    that it cancels have waited with it."""
    waited = store.state.entry(SCHEDULE_HAS_WAITED)
    if waited is None or waited.value != file:
        return False
    return now - waited.written_at < GRACE_PERIOD


def is_schedule_pending(store: Store) -> bool:
    """Whether the file in the folder was not in force when somebody last looked."""
    return store.state.get(SCHEDULE_WAITS) is not None


def _save(store: Store, choice: ScheduleChoice, *, now: datetime, has_waited: bool) -> None:
    """Store what is in force, and since when the file waits."""
    schedule_wakeup(store.state, WAKE_FOR_FILE, choice.until, now=now)
    _note(store, SCHEDULE_WAITS, choice.seen if choice.problems else None, now=now)
    if not choice.problems and choice.loaded.schedule is not None:
        _note(store, SCHEDULE_IN_FORCE, choice.loaded.document.text, now=now)
        if has_waited:
            store.state.put(SCHEDULE_HAS_WAITED, choice.seen, now=now)


def _take_news(store: Store, choice: ScheduleChoice, *, now: datetime) -> tuple[str, ...]:
    """What the log does not say yet; from now on it counts as said."""
    logged = store.state.get(SCHEDULE_LOGGED)
    _note(store, SCHEDULE_LOGGED, choice.seen if choice.problems else None, now=now)
    if not choice.problems:
        return (IN_FORCE_AGAIN,) if logged is not None else ()
    return () if logged == choice.seen else tuple(map(str, choice.problems))


def _note(store: Store, key: Key[str], value: str | None, *, now: datetime) -> None:
    """Store a value and since when it holds; if the clock was set back since, it holds from now on."""
    before = store.state.entry(key)
    if value is None:
        if before is not None:
            store.state.clear(key)
    elif before is None or before.value != value or before.written_at > now:
        store.state.put(key, value, now=now)


def describe_meanwhile(
    store: Store | None,
    folder: Path,
    *,
    now: datetime,
    today: date,
    remember: Remember = read_uncached,
) -> str | None:
    """What happens until the file is fixed; None if it can be used. `store` None: nothing is planned."""
    if store is None:
        file = load_schedule(folder / SCHEDULE_NAME, today=today, remember=remember)
        return NOTHING_UNTIL_FIXED if file.schedule is None else None
    found = peek_schedule(store, folder, now=now, today=today, remember=remember)
    if found.loaded.schedule is None:
        return NOTHING_UNTIL_FIXED
    if not found.is_broken:
        return None
    planned = count(len(store.posts(states=OPEN_STATES)), "planned post")
    return f"Until it is fixed, the last good schedule.yaml stays in force, with {planned}."


@dataclass(frozen=True, slots=True)
class KeptSchedule:
    """The text that was last in force, and what the owner is told where it becomes the file again."""

    text: str
    words: str


def find_kept_schedule(store: Store, folder: Path, *, today: date) -> KeptSchedule | None:
    """The last good text, for a folder that lost its schedule.yaml; None if none was ever in force."""
    good = store.state.entry(SCHEDULE_IN_FORCE)
    if good is None:
        return None
    number = len(store.posts(states=OPEN_STATES))
    planned = "1 post is" if number == 1 else f"{number or 'no'} posts are"
    since = _local(good.written_at, good.value, folder, today)
    words = (
        f"{SCHEDULE_NAME} is restored as it was on {since.day} {since:%B %Y, %H:%M}; "
        f"{planned} planned by it"
    )
    return KeptSchedule(good.value, words)


def _local(moment: datetime, text: str, folder: Path, today: date) -> datetime:
    """The moment in the zone of the schedule; in UTC if this version cannot read the schedule."""
    read = read_schedule(text.encode("utf-8"), folder / SCHEDULE_NAME, today=today)
    return moment.astimezone(ZoneInfo(read.schedule.timezone if read.schedule else "UTC"))
