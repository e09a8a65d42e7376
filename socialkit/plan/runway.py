"""How long the lines last, and which reminders the owner gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.model.schedule import Schedule, Slot
from socialkit.model.text import count
from socialkit.plan.rotation.selection import Selection
from socialkit.plan.slots import Occurrence, find_occurrences
from socialkit.plan.wording import WHAT, name_day

MAX_LOOK_AHEAD = timedelta(days=366)
"""How far the plan looks to say how long the lines last."""
SEARCH_STEP = timedelta(days=30)
SHORT_RUNWAY = timedelta(days=14)
"""How long before the end the owner is reminded: time to write an article."""
NOTHING_GOES_OUT = (
    "No further line can go out: no article has one that may go to an account of your schedule. Add "
    "an article, or run socialkit check, which names the reasons."
)
MORE_LINES = "Add an article, or let lines come back sooner with repeat_after."


@dataclass(frozen=True, slots=True)
class Runway:
    """`until` is the last local date on which every time gets a fresh line if nothing is added; `gap`
    says which time is the first without one, and of what kind. None where no article ever had
    anything that may go to an account of the schedule."""

    until: date
    gap: str | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to tell the owner, once for each `subject`; `is_pressing`: a post will not go out unless
    the owner does something. `can_wait`: no planned post is affected yet."""

    subject: str
    words: str
    is_pressing: bool
    can_wait: bool


def find_end(
    schedule: Schedule,
    slots: Mapping[str, Slot],
    selection: Selection,
    empty: Sequence[Occurrence],
    *,
    now: datetime,
    until: datetime,
) -> Runway | None:
    """Keep choosing after `until`, up to a year from now, until a slot finds nothing; None when that is
    further away, or lines may repeat. `empty` are the times that found nothing before. Slots that never
    find anything (no article has a contrast) and pinned quotes do not count."""
    if schedule.repeat_when_empty:
        return None

    def is_gap(one: Occurrence) -> bool:
        return slots[one.slot_id].spec.quote is None and selection.can_serve(one)

    gap, is_wanted = next(filter(is_gap, empty), None), bool(empty)
    start = until
    while gap is None and start < now + MAX_LOOK_AHEAD:
        end = min(start + SEARCH_STEP, now + MAX_LOOK_AHEAD)
        ahead = find_occurrences(schedule, slots.values(), since=start, until=end)
        open_ones = [one for one in ahead if selection.open_networks(one)]
        is_wanted = is_wanted or bool(open_ones)
        gap = next((one for one in open_ones if not selection.unit_for(one) and is_gap(one)), None)
        start = end
    today = now.astimezone(ZoneInfo(schedule.timezone)).date()
    if gap is None:
        return None if selection.served_dates or not is_wanted else Runway(today)
    last = max((day for day in selection.served_dates if day < gap.local_date), default=today)
    what = WHAT[slots[gap.slot_id].spec.kind]
    when = f"{name_day(gap.local_date)} at {gap.local_time[11:16]}"
    return Runway(max(last, today), f"no fresh {what} is left for {when}")


def describe_runway(end: Runway | None, today: date) -> str:
    """How long the lines last, for people."""
    if end is None:
        return "Your lines last for more than a year."
    if end.gap is None:
        return NOTHING_GOES_OUT
    if end.until <= today:
        return f"Your lines are used up: {end.gap}."
    return f"{_lasts(end)}; {end.gap}."


def _lasts(end: Runway) -> str:
    return f"Your lines last until {end.until.day} {end.until:%B %Y}"


def describe_last_day(end: Runway | None, today: date) -> str:
    """Like `describe_runway`, without what is missing then where that is still to come."""
    if end is None or end.gap is None or end.until <= today:
        return describe_runway(end, today)
    return f"{_lasts(end)}."


def describe_short_runway(end: Runway | None, today: date) -> str | None:
    """That the lines run out within two weeks, and what helps; None where there is enough time."""
    if end is None or end.until - today > SHORT_RUNWAY:
        return None
    return f"{describe_runway(end, today)} {MORE_LINES}" if end.gap else describe_runway(end, today)


def remind(
    waiting: int, made: int, needed_on: date | None, end: Runway | None, today: date
) -> list[Reminder]:
    """What the owner should be told: how many lines need approval, of all that were `made`, and that the
    lines run out soon. Where a planned post needs an approval (first on `needed_on`) there is a reminder
    each day, otherwise when new lines were made; of the end there is one when it is near and one when
    it has come."""
    found = []
    if waiting:
        need = "needs" if waiting == 1 else "need"
        first = f" The first is needed on {name_day(needed_on)}." if needed_on else ""
        words = (
            f"{count(waiting, 'line')} {need} your approval.{first} Write use: yes in "
            f"quotes/…/lines.yaml, or run: socialkit approve"
        )
        news = today.isoformat() if needed_on else f"of {made}"
        is_needed = needed_on is not None
        found.append(Reminder(f"lines_waiting {news}", words, is_needed, not is_needed))
    near = describe_short_runway(end, today)
    if end is not None and near is not None:
        is_here = end.until <= today
        found.append(Reminder(f"lines_end {'now' if is_here else 'soon'}", near, True, not is_here))
    return found
