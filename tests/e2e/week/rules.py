"""The rules of schedule.yaml for one place at a moment, by the manual ("Edit while it runs").

Which file counts is not known to the second: an edit may be seen at once, or half a minute later. So a
post is refused only where every file that may count refuses it, and wanted only where all want it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.e2e.week.book import MIN_GAP, OVERDUE, REMOVED, Book
from tests.e2e.week.files import File, Place
from tests.e2e.week.history import HOLD, LOOK

A_SECOND = timedelta(seconds=1)


class Rules:
    """What may be, and what must."""

    def __init__(self, book: Book) -> None:
        self._book, self._history = book, book.history

    def refusal(self, place: Place, at: float, version: int | None) -> str | None:
        """Why no file that may count at `at` lets the post out; None where one does."""
        reason = "no file asked for it"
        for file in self._book.possible.at(at):
            if file.due_at(place) is not None:
                why = self._refusal_by(file, place, at, version)
                if why is None:
                    return None
                reason = why
        return reason

    def _refusal_by(self, file: File, place: Place, at: float, version: int | None) -> str | None:
        wall, due_at, row = self._history.wall(at), file.due_at(place), file.row(place[0])
        assert due_at is not None
        assert row is not None
        if wall < due_at:
            return f"it was due at {say(due_at)}"
        if wall > due_at + self._book.if_late:
            return f"if_late was over (due at {say(due_at)})"
        if file.is_paused:
            return "everything was paused"
        if version not in {None, row.version}:
            return f"its caption was {version}, and the file's {row.version}"
        if not row.on and due_at < self._row_since(place, at):
            return "its row was accepted later than that"
        return "it had fallen due in a pause" if self._was_paused(place, at) else None

    def is_wanted(self, place: Place, at: float) -> bool:
        """Whether every file that may count wants it out now, and nothing stands in its way."""
        if not self._history.is_awake(at) or not self._is_calm(at):
            return False
        wall, files = self._history.wall(at), self._book.possible.at(at)
        if not files or any(file.is_paused for file in files):
            return False
        dues = [due_at for file in files if (due_at := file.due_at(place)) is not None]
        if len(dues) < len(files):
            return False
        if any(not one <= wall <= one + self._book.if_late for one in dues):
            return False
        if any(one < self._post_since(place, one, at) for one in dues):
            return False
        return not self._may_be_over(place, at) and not self._is_held_up(place, max(dues), at)

    def _is_calm(self, at: float) -> bool:
        """Not just after the power was cut."""
        kills = self._history.kills
        return not any(kill <= at < self._book.calm_after(kill, at) for kill in kills)

    def _may_be_over(self, place: Place, at: float) -> bool:
        """Was it too late for it before, or paused, by any file that may have counted?"""
        moments = ((begin + end) / 2 for begin, end in self._book.pieces(place))
        return any(self._ends_it(place, moment) for moment in moments if moment < at)

    def _ends_it(self, place: Place, at: float) -> bool:
        wall = self._history.wall(at)
        for file in self._book.possible.at(at):
            due_at = file.due_at(place)
            if due_at is None or due_at > wall or due_at < self._row_since(place, at):
                continue
            if file.is_paused or wall > due_at + self._book.if_late:
                return True
        return False

    def _was_paused(self, place: Place, at: float) -> bool:
        """Did it surely fall due in a pause?"""
        for due_at in self._book.dues(place):
            for moment in self._history.moments_of(due_at):
                seen = self._history.after_awake(moment, LOOK)
                files = self._book.possible.at(seen, back=seen - moment)
                is_sure = all(one.is_paused and one.due_at(place) == due_at for one in files)
                if seen < at and is_sure:
                    return True
        return False

    def _row_since(self, place: Place, at: float) -> datetime:
        """The earliest moment from which its row may count: a row that was gone begins again."""

        def is_there(file: File) -> bool:
            return file.row(place[0]) is not None

        return self._history.wall(self._book.present_since(at, is_there, gap=REMOVED, awake=True))

    def _post_since(self, place: Place, due_at: datetime, at: float) -> datetime:
        """The latest moment from which this post, at this time, may count. One of a date counts
        though its time is over, the first time that its row is there."""

        def is_there(file: File) -> bool:
            return file.due_at(place) == due_at

        begin = self._book.present_since(at, is_there, gap=0.0)
        first, row = self._book.first_row(place)
        if row.on and first == begin:
            return due_at
        return self._history.wall(self._book.present_since(at, is_there, gap=HOLD - 2))

    def _is_held_up(self, place: Place, due_at: datetime, at: float) -> bool:
        """By the distance to what went out before, or by a post that goes first."""
        wall = self._history.wall(at)
        is_overdue = wall >= due_at + OVERDUE - A_SECOND
        gap = OVERDUE if is_overdue else MIN_GAP
        for one in self._history.published:
            if one.network != place[2] or one.at > at or self._book.place_of(one) == place:
                continue
            if wall - one.wall < gap + timedelta(seconds=self._book.slack(one)):
                return True
        others = (one for one in self._book.places if one[2] == place[2] and one != place)
        return is_overdue and any(self._goes_first(one, due_at, at) for one in others)

    def _goes_first(self, other: Place, due_at: datetime, at: float) -> bool:
        """Whether it is on time, or due before an overdue one."""
        if self._book.is_out(other, at):
            return False
        wall = self._history.wall(at)
        for file in self._book.possible.at(at, back=REMOVED):
            its = file.due_at(other)
            if its is None:
                continue
            is_on_time = wall - OVERDUE - A_SECOND < its <= wall + MIN_GAP
            if is_on_time or (its < due_at and wall <= its + self._book.if_late):
                return True
        return False


def say(wall: datetime) -> str:
    return f"{wall:%d %b %H:%M:%S}Z"
