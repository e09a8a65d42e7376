"""Which of two files is in force: the one in the folder, or the last good one. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Literal
from zoneinfo import ZoneInfo

from socialkit.config.document.reader import is_cut_off
from socialkit.config.schedule.schedule_file import (
    SCHEDULE_NAME,
    Loaded,
)
from socialkit.errors import Problem
from socialkit.model.post import PlannedPost
from socialkit.model.schedule import Slot
from socialkit.model.text import count
from socialkit.plan.slots import match_slots
from socialkit.plan.wording import describe_cancelled

GRACE_PERIOD = timedelta(seconds=60)


class Reason(Enum):
    """Why the file that is there is not in force."""

    BEING_WRITTEN = auto()  # somebody has just written to it
    BROKEN = auto()  # it cannot be used
    EMPTY = auto()  # it names no times
    CUT_OFF = auto()  # it ends early, as a file that is still being saved


PASSES = frozenset({Reason.BEING_WRITTEN, Reason.CUT_OFF})
"""What passes without the owner is a note, the rest an error."""
MESSAGES = {
    Reason.BEING_WRITTEN: "this file has just been written; the last good one is in force until it has "
    "not changed for a moment",
    Reason.BROKEN: "this file cannot be used as it is, so the last good one ({of}) stays in force, with "
    "{planned}. What is wrong is in the next rows; to check it: socialkit check",
    Reason.EMPTY: "there are no times under post:, so this file is not used; {planned} {stay}, as in the "
    "last good file ({of}). To post nothing, write pause: true or run: socialkit pause. To take out one "
    "post: socialkit cancel KEY",
    Reason.CUT_OFF: "this file ends earlier than before, as one that is still being saved, so the last "
    "good one ({of}) stays in force; this one is used from {until} on, unless it changes",
}


@dataclass(frozen=True, slots=True)
class ScheduleHistory:
    """What is remembered: the last good file and since when it is in force, its slots and what is
    planned, and since when the present file has been waiting."""

    last: Loaded | None = None
    good_since: datetime | None = None
    slots: tuple[Slot, ...] = ()
    planned: tuple[PlannedPost, ...] = ()
    waits_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class ScheduleChoice:
    """`loaded` is what is in force; `seen` the fingerprint of the file in the folder. `problems` say why
    it is not that file; `until` is when that file comes into force if nobody touches it. `news` is what
    is not in the log yet."""

    loaded: Loaded
    seen: str
    problems: tuple[Problem, ...] = ()
    until: datetime | None = None
    is_broken: bool = False
    news: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[str, ...]:
        """What only the owner can fix."""
        return tuple(str(one) for one in self.problems if one.level == "error")


def choose_schedule(
    file: Loaded, history: ScheduleHistory, *, now: datetime, rests: bool = True
) -> ScheduleChoice:
    """Choose between the file and the last good one; `rests` says that nobody writes to it. Pure."""
    last = history.last
    if last is None or last.schedule is None or file.text_sha256 == last.text_sha256:
        return ScheduleChoice(file, file.text_sha256)
    if not rests:
        problem = _problem(Reason.BEING_WRITTEN, file, history)
        return ScheduleChoice(last, file.text_sha256, (problem,))
    if file.schedule is None:
        errors = [one for one in file.problems if one.level == "error"]
        problems = (_problem(Reason.BROKEN, file, history), *errors)
        return ScheduleChoice(last, file.text_sha256, problems, is_broken=True)
    if file.schedule == last.schedule:
        return ScheduleChoice(file, file.text_sha256)
    if last.schedule.slots and not file.schedule.slots:
        return _stay(file, last, _problem(Reason.EMPTY, file, history))
    until = (history.waits_since or now) + GRACE_PERIOD
    if is_cut_off(file.document.text, last.document.text) and now < until:
        problems = (
            _problem(Reason.CUT_OFF, file, history, until=until),
            *_vanished_posts(file, history, until),
        )
        return _stay(file, last, *problems, until=until)
    return ScheduleChoice(file, file.text_sha256)


def _stay(
    file: Loaded, last: Loaded, *problems: Problem, until: datetime | None = None
) -> ScheduleChoice:
    """The last good file, with the pause of the new one: a pause takes effect at once."""
    assert last.schedule is not None
    assert file.schedule is not None
    pause = file.schedule.pause or last.schedule.pause
    kept = replace(last, schedule=replace(last.schedule, pause=pause))
    return ScheduleChoice(kept, file.text_sha256, problems, until)


def _problem(
    reason: Reason, file: Loaded, history: ScheduleHistory, *, until: datetime | None = None
) -> Problem:
    """Why the file is not in force, at the row that it is about."""
    assert history.last is not None
    number = len(history.planned)
    message = MESSAGES[reason].format(
        of=_day_and_time(history.good_since, history.last) if history.good_since else "kept",
        planned=f"the {count(number, 'planned post')}",
        stay="stays" if number == 1 else "stay",
        until=f"{_local(until, history.last):%H:%M}" if until else "",
    )
    line, column = file.position("post") if reason is Reason.EMPTY else (1, 1)
    level: Literal["error", "note"] = "note" if reason in PASSES else "error"
    return Problem(SCHEDULE_NAME, line, column, message, level)


def _vanished_posts(file: Loaded, history: ScheduleHistory, until: datetime) -> tuple[Problem, ...]:
    """Which planned posts have no row in a file that is about to come into force."""
    assert file.schedule is not None
    slots = match_slots(history.slots, file.schedule.slots, now=until)
    gone = {slot.id for slot in slots if slot.removed_at is not None}
    posts = [one for one in history.planned if one.slot_id in gone]
    words = describe_cancelled(posts, until, file.schedule.timezone)
    return (Problem(SCHEDULE_NAME, 1, 1, words, level="note"),) if posts else ()


def _local(moment: datetime, loaded: Loaded) -> datetime:
    zone = loaded.schedule.timezone if loaded.schedule else "UTC"
    return moment.astimezone(ZoneInfo(zone))


def _day_and_time(moment: datetime, loaded: Loaded) -> str:
    local = _local(moment, loaded)
    return f"of {local.day} {local:%b %H:%M}"
