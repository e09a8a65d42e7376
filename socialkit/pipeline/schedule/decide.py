"""Which of two files is in force: the one that lies there, or the last good one. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.config.document.reader import is_cut_off
from socialkit.config.schedule.schedule_file import (
    SCHEDULE_NAME,
    Loaded,
)
from socialkit.errors import Problem
from socialkit.model.post import PlannedPost
from socialkit.model.schedule import Slot
from socialkit.plan.slots import match_slots
from socialkit.plan.wording import describe_cancelled

GRACE_PERIOD = timedelta(seconds=60)
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


@dataclass(frozen=True, slots=True)
class ScheduleHistory:
    """What is remembered: the last good file and since when it counts, its slots and what is planned,
    and since when the file as it stands was seen waiting."""

    last: Loaded | None = None
    good_since: datetime | None = None
    slots: tuple[Slot, ...] = ()
    planned: tuple[PlannedPost, ...] = ()
    waits_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class ScheduleChoice:
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


def choose_schedule(
    file: Loaded, memory: ScheduleHistory, *, now: datetime, rests: bool = True
) -> ScheduleChoice:
    """Choose between the file and the last good one; `rests` says that nobody writes to it. Pure."""
    last = memory.last
    if last is None or last.schedule is None or file.text_sha256 == last.text_sha256:
        return ScheduleChoice(file, file.text_sha256)
    if not rests:
        problem = Problem(SCHEDULE_NAME, 1, 1, BEING_WRITTEN, level="note")
        return ScheduleChoice(last, file.text_sha256, (problem,))
    if file.schedule is None:
        errors = [one for one in file.problems if one.level == "error"]
        problems = (_notice(file, BROKEN, memory), *errors)
        return ScheduleChoice(last, file.text_sha256, problems, is_broken=True)
    if file.schedule == last.schedule:
        return ScheduleChoice(file, file.text_sha256)
    if last.schedule.slots and not file.schedule.slots:
        return _stay(file, last, _notice(file, EMPTY, memory))
    until = (memory.waits_since or now) + GRACE_PERIOD
    if is_cut_off(file.document.text, last.document.text) and now < until:
        problems = (
            _notice(file, CUT_OFF, memory, until=until),
            *_vanished_notices(file, memory, until),
        )
        return _stay(file, last, *problems, until=until)
    return ScheduleChoice(file, file.text_sha256)


def _stay(
    file: Loaded, last: Loaded, *problems: Problem, until: datetime | None = None
) -> ScheduleChoice:
    """The last good file, with a pause that stands in the new one: to stop is never put off."""
    assert last.schedule is not None
    assert file.schedule is not None
    pause = file.schedule.pause or last.schedule.pause
    kept = replace(last, schedule=replace(last.schedule, pause=pause))
    return ScheduleChoice(kept, file.text_sha256, problems, until)


def _notice(
    file: Loaded, words: str, memory: ScheduleHistory, *, until: datetime | None = None
) -> Problem:
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


def _vanished_notices(
    file: Loaded, memory: ScheduleHistory, until: datetime
) -> tuple[Problem, ...]:
    """Which posts have no row in a file that is about to count."""
    assert file.schedule is not None
    slots = match_slots(memory.slots, file.schedule.slots, now=until)
    gone = {slot.id for slot in slots if slot.removed_at is not None}
    posts = [one for one in memory.planned if one.slot_id in gone]
    words = describe_cancelled(posts, until, file.schedule.timezone)
    return (Problem(SCHEDULE_NAME, 1, 1, words, level="note"),) if posts else ()


def _local(moment: datetime, loaded: Loaded) -> datetime:
    zone = loaded.schedule.timezone if loaded.schedule else "UTC"
    return moment.astimezone(ZoneInfo(zone))


def _day_and_time(moment: datetime, loaded: Loaded) -> str:
    local = _local(moment, loaded)
    return f"of {local.day} {local:%b %H:%M}"
