"""A history laid out for the judge: every place, when it falls due, what was published there, pieces of time.

Knows no rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

from tests.e2e.week.files import File, Place, Row
from tests.e2e.week.history import HOLD, LOOK, History, Possible, Published

MIN_GAP = timedelta(seconds=300)
OVERDUE = timedelta(minutes=30)
"""So late a post gives way to others, and keeps that distance."""
AFTER_A_KILL = 330.0
"""Seconds awake after a power cut in which nothing is asked: what was under way is looked for first."""
REMOVED = 2 * (HOLD + LOOK)
"""Seconds for which a row that is gone may still hold others up, or come back as if nothing had been."""
Piece = tuple[float, float]


class Book:
    """One history. Places are all that any file asked for, and all that was published."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.spans = history.spans()
        self.possible = Possible(self.spans)
        self.zone = ZoneInfo(history.saves[0].file.zone)
        self.if_late = history.saves[0].file.if_late
        self._pieces: dict[Place, list[Piece]] = {}
        self._dues: dict[Place, list[datetime]] = {}

    @cached_property
    def posts(self) -> dict[Place, list[Published]]:
        """What the networks published, by place."""
        found: dict[Place, list[Published]] = {}
        for one in self.history.published:
            found.setdefault(self.place_of(one), []).append(one)
        return found

    @cached_property
    def places(self) -> list[Place]:
        """All that there is to judge."""
        return sorted({*self._asked_for(), *self.posts})

    def place_of(self, one: Published) -> Place:
        """Whose post it is; its date is that of its day, for none is still in time after midnight."""
        return one.tag, one.wall.astimezone(self.zone).date(), one.network

    def dues(self, place: Place) -> list[datetime]:
        """Every time at which any file lets it fall due."""
        if place not in self._dues:
            found = {span.file.due_at(place) for span in self.spans}
            self._dues[place] = sorted(one for one in found if one is not None)
        return self._dues[place]

    def first_row(self, place: Place) -> tuple[float, Row]:
        """When its row first had this date, on whichever network, and that row."""
        tag, day, _ = place
        rows = ((span.since, span.file.row(tag)) for span in self.spans)
        return next((since, row) for since, row in rows if row is not None and row.falls_on(day))

    def is_out(self, place: Place, at: float) -> bool:
        return any(one.at <= at for one in self.posts.get(place, ()))

    def calm_after(self, kill: float, until: float) -> float:
        """When what a power cut left behind is settled; a clock set back meanwhile puts that off."""
        calm = self.history.after_awake(kill, AFTER_A_KILL)
        back = [-by for when, by in self.history.steps if kill <= when <= min(until, calm + 3600)]
        return calm + sum(back)

    def slack(self, one: Published) -> float:
        """What was adopted after a power cut may count from then."""
        is_cut = any(abs(kill - one.at) < 5 for kill in self.history.kills)
        return 1.0 + (AFTER_A_KILL if is_cut else 0.0)

    def present_since(
        self, at: float, is_there: Callable[[File], bool], *, gap: float, awake: bool = False
    ) -> float:
        """Since when the file that may count at `at` holds something, whatever was missing no longer
        than `gap` seconds (`awake`: of those awake); `at` where it does not hold it."""
        begin: float | None = None
        lost_at: float | None = None
        for span in self.spans:
            if span.since > at:
                break
            if not is_there(span.file):
                lost_at = span.since if lost_at is None else lost_at
                continue
            if lost_at is not None:
                asleep = span.since - lost_at - self.history.awake_between(lost_at, span.since)
                missing = span.since - lost_at - (asleep if awake else 0.0)
                begin = begin if missing <= gap else None
            begin = span.since if begin is None else begin
            lost_at = None
        return at if begin is None else begin

    def pieces(self, place: Place) -> list[Piece]:
        """The time around a place, cut wherever anything may change for it."""
        if place not in self._pieces:
            dues = self.dues(place)
            self._pieces[place] = self._cut(place, dues) if dues else []
        return self._pieces[place]

    def _cut(self, place: Place, dues: list[datetime]) -> list[Piece]:
        history = self.history
        before = history.moments_of(min(dues) - timedelta(minutes=1))
        after = history.moments_of(max(dues) + self.if_late + timedelta(minutes=2))
        first = min(before, default=0.0)
        last = min(max(after, default=history.end), history.end)
        cuts = [*self._cuts_of_posts(place), *self._cuts_of_files(), *self._cuts_of_power(last)]
        for wait in (timedelta(), OVERDUE, self.if_late):
            cuts += [at for one in dues for at in history.moments_of(one + wait)]
        return list(pairwise(sorted({first, last, *(at for at in cuts if first < at < last)})))

    def _cuts_of_posts(self, place: Place) -> Iterator[float]:
        """Where it is held up by others of its network, from and until when."""
        history = self.history
        for other in self.places:
            if other[2] == place[2]:
                for wait in (-MIN_GAP, OVERDUE, self.if_late):
                    for due_at in self.dues(other):
                        yield from history.moments_of(due_at + wait)
        for one in history.published:
            if one.network == place[2]:
                yield one.at
                slack = timedelta(seconds=self.slack(one))
                yield from history.moments_of(one.wall + MIN_GAP + slack)
                yield from history.moments_of(one.wall + OVERDUE + slack)

    def _cuts_of_files(self) -> Iterator[float]:
        for span in self.spans:
            yield from (span.since, span.until, span.until + REMOVED)

    def _cuts_of_power(self, last: float) -> Iterator[float]:
        for edges in self.history.asleep:
            yield from edges
        for kill in self.history.kills:
            yield from (kill, self.calm_after(kill, last))
        yield from (when for when, _ in self.history.steps)

    def _asked_for(self) -> Iterator[Place]:
        first = self.history.wall(0).astimezone(self.zone).date()
        last = self.history.wall(self.history.end).astimezone(self.zone).date()
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        for span in self.spans:
            for row in span.file.rows:
                for day in filter(row.falls_on, days):
                    yield from ((row.tag, day, network) for network in row.to)
