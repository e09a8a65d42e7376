"""What the rows of the outbox occupy: which times are done, which may still move, which words are used."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
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
"""States whose line may be used again."""
Place = tuple[str, date]


class Occupied:
    """All stored posts by slot and date. `wanted` are the occurrences that planning decides.

    Rows whose keys are `frozen` are done, whatever their state; those in `treat_as_future` count as
    still to come, whatever their due time.
    """

    def __init__(
        self,
        history: Sequence[Post],
        *,
        now: datetime,
        frozen: Collection[str] = (),
        treat_as_future: Collection[str] = (),
    ) -> None:
        self._now = now
        self._frozen, self._future = frozenset(frozen), frozenset(treat_as_future)
        self.wanted: list[Occurrence] = []
        self._places: set[Place] = set()
        self._rows: dict[Place, list[Post]] = {}
        self._all = sorted(history, key=lambda row: row.key)
        for row in self._all:
            self._rows.setdefault(place_of(row.plan), []).append(row)

    def take(self, occurrences: Iterable[Occurrence]) -> None:
        """Note which of these occurrences are to be planned."""
        self.wanted = [one for one in occurrences if self._is_wanted(one)]
        self._places = {place_of(one) for one in self.wanted}

    def open_networks(self, occurrence: Occurrence, networks: Iterable[Network]) -> list[Network]:
        """Those of `networks` whose post of this slot and date is still to be planned, whatever the
        account."""
        rows = self._rows.get(place_of(occurrence), ())
        done = {row.plan.network for row in rows if self._is_done(row)}
        return [one for one in networks if one not in done]

    def kept_ids(self, occurrence: Occurrence) -> tuple[str, ...] | None:
        """The lines that this slot and date has already; those that went out come first."""
        rows = self._rows.get(place_of(occurrence), ())
        used = [row for row in rows if row.state not in GIVEN_BACK]
        first = min(used, key=lambda row: (self._is_open(row), row.key), default=None)
        return first.plan.line_ids if first else None

    def left_over(self) -> dict[str, list[tuple[str, ...]]]:
        """By slot, the lines of its posts on dates that it no longer has, in order."""
        rows = [row for row in self._all if self._is_ahead(row)]
        found: dict[str, list[tuple[str, ...]]] = {}
        for row in sorted(rows, key=self._due_at):
            lines = found.setdefault(row.plan.slot_id, [])
            if place_of(row.plan) not in self._places and row.plan.line_ids not in lines:
                lines.append(row.plan.line_ids)
        return found

    def used(self) -> list[Post]:
        """The posts whose words count as used: sent, in doubt, failed, overdue, requested or frozen."""
        return [row for row in self._all if row.state not in GIVEN_BACK and not self._moves(row)]

    def withdrawn(self, keys: set[str]) -> tuple[str, ...]:
        """The keys of the posts still ahead that are not among `keys`, those of the plan."""
        return tuple(row.key for row in self._all if self._is_ahead(row) and row.key not in keys)

    def _is_wanted(self, occurrence: Occurrence) -> bool:
        """Its time is ahead; or it passed while nothing was planned, or an edit moved it just now."""
        rows = self._rows.get(place_of(occurrence), ())
        return occurrence.due_at >= self._now or not rows or any(map(self._is_ahead, rows))

    def last_due_at(self, least: datetime) -> datetime:
        """The instant after the last post that may still move, at least `least`."""
        rows = (self._due_at(row) for row in self._all if self._is_open(row))
        return max([least, *(due_at + timedelta(seconds=1) for due_at in rows)])

    def _is_open(self, row: Post) -> bool:
        return row.state in OPEN_STATES and row.key not in self._frozen

    def _is_done(self, row: Post) -> bool:
        return row.key in self._frozen or is_done(row)

    def _due_at(self, row: Post) -> datetime:
        is_past = row.plan.due_at <= self._now
        if is_past and row.state in OPEN_STATES and row.key in self._future:
            return self._now + timedelta(seconds=1)
        return row.plan.due_at

    def _is_ahead(self, row: Post) -> bool:
        return self._is_open(row) and self._due_at(row) >= self._now and not is_done(row)

    def _moves(self, row: Post) -> bool:
        if not self._is_open(row) or is_done(row):
            return False
        return self._is_ahead(row) or place_of(row.plan) in self._places


def is_done(row: Post) -> bool:
    """Are this slot, date and network beyond the schedule? Those of a requested post are."""
    if row.state in OPEN_STATES:
        return row.state is State.SCHEDULED and REQUESTED_AT in row.tickets
    return not (row.state is State.CANCELLED and row.cancelled_by is CancelledBy.PLAN)


def texts_of(row: Post) -> list[str]:
    """The texts by which a stored post is compared: one per line, or the whole of a structure."""
    if len(row.plan.line_ids) > 1:
        return [slide.text for slide in row.plan.slides if slide.role is SlideRole.LINE]
    return [row.plan.text]


def address_of(row: Post) -> str:
    """The account of a stored post, as the ledger names it."""
    return address(row.plan.network, row.plan.account)


def place_of(one: Occurrence | PlannedPost) -> Place:
    """The slot and the local date."""
    return one.slot_id, one.local_date
