"""How long her lines last, and what she should be told in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.model.schedule import Schedule, Slot
from socialkit.plan.rotation.selection import Choice
from socialkit.plan.slots import Occurrence, find_occurrences
from socialkit.plan.wording import WHAT, name_day

LOOK_AHEAD = timedelta(days=366)
"""How far the plan looks to say how long the lines last."""
STEP = timedelta(days=30)
SOON = timedelta(days=14)
"""So long before the end she is told: time to write an article."""
MORE_LINES = "Add an article, or let lines come back sooner with repeat_after."


@dataclass(frozen=True, slots=True)
class Runway:
    """`until` is the last local date up to which every time gets a fresh line if nothing is added;
    `gap` says which time is the first to find none, and none of what. None where no article ever had
    anything."""

    until: date
    gap: str | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something that she should be told, once for each `subject`; `is_pressing`: a post will not go
    out unless she does something. `can_wait`: no post that is planned suffers by it yet."""

    subject: str
    words: str
    is_pressing: bool
    can_wait: bool


def find_end(
    schedule: Schedule,
    slots: Mapping[str, Slot],
    choice: Choice,
    empty: Sequence[Occurrence],
    *,
    now: datetime,
    until: datetime,
) -> Runway | None:
    """Go on choosing after `until`, up to a year from now, until a slot finds nothing; None when that
    is further away, or lines may repeat. `empty` are the times that found nothing before. Slots that
    never find anything (no article has a contrast) and pinned quotes do not count."""
    if schedule.repeat_when_empty:
        return None

    def is_gap(one: Occurrence) -> bool:
        return slots[one.slot_id].spec.quote is None and choice.can_serve(one)

    gap = next(filter(is_gap, empty), None)
    start = until
    while gap is None and start < now + LOOK_AHEAD:
        end = min(start + STEP, now + LOOK_AHEAD)
        ahead = find_occurrences(schedule, slots.values(), since=start, until=end)
        open_ones = (one for one in ahead if choice.open_networks(one))
        gap = next((one for one in open_ones if not choice.unit_for(one) and is_gap(one)), None)
        start = end
    today = now.astimezone(ZoneInfo(schedule.timezone)).date()
    if gap is None:
        return None if choice.served_dates or not empty else Runway(today)
    last = max((day for day in choice.served_dates if day < gap.local_date), default=today)
    what = WHAT[slots[gap.slot_id].spec.kind]
    when = f"{name_day(gap.local_date)} at {gap.local_time[11:16]}"
    return Runway(max(last, today), f"no fresh {what} is left for {when}")


def describe_runway(end: Runway | None, today: date) -> str:
    """How long the lines last, in words."""
    if end is None:
        return "Your lines last for a year and more."
    if end.gap is None:
        return "No fresh line is left. Add an article, or say yes to more lines."
    if end.until <= today:
        return f"Your lines are used up: {end.gap}."
    return f"{_lasts(end)}; {end.gap}."


def _lasts(end: Runway) -> str:
    return f"Your lines last until {end.until.day} {end.until:%B %Y}"


def describe_last_day(end: Runway | None, today: date) -> str:
    """As `describe_runway`, but not what is missing then, where that is still to come."""
    if end is None or end.gap is None or end.until <= today:
        return describe_runway(end, today)
    return f"{_lasts(end)}."


def describe_short_runway(end: Runway | None, today: date) -> str | None:
    """That the lines end within two weeks, and what helps; None where there is time enough."""
    if end is None or end.until - today > SOON:
        return None
    return f"{describe_runway(end, today)} {MORE_LINES}" if end.gap else describe_runway(end, today)


def remind(
    waiting: int, made: int, needed_on: date | None, end: Runway | None, today: date
) -> list[Reminder]:
    """What she should be told: how many lines wait for her yes, of all that were `made`, and that her
    lines end soon. Where a planned post needs a yes (first on `needed_on`) she is told each day, else
    when new lines were made; of the end once when it is near, and once when it is there."""
    found = []
    if waiting:
        count = "1 line waits" if waiting == 1 else f"{waiting} lines wait"
        need = f" The first is needed on {name_day(needed_on)}." if needed_on else ""
        words = f"{count} for your yes.{need} Say it in quotes/…/lines.yaml, or: socialkit approve"
        news = today.isoformat() if needed_on else f"of {made}"
        is_needed = needed_on is not None
        found.append(Reminder(f"lines_waiting {news}", words, is_needed, not is_needed))
    near = describe_short_runway(end, today)
    if end is not None and near is not None:
        is_here = end.until <= today
        found.append(Reminder(f"lines_end {'now' if is_here else 'soon'}", near, True, not is_here))
    return found
