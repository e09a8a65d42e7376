"""Which schedule is in force: the file as it stands, or the last good one.

In: schedule.yaml as it was read, what the outbox remembers of it, now. Out: Chosen, in words for
her where it is not the file; marks. Plans nothing and sends nothing.

The last good text is kept in the outbox, so that a broken file stops nothing, not even a start. A
file that names no times, or that ends early as one does that is still being saved, is no reason to
take out what is planned.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from socialkit.config.document.cut_off import is_cut_off
from socialkit.config.schedule.schedule_file import Loaded, load_schedule, read_schedule
from socialkit.errors import Problem
from socialkit.model.clock import Clock
from socialkit.model.memory import Remember, read_anew
from socialkit.model.post import OPEN_STATES, PlannedPost
from socialkit.model.schedule import Slot
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import Wait, look_again
from socialkit.pipeline.workspace.load import SCHEDULE_NAME
from socialkit.plan.naming import say_cancelled
from socialkit.plan.slots import match_slots

IN_FORCE_MARK = "schedule_in_force"
"""The text of the last good file, and since when it counts."""
WAITS_MARK = "schedule_waits"
"""The fingerprint of a file that does not count yet, and when it was first seen."""
WAITED_MARK = "schedule_has_waited"
"""The fingerprint of the file that counts after it waited, and since when."""
TOLD_MARK = "schedule_told"
"""The fingerprint of the file of which the log has told that it does not count."""

HOLD = timedelta(seconds=60)
QUIET_FOR = timedelta(milliseconds=500)
MOST_WAITS = 4

BROKEN = (
    "this file cannot be used as it stands, so the last good one ({of}) stays in force, with "
    "{planned}. What is wrong stands in the next rows; look at it with: socialkit check"
)
EMPTY = (
    "no times stand under post:, so this file does not count; {planned} {stay}, as the last good file "
    "({of}) says. To post nothing, write pause: true or run: socialkit pause. To take out one post: "
    "socialkit cancel KEY"
)
CUT_OFF = (
    "this file ends earlier than before, as one that is still being saved, so the last good one "
    "({of}) stays in force; at {until} this one counts, unless it changes"
)
BEING_WRITTEN = "this file is being written just now; until it rests the last good one is in force"
COUNTS_AGAIN = "schedule.yaml counts as it stands again."


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered: the last good file and since when it counts, its slots and what is planned,
    and since when the file as it stands was seen waiting."""

    last: Loaded | None = None
    good_since: datetime | None = None
    slots: tuple[Slot, ...] = ()
    planned: tuple[PlannedPost, ...] = ()
    waits_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """`loaded` is what counts; `seen` the fingerprint of the file as it stands. `problems` say why it
    is not that file; `until` is when the file will count though nobody touches it. `news` is what the
    log has not told yet."""

    loaded: Loaded
    seen: str
    problems: tuple[Problem, ...] = ()
    until: datetime | None = None
    is_broken: bool = False
    news: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[str, ...]:
        """What only she can mend."""
        return tuple(str(one) for one in self.problems if one.level == "error")


def decide(file: Loaded, memory: Memory, *, now: datetime, rests: bool = True) -> Chosen:
    """Choose between the file and the last good one; `rests` says that nobody writes to it. Pure."""
    last = memory.last
    if last is None or last.schedule is None or file.text_sha256 == last.text_sha256:
        return Chosen(file, file.text_sha256)
    if not rests:
        problem = Problem(SCHEDULE_NAME, 1, 1, BEING_WRITTEN, level="note")
        return Chosen(last, file.text_sha256, (problem,))
    if file.schedule is None:
        errors = [one for one in file.problems if one.level == "error"]
        problems = (_tell(file, BROKEN, memory), *errors)
        return Chosen(last, file.text_sha256, problems, is_broken=True)
    if file.schedule == last.schedule:
        return Chosen(file, file.text_sha256)
    if last.schedule.slots and not file.schedule.slots:
        return _stay(file, last, _tell(file, EMPTY, memory))
    until = (memory.waits_since or now) + HOLD
    if is_cut_off(file.document.text, last.document.text) and now < until:
        problems = _tell(file, CUT_OFF, memory, until=until), *_tell_gone(file, memory, until)
        return _stay(file, last, *problems, until=until)
    return Chosen(file, file.text_sha256)


def _stay(file: Loaded, last: Loaded, *problems: Problem, until: datetime | None = None) -> Chosen:
    """The last good file, with a pause that stands in the new one: to stop is never put off."""
    assert last.schedule is not None
    assert file.schedule is not None
    pause = file.schedule.pause or last.schedule.pause
    kept = replace(last, schedule=replace(last.schedule, pause=pause))
    return Chosen(kept, file.text_sha256, problems, until)


