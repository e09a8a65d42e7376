"""The choice of words for each occurrence, and the memory of what was chosen.

In: the pool, the outbox, occurrences in the order of their times. Out: a unit for each, or none.
Pure; the order of the calls is the only state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from socialkit.model import OPEN_STATES, Candidate, Network, Post, PostKind, Schedule, Slot, State
from socialkit.plan.ledger import Ledger
from socialkit.plan.slots import Occurrence
from socialkit.plan.units import Unit, single, sort_pool, units_for

GIVEN_BACK = frozenset({State.MISSED, State.PAUSED, State.CANCELLED})
"""States that give their line back to the pool."""
Place = tuple[str, date]


class Choice:
    """Chooses units one by one; what was chosen is not fresh any more."""

    def __init__(
        self,
        schedule: Schedule,
        slots: Mapping[str, Slot],
        pool: Sequence[Candidate],
        history: Sequence[Post],
        *,
        now: datetime,
    ) -> None:
        self._schedule = schedule
        self._slots = slots
        self._pool = sort_pool(pool, schedule.never_post)
        pinned = {_fold(slot.spec.quote) for slot in slots.values() if _is_pinning(slot, now)}
        free = [one for one in self._pool if _fold(one.text) not in pinned]
        self._units = {kind: units_for(kind, free) for kind in PostKind}
        self._ledger = Ledger()
        self._rows: dict[Place, list[Post]] = {}
        self._settled: dict[Place, Unit] = {}
        self._left_over: dict[str, list[tuple[str, ...]]] = {}
        self.served_dates: set[date] = set()
        self.notes: list[str] = []
        for row in history:
            self._rows.setdefault((row.plan.slot_id, row.plan.local_date), []).append(row)
            is_open = row.state in OPEN_STATES and row.plan.due_at >= now
            if not is_open and row.state not in GIVEN_BACK:
                self._note_row(row)

    def has_rows(self, occurrence: Occurrence) -> bool:
        """Does the outbox know this slot on this date?"""
        return (occurrence.slot_id, occurrence.local_date) in self._rows

    def open_networks(self, occurrence: Occurrence) -> list[Network]:
        """The networks of the slot whose post of this date is still to be decided."""
        done = {
            row.plan.network
            for row in self._rows.get((occurrence.slot_id, occurrence.local_date), ())
            if row.state not in OPEN_STATES
            and not (row.state is State.CANCELLED and row.cancelled_by == "file")
        }
        return [one for one in self._slots[occurrence.slot_id].spec.to if one not in done]

    def settle_old(self, occurrences: Sequence[Occurrence]) -> None:
        """Let every planned post keep its line, before anything new is chosen. A slot whose days
        changed hands its lines on to its new dates, in order."""
        wanted = {(one.slot_id, one.local_date): one for one in occurrences}
        for place, rows in sorted(self._rows.items(), key=lambda item: item[0][1]):
            line_ids = next((row.plan.line_ids for row in rows if row.state in OPEN_STATES), None)
            done_ids = next(
                (row.plan.line_ids for row in rows if row.state not in GIVEN_BACK), None
            )
            if place in wanted and (done_ids or line_ids):
                self._settle(wanted[place], done_ids or line_ids or ())
            elif line_ids and place[0] in self._slots:
                self._left_over.setdefault(place[0], []).append(line_ids)
        for place, occurrence in wanted.items():
            queue = self._left_over.get(occurrence.slot_id)
            if queue and place not in self._rows:
                self._settle(occurrence, queue.pop(0))

    def unit_for(self, occurrence: Occurrence) -> Unit | None:
        """The words of this occurrence; None when nothing fresh is left for it."""
        place = (occurrence.slot_id, occurrence.local_date)
        unit = self._settled.get(place) or self._choose(occurrence)
        if unit is not None and place not in self._settled:
            self._use(unit, occurrence)
        if unit is not None:
            self.served_dates.add(occurrence.local_date)
        return unit

    def _settle(self, occurrence: Occurrence, line_ids: tuple[str, ...]) -> None:
        spec = self._slots[occurrence.slot_id].spec
        units = self._pinned(spec.quote) if spec.quote else self._units[spec.kind]
        for unit in units:
            if unit.ids == line_ids and any(network in unit.accounts for network in spec.to):
                self._settled[(occurrence.slot_id, occurrence.local_date)] = unit
                self._use(unit, occurrence)
                return

    def _choose(self, occurrence: Occurrence) -> Unit | None:
        spec = self._slots[occurrence.slot_id].spec
        if spec.quote is not None:
            pinned = self._pinned(spec.quote)
            if not pinned:
                self.notes.append(f"“{spec.quote[:60]}” stands in no article")
            return pinned[0] if pinned else None
        serving = [
            unit for unit in self._units[spec.kind] if any(one in unit.accounts for one in spec.to)
        ]
        whole = [unit for unit in serving if all(one in unit.accounts for one in spec.to)]
        for unit in (*whole, *(one for one in serving if one not in whole)):
            if self._is_fresh(unit, occurrence):
                self._say_held(unit, spec.to)
                return unit
        return self._oldest(serving, occurrence) if self._schedule.repeat_when_empty else None

    def _pinned(self, quote: str) -> list[Unit]:
        words = _fold(quote)
        return [single(one) for one in self._pool if _fold(one.text) == words]

    def _is_fresh(self, unit: Unit, occurrence: Occurrence) -> bool:
        apart = self._schedule.repeat_after
        accounts = self._accounts(unit, occurrence)
        return all(
            self._ledger.is_fresh(part.text, account, occurrence.due_at, apart)
            for part in unit.parts
            for account in accounts
        )

    def _oldest(self, units: Sequence[Unit], occurrence: Occurrence) -> Unit | None:
        """The unit whose last use lies furthest back, at least two days away."""

        def last_use(unit: Unit) -> datetime:
            uses = [
                self._ledger.last_use(part.text, account)
                for part in unit.parts
                for account in self._accounts(unit, occurrence)
            ]
            return max(use for use in uses if use is not None)

        apart = [unit for unit in units if occurrence.due_at - last_use(unit) >= timedelta(days=2)]
        return min(apart, key=last_use, default=None)

    def _accounts(self, unit: Unit, occurrence: Occurrence) -> list[str]:
        networks = self._slots[occurrence.slot_id].spec.to
        return [f"{one}:{unit.accounts[one]}" for one in networks if one in unit.accounts]

    def _use(self, unit: Unit, occurrence: Occurrence) -> None:
        for part in unit.parts:
            for account in self._accounts(unit, occurrence):
                self._ledger.note(part.text, account, occurrence.due_at)

    def _note_row(self, row: Post) -> None:
        account = f"{row.plan.network}:{row.plan.account}"
        for text in _texts(row):
            self._ledger.note(text, account, row.plan.due_at)

    def _say_held(self, unit: Unit, networks: Sequence[Network]) -> None:
        for network in networks:
            if network not in unit.accounts and network in unit.first.held:
                self.notes.append(unit.first.held[network])


def _texts(row: Post) -> list[str]:
    """The words by which a stored post is compared: one a line, or the whole of a structure."""
    if len(row.plan.line_ids) > 1:
        return [slide.text for slide in row.plan.slides]
    return [row.plan.text]


def _is_pinning(slot: Slot, now: datetime) -> bool:
    """Does the slot keep its quote to itself? Until the day after its date, whatever the zone."""
    if slot.spec.quote is None:
        return False
    return slot.spec.date is None or slot.spec.date >= now.date() - timedelta(days=1)


def _fold(text: str | None) -> str:
    straight = (text or "").translate(str.maketrans("“”„‘’", '"""\'\''))
    return " ".join(straight.split())
