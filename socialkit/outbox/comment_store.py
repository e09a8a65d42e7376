"""The first comments in the outbox: which are due, and what became of each.

Every change compares before it swaps: of two workers at one comment, one does nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select, update

from socialkit.model.post import CommentState, FirstComment, Post, State
from socialkit.outbox.db.records import insert_for
from socialkit.outbox.db.rows import post_of
from socialkit.outbox.db.tables import first_comments as comments
from socialkit.outbox.db.tables import posts

Transaction = Callable[[], AbstractContextManager[Connection]]
OPEN = (CommentState.WAITING, CommentState.SENDING)
NAMES = tuple(field.name for field in fields(FirstComment))
Pair = tuple[Post, FirstComment]


class CommentStore:
    """The first comments of one workspace. Every method is one transaction."""

    def __init__(self, reading: Transaction, writing: Transaction, workspace: str) -> None:
        self._reading = reading
        self._writing = writing
        self._workspace = workspace

    def due(self, now: datetime, *, since: datetime) -> tuple[Pair, ...]:
        """Give the comments that are due at `now`, below posts that went out after `since`, oldest first.
        One that has no row yet comes in its first state."""
        with self._reading() as connection:
            rows = connection.execute(self._open(since).where(_is_due(now)))
            return _in_order(rows)

    def next_at(self, *, after: datetime, since: datetime) -> datetime | None:
        """Give the earliest moment later than `after` at which a comment is due."""
        query = self._open(since).where(comments.c.next_at > after)
        earliest = query.with_only_columns(func.min(comments.c.next_at))
        with self._reading() as connection:
            moment: datetime | None = connection.scalar(earliest)
            return moment

    def troubled(self, *, since: datetime) -> tuple[Pair, ...]:
        """Give the comments with a problem, below posts that went out after `since`."""
        query = self._all(since).where(
            comments.c.error.is_not(None), comments.c.state != CommentState.THERE
        )
        with self._reading() as connection:
            return _in_order(connection.execute(query))

    def find(self, key: str) -> FirstComment:
        """Give what became of the comment below the post of this whole key."""
        query = select(comments).where(*self._is(key))
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
            return FirstComment(key) if row is None else _comment_of(row)

    def save(self, old: FirstComment, new: FirstComment) -> bool:
        """Store a change; False if the comment has changed since it was read, and then nothing may be sent
        for it. That it is there is proof and is stored whatever the row says."""
        row = {"workspace": self._workspace, **asdict(new)}
        with self._writing() as connection:
            if old == FirstComment(old.key):
                fresh = insert_for(connection, comments).values(row).on_conflict_do_nothing()
                if connection.execute(fresh.returning(comments.c.key)).first() is not None:
                    return True
            same: list[ColumnElement[bool]] = []
            if new.state is not CommentState.THERE:
                same = [comments.c[name].is_not_distinct_from(getattr(old, name)) for name in NAMES]
            swap = update(comments).where(*self._is(new.key), *same).values(row)
            return connection.execute(swap.returning(comments.c.key)).first() is not None

    def _all(self, since: datetime) -> Select[Any]:
        below = and_(comments.c.workspace == posts.c.workspace, comments.c.key == posts.c.key)
        named = [comments.c[name].label(f"comment_{name}") for name in NAMES]
        return (
            select(posts, *named)
            .outerjoin(comments, below)
            .where(
                posts.c.workspace == self._workspace,
                posts.c.posted_at > since,
                posts.c.state == State.POSTED,
                posts.c.first_comment != "",
            )
        )

    def _open(self, since: datetime) -> Select[Any]:
        return self._all(since).where(or_(comments.c.key.is_(None), comments.c.state.in_(OPEN)))

    def _is(self, key: str) -> tuple[ColumnElement[bool], ...]:
        return comments.c.workspace == self._workspace, comments.c.key == key


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(comments.c.next_at.is_(None), comments.c.next_at <= now)


def _in_order(rows: Any) -> tuple[Pair, ...]:
    found = [(post_of(row), _comment_beside(row)) for row in rows]
    return tuple(sorted(found, key=lambda pair: (pair[0].posted_at, pair[0].key)))


def _comment_beside(row: Row[Any]) -> FirstComment:
    columns = row._mapping
    if columns["comment_key"] is None:
        return FirstComment(columns["key"])
    return _made_of({name: columns[f"comment_{name}"] for name in NAMES})


def _comment_of(row: Row[Any]) -> FirstComment:
    return _made_of({name: row._mapping[name] for name in NAMES})


def _made_of(columns: dict[str, Any]) -> FirstComment:
    return FirstComment(**{**columns, "state": CommentState(columns["state"])})