def _tell(file: Loaded, words: str, memory: Memory, *, until: datetime | None = None) -> Problem:
    """One sentence for her; only what passes by itself is a note."""
    assert memory.last is not None
    count = len(memory.planned)
    planned = "the 1 planned post" if count == 1 else f"the {count} planned posts"
    told = words.format(
        of=_day_and_time(memory.good_since, memory.last) if memory.good_since else "kept",
        planned=planned,
        stay="stays" if count == 1 else "stay",
        until=f"{_local(until, memory.last):%H:%M}" if until else "",
    )
    line, column = file.position("post") if words is EMPTY else (1, 1)
    return Problem(SCHEDULE_NAME, line, column, told, level="note" if until else "error")


def _tell_gone(file: Loaded, memory: Memory, until: datetime) -> tuple[Problem, ...]:
    """Which posts have no row in a file that is about to count."""
    assert file.schedule is not None
    slots = match_slots(memory.slots, file.schedule.slots, now=until)
    gone = {slot.id for slot in slots if slot.removed_at is not None}
    posts = [one for one in memory.planned if one.slot_id in gone]
    words = say_cancelled(posts, until, file.schedule.timezone)
    return (Problem(SCHEDULE_NAME, 1, 1, words, level="note"),) if posts else ()


def _local(moment: datetime, loaded: Loaded) -> datetime:
    zone = loaded.schedule.timezone if loaded.schedule else "UTC"
    return moment.astimezone(ZoneInfo(zone))


def _day_and_time(moment: datetime, loaded: Loaded) -> str:
    local = _local(moment, loaded)
    return f"of {local.day} {local:%b %H:%M}"


def look_at_schedule(
    store: Store, folder: Path, *, now: datetime, today: date, remember: Remember = read_anew
) -> Chosen:
    """What is in force now; nothing is written down."""
    file, memory = _load(store, folder / SCHEDULE_NAME, remember, now=now, today=today)
    return decide(file, memory, now=now)


def settle_schedule(
    store: Store,
    folder: Path,
    clock: Clock,
    *,
    today: date,
    remember: Remember = read_anew,
    is_told: bool = True,
) -> Chosen:
    """What is in force from now on, once the file rests; kept in the outbox. With `is_told` its news
    count as told."""
    path = folder / SCHEDULE_NAME
    rests = wait_until_quiet(path, clock)
    now = clock.now()
    file, memory = _load(store, path, remember, now=now, today=today)
    found = decide(file, memory, now=now, rests=rests)
    if not rests:
        return found
    waited = memory.waits_since is not None and now >= memory.waits_since + HOLD
    _keep(store, found, now=now, waited=waited)
    return replace(found, news=_take_news(store, found, now=now)) if is_told else found


def wait_until_quiet(path: Path, clock: Clock) -> bool:
    """Wait until nobody has written to the file for half a second; no if that takes too long."""
    for _ in range(MOST_WAITS):
        try:
            age = clock.now().timestamp() - path.stat().st_mtime
        except OSError:
            return True
        if abs(age) >= QUIET_FOR.total_seconds():
            return True
        clock.wait(QUIET_FOR - timedelta(seconds=max(age, 0)))
    return False


def forget_told(store: Store, *, now: datetime) -> None:
    """Let the log of a new start tell anew that the file does not count."""
    store.mark(TOLD_MARK, None, now=now)


def _load(
    store: Store, path: Path, remember: Remember, *, now: datetime, today: date
) -> tuple[Loaded, Memory]:
    """The file as it stands, and what is remembered of it."""
    file = load_schedule(path, today=today, remember=remember)
    mark = store.read_mark(IN_FORCE_MARK)
    if mark is None:
        return file, Memory()
    last = read_schedule(mark.value.encode("utf-8"), path, today=today, remember=remember)
    waits = store.read_mark(WAITS_MARK)
    since = min(waits.at, now) if waits and waits.value == file.text_sha256 else None
    planned = tuple(post.plan for post in store.posts(states=OPEN_STATES))
    return file, Memory(last, mark.at, store.slots(), planned, since)


def has_waited(store: Store, file: str, *, now: datetime) -> bool:
    """Whether the file of this fingerprint counts since a moment ago, after it has waited: what it
    takes out has waited with it."""
    mark = store.read_mark(WAITED_MARK)
    return mark is not None and mark.value == file and now - mark.at < HOLD


def is_unsettled(store: Store) -> bool:
    """Whether the file as it stands was not in force when somebody looked last."""
    return store.read_mark(WAITS_MARK) is not None


def _keep(store: Store, found: Chosen, *, now: datetime, waited: bool) -> None:
    """Write down what is in force, and since when the file waits."""
    look_again(store, Wait.FILE, found.until)
    _mark(store, WAITS_MARK, found.seen if found.problems else None, now=now)
    if not found.problems and found.loaded.schedule is not None:
        _mark(store, IN_FORCE_MARK, found.loaded.document.text, now=now)
        if waited:
            store.mark(WAITED_MARK, found.seen, now=now)


def _take_news(store: Store, found: Chosen, *, now: datetime) -> tuple[str, ...]:
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
