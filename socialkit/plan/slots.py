"""When posts fall due: the slots of the schedule as instants, and how far the plan looks back and ahead."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from socialkit.model.schedule import Schedule, Slot, SlotSpec

LOOK_BACK = timedelta(days=30)
HORIZON = timedelta(days=14)
"""How far ahead rows are planned. The calendar is made of rows, so this costs nothing later."""
ON_TIME = timedelta(minutes=2)
"""With `if_late: skip` a post is still on time within this span: the daemon looks every 30 s."""
ID_LENGTH = 8
Shape = tuple[object, ...]
Shapes = Callable[[SlotSpec], list[Shape]]


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

    An equal row keeps its slot wherever it moved; an equal row that was removed before gets its old
    identity back but counts from now; a row with one changed field keeps its slot too, at its own
    position first. So does a row at the same place, for the same
    days or date, whatever else changed, and a removed one that comes back with one field changed:
    what went out on its date must not go out again. All others are new. The order of `days` and `to`
    does not matter.
    """
    active = [slot for slot in known if slot.removed_at is None]
    removed = [slot for slot in known if slot.removed_at is not None]
    found: dict[int, Slot] = {}
    _pair(found, wanted, active, _whole)
    _bring_back(found, wanted, removed, _whole, now=now)
    _pair(found, wanted, active, _all_but_one_field, same_position=True)
    _pair(found, wanted, active, _all_but_one_field)
    _pair(found, wanted, active, _days, same_position=True)
    _bring_back(found, wanted, removed, _all_but_one_field, now=now)
    taken = {slot.id for slot in known}
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
        local = resolve_local_time(datetime.combine(day, slot.spec.at), zone)
        if local is None:
            continue
        due_at = local.astimezone(UTC)
        if start <= due_at < until:
            found.append(Occurrence(slot.id, day, due_at, local.isoformat(timespec="minutes")))
    return tuple(found)


def find_occurrences(
    schedule: Schedule, slots: Iterable[Slot], *, since: datetime, until: datetime
) -> list[Occurrence]:
    """All occurrences in this span, by time, then by place in the file; quiet days left out."""
    zone = ZoneInfo(schedule.timezone)
    found = [
        (one.due_at, slot.position, one)
        for slot in slots
        for one in expand(slot, zone, since=since, until=until)
        if one.local_date not in schedule.quiet_days
    ]
    return [one for _, _, one in sorted(found, key=lambda item: item[:2])]


def resolve_local_time(wall: datetime, zone: ZoneInfo) -> datetime | None:
    """The instant that a local time means in `zone`; None where the date does not exist.

    With fold 0 zoneinfo reads a time inside a gap by the offset before it, which moves it forward.
    """
    resolved = wall.replace(tzinfo=zone, fold=0).astimezone(UTC).astimezone(zone)
    if resolved.date() == wall.date():
        return resolved
    return _last_before_gap(wall, zone)


def _last_before_gap(wall: datetime, zone: ZoneInfo) -> datetime | None:
    for minutes in range(1, wall.hour * 60 + wall.minute + 1):
        earlier = (wall - timedelta(minutes=minutes)).replace(tzinfo=zone, fold=0)
        resolved = earlier.astimezone(UTC).astimezone(zone)
        if resolved.replace(tzinfo=None) == earlier.replace(tzinfo=None):
            return resolved
    return None


def _dates(spec: SlotSpec, zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[date]:
    day = since.astimezone(zone).date() - timedelta(days=1)
    last = until.astimezone(zone).date() + timedelta(days=1)
    if spec.date is not None:
        if day <= spec.date <= last:
            yield spec.date
        return
    while day <= last:
        if day.weekday() in spec.days:
            yield day
        day += timedelta(days=1)


def _values(spec: SlotSpec) -> tuple[str, ...]:
    """The fields of a row as text, with `days` and `to` in a fixed order."""
    return (
        " ".join(map(str, sorted(spec.days))),
        spec.date.isoformat() if spec.date else "",
        spec.at.isoformat("minutes"),
        " ".join(sorted(network.value for network in spec.to)),
        spec.kind.value,
        spec.theme or "",
        spec.size.value if spec.size else "",
        spec.quote or "",
        spec.caption or "",
    )


def _whole(spec: SlotSpec) -> list[Shape]:
    return [_values(spec)]


def _all_but_one_field(spec: SlotSpec) -> list[Shape]:
    """Two rows that differ in one field at most share one of these."""
    values = _values(spec)
    return [(number, *values[:number], *values[number + 1 :]) for number in range(len(values))]


def _days(spec: SlotSpec) -> list[Shape]:
    return [_values(spec)[:2]]


def _bring_back(
    found: dict[int, Slot],
    wanted: Sequence[SlotSpec],
    removed: Sequence[Slot],
    shapes: Shapes,
    *,
    now: datetime,
) -> None:
    """Give rows that have no slot yet one that was removed before; it counts from now."""
    for index, slot in _matches(found, wanted, removed, shapes):
        found[index] = replace(slot, accepted_at=now, removed_at=None)


def _pair(
    found: dict[int, Slot],
    wanted: Sequence[SlotSpec],
    known: Sequence[Slot],
    shapes: Shapes,
    *,
    same_position: bool = False,
) -> None:
    """Give every row that has no slot yet the nearest free one that shares a shape with it."""
    for index, slot in _matches(found, wanted, known, shapes, same_position=same_position):
        found[index] = slot


def _matches(
    found: dict[int, Slot],
    wanted: Sequence[SlotSpec],
    known: Sequence[Slot],
    shapes: Shapes,
    *,
    same_position: bool = False,
) -> Iterator[tuple[int, Slot]]:
    taken = {slot.id for slot in found.values()}
    by_shape: dict[Shape, list[Slot]] = {}
    for slot in known:
        for shape in shapes(slot.spec):
            by_shape.setdefault(shape, []).append(slot)
    for index, spec in enumerate(wanted):
        if index in found:
            continue
        free = {
            (abs(slot.position - index), slot.position, slot.id): slot
            for shape in shapes(spec)
            for slot in by_shape.get(shape, ())
            if slot.id not in taken and (slot.position == index or not same_position)
        }
        if free:
            nearest = free[min(free)]
            taken.add(nearest.id)
            yield index, nearest


def _new_id(spec: SlotSpec, taken: set[str]) -> str:
    """A short hash of the row; equal rows are told apart by a number."""
    for number in count():
        text = "\n".join((*_values(spec), str(number)))
        slot_id = hashlib.sha256(text.encode()).hexdigest()[:ID_LENGTH]
        if slot_id not in taken:
            break
    return slot_id
