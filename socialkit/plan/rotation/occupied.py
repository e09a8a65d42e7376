"""The outbox as planning sees it: what is done, what may still move, whose words count as used.

Changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from socialkit.model.network import Network
from socialkit.model.post import (
    OPEN_STATES,
    REQUESTED_AT,
    CancelledBy,
    PlannedPost,
    Post,
    SlideRole,
    State,
)
from socialkit.plan.content.units import address
from socialkit.plan.slots import Occurrence

GIVEN_BACK = frozenset({State.MISSED, State.PAUSED, State.CANCELLED})
"""States that give their line back to the pool (CONTRACT, "Identity" and the bullets below it)."""
Place = tuple[str, date]


class Booked:
    """All stored posts by slot and date. `wanted` are the occurrences that planning decides."""

    def __init__(
        self, history: Sequence[Post], occurrences: Iterable[Occurrence], *, now: datetime
    ) -> None:
        self._now = now
        self._rows: dict[Place, list[Post]] = {}
        self._all = sorted(history, key=lambda row: row.key)
        for row in self._all:
            self._rows.setdefault((row.plan.slot_id, row.plan.local_date), []).append(row)
        self.wanted = [one for one in occurrences if self._is_wanted(one)]
        self._places = {place_of(one) for one in self.wanted}

    def open_networks(self, occurrence: Occurrence, networks: Iterable[Network]) -> list[Network]:
        """Those of `networks` whose post of this slot and date is still to be decided, whatever the
        account."""
        rows = self._rows.get(place_of(occurrence), ())
        done = {row.plan.network for row in rows if is_done(row)}
        return [one for one in networks if one not in done]

    def kept_ids(self, occurrence: Occurrence) -> tuple[str, ...] | None:
        """The lines that this slot and date has already: what went out before what is planned."""
        rows = self._rows.get(place_of(occurrence), ())
        used = [row for row in rows if row.state not in GIVEN_BACK]
        first = min(used, key=lambda row: (row.state in OPEN_STATES, row.key), default=None)
        return first.plan.line_ids if first else None

    def left_over(self) -> dict[str, list[tuple[str, ...]]]:
        """By slot, the lines of its posts on dates that it does not have any more, in order."""
        rows = [row for row in self._all if self._is_ahead(row)]
        found: dict[str, list[tuple[str, ...]]] = {}
        for row in sorted(rows, key=lambda row: row.plan.due_at):
            lines = found.setdefault(row.plan.slot_id, [])
            if place_of(row.plan) not in self._places and row.plan.line_ids not in lines:
                lines.append(row.plan.line_ids)
        return found

    def used(self) -> list[Post]:
        """The posts whose words count as used: sent, in doubt, failed, overdue or asked for."""
        return [row for row in self._all if row.state not in GIVEN_BACK and not self._moves(row)]

    def withdrawn(self, keys: set[str]) -> tuple[str, ...]:
        """The posts still ahead that the plan, whose keys these are, does not hold any more."""
        return tuple(row.key for row in self._all if self._is_ahead(row) and row.key not in keys)

    def _is_wanted(self, occurrence: Occurrence) -> bool:
        """Its time is ahead; or it passed while nobody planned, or by an edit just now."""
        rows = self._rows.get(place_of(occurrence), ())
        return occurrence.due_at >= self._now or not rows or any(map(self._is_ahead, rows))

    def _is_ahead(self, row: Post) -> bool:
        return row.state in OPEN_STATES and row.plan.due_at >= self._now and not is_done(row)

    def _moves(self, row: Post) -> bool:
        if row.state not in OPEN_STATES or is_done(row):
            return False
        return self._is_ahead(row) or place_of(row.plan) in self._places


def last_due_at(history: Iterable[Post], least: datetime) -> datetime:
    """The instant after the last post that may still move, `least` at the least."""
    rows = (row.plan.due_at for row in history if row.state in OPEN_STATES)
    return max([least, *(due_at + timedelta(seconds=1) for due_at in rows)])


def is_done(row: Post) -> bool:
    """Is this slot, date and network out of the file's reach? A post that she asked for by hand is."""
    if row.state in OPEN_STATES:
        return row.state is State.SCHEDULED and REQUESTED_AT in row.tickets
    return not (row.state is State.CANCELLED and row.cancelled_by is CancelledBy.PLAN)


def texts_of(row: Post) -> list[str]:
    """The words by which a stored post is compared: one a line, or the whole of a structure."""
    if len(row.plan.line_ids) > 1:
        return [slide.text for slide in row.plan.slides if slide.role is SlideRole.LINE]
    return [row.plan.text]


def address_of(row: Post) -> str:
    """The account of a stored post, as the ledger names it."""
    return address(row.plan.network, row.plan.account)


def place_of(one: Occurrence | PlannedPost) -> Place:
    """The slot and the local date."""
    return one.slot_id, one.local_date
