"""Slots: which row is which through edits, and at which instants it falls due.

In: rows of the file, the slots known so far, a zone, a span of time. Out: slots that keep their
identity, and occurrences. Pure; knows nothing of lines, and not what time it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.model import Slot, SlotSpec

ID_LENGTH = 8
Rule = Callable[[SlotSpec, int, Slot], bool]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One slot on one date. `due_at` is aware UTC; `local_time` ISO 8601 with the zone's offset."""

    slot_id: str
    local_date: date
    due_at: datetime
    local_time: str


def match_slots(
    known: Sequence[Slot], wanted: Sequence[SlotSpec], *, now: datetime
) -> tuple[Slot, ...]:
    """Give every row of the file its slot, keeping identities, then the slots that were removed.

    An equal row keeps its slot wherever it moved; a row with one changed field keeps it too, at its
    own position first; an equal row that was removed before gets its old identity back but counts
    from now. All others are new (DESIGN, "Post identity").
    """
    active = [slot for slot in known if slot.removed_at is None]
    removed = [slot for slot in known if slot.removed_at is not None]
    found: dict[int, Slot] = {}
    _pair(found, wanted, active, _is_equal)
    for index, slot in _matches(wanted, removed, found, _is_equal):
        found[index] = replace(slot, accepted_at=now, removed_at=None)
    _pair(found, wanted, active, _is_near_here)
    _pair(found, wanted, active, _is_near)
    taken = {slot.id for slot in known} | {slot.id for slot in found.values()}
    rows = []
    for position, spec in enumerate(wanted):
        slot = found.get(position) or Slot(_new_id(spec, taken), position, spec, now)
        taken.add(slot.id)
        rows.append(replace(slot, position=position, spec=spec))
    kept = {slot.id for slot in rows}
    gone = [replace(slot, removed_at=now) for slot in active if slot.id not in kept]
    return (*rows, *gone, *(slot for slot in removed if slot.id not in kept))


def expand(
    slot: Slot, zone: ZoneInfo, *, since: datetime, until: datetime
) -> tuple[Occurrence, ...]:
    """The occurrences of a slot due from `since` to before `until`, in order.

    A weekly slot counts from the moment it was accepted. A time that does not exist moves forward
    by the gap, or to the last minute before it if that would leave the date; one that exists twice
    means the first. A date that the zone skips altogether has no occurrence.
    """
    start = max(since, slot.accepted_at) if slot.spec.days else since
    found = []
    for day in _dates(slot.spec, zone, start, until):
        local = settle(datetime.combine(day, slot.spec.at), zone)
        if local is None:
            continue
        due_at = local.astimezone(UTC)
        if start <= due_at < until:
            found.append(Occurrence(slot.id, day, due_at, local.isoformat(timespec="minutes")))
    return tuple(found)


def settle(wall: datetime, zone: ZoneInfo) -> datetime | None:
    """The instant that a wall-clock time means, in `zone`; None where the date does not exist.

    With fold 0 zoneinfo reads a time inside a gap by the offset before it, which moves it forward.
    """
    settled = wall.replace(tzinfo=zone, fold=0).astimezone(UTC).astimezone(zone)
    if settled.date() == wall.date():
        return settled
    return _last_before_gap(wall, zone)


def _last_before_gap(wall: datetime, zone: ZoneInfo) -> datetime | None:
    for minutes in range(1, wall.hour * 60 + wall.minute + 1):
        earlier = (wall - timedelta(minutes=minutes)).replace(tzinfo=zone, fold=0)
        settled = earlier.astimezone(UTC).astimezone(zone)
        if settled.replace(tzinfo=None) == earlier.replace(tzinfo=None):
            return settled
    return None


def _dates(spec: SlotSpec, zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[date]:
    if spec.date is not None:
        yield spec.date
        return
    day = since.astimezone(zone).date() - timedelta(days=1)
    last = until.astimezone(zone).date() + timedelta(days=1)
    while day <= last:
        if day.weekday() in spec.days:
            yield day
        day += timedelta(days=1)


def _differences(one: SlotSpec, other: SlotSpec) -> int:
    return sum(getattr(one, field.name) != getattr(other, field.name) for field in fields(SlotSpec))


def _is_equal(spec: SlotSpec, _: int, slot: Slot) -> bool:
    return _differences(spec, slot.spec) == 0


def _is_near_here(spec: SlotSpec, position: int, slot: Slot) -> bool:
    return slot.position == position and _is_near(spec, position, slot)


def _is_near(spec: SlotSpec, _: int, slot: Slot) -> bool:
    return _differences(spec, slot.spec) == 1


def _pair(
    found: dict[int, Slot], wanted: Sequence[SlotSpec], known: Sequence[Slot], rule: Rule
) -> None:
    """Give every row that has no slot yet the nearest free one that the rule allows."""
    for index, slot in _matches(wanted, known, found, rule):
        found[index] = slot


def _matches(
    wanted: Sequence[SlotSpec], known: Sequence[Slot], found: dict[int, Slot], rule: Rule
) -> Iterator[tuple[int, Slot]]:
    taken = {slot.id for slot in found.values()}
    for index, spec in enumerate(wanted):
        if index in found:
            continue
        free = [slot for slot in known if slot.id not in taken and rule(spec, index, slot)]
        if free:
            nearest = min(
                free, key=lambda slot: (abs(slot.position - index), slot.position, slot.id)
            )
            taken.add(nearest.id)
            yield index, nearest


def _new_id(spec: SlotSpec, taken: set[str]) -> str:
    """A short hash of the row; equal rows are told apart by a number."""
    for number in range(len(taken) + 1):
        text = f"{spec!r}|{number}"
        slot_id = hashlib.sha256(text.encode()).hexdigest()[:ID_LENGTH]
        if slot_id not in taken:
            return slot_id
    raise AssertionError("there is always a free number")
