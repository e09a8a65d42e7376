"""Which accounts rest, and when an account is to be looked at."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select, tuple_

from socialkit.model.post import UNTIL_OWNER_ACTS, State
from socialkit.outbox.db.tables import accounts, posts
from socialkit.outbox.limits import account_of

UNOFFICIAL = "instagrapi"
CHECK_EVERY = timedelta(hours=24)
CHECK_BEFORE_A_POST = timedelta(hours=1)


def may_be_posted_to(workspace: str, now: datetime) -> ColumnElement[bool]:
    """Give the condition that the account of a post does not rest."""
    return account_of(posts).not_in(_resting(workspace, now))


def may_be_asked(workspace: str, now: datetime) -> ColumnElement[bool]:
    """Give the condition that the account of a post is not left alone until a rest has passed. A block
    on an official road is no reason to: it is one of posting, and what was refused may be live
    (reference: Meta, 6.1, "read back, then pause")."""
    its = accounts.c
    left_alone = _resting(workspace, now).where(
        its.paused_until < UNTIL_OWNER_ACTS, or_(its.via == UNOFFICIAL, its.blocked_at.is_(None))
    )
    return account_of(posts).not_in(left_alone)


def _resting(workspace: str, now: datetime) -> Select[Any]:
    number = func.coalesce(accounts.c.identity, accounts.c.account)
    return select(accounts.c.network, number).where(
        accounts.c.workspace == workspace, accounts.c.paused_until > now
    )


def next_check_at(connection: Connection, workspace: str, *, after: datetime) -> datetime | None:
    """Give the earliest moment after `after` to look at an account that is connected and does not wait
    for her: a day after the last time, an hour before a post, when a rest is over, when a login ends.
    Posts of the first day after `after` count, so that a hundred thousand later ones cost nothing: by
    then every account was looked at.
    """
    its = accounts.c
    usable = (
        its.workspace == workspace,
        its.connected_at.is_not(None),
        func.coalesce(its.paused_until, after) < UNTIL_OWNER_ACTS,
    )
    last = _first(connection, its.checked_at, *usable, its.checked_at > after - CHECK_EVERY)
    over = _first(connection, its.paused_until, *usable, its.paused_until > after)
    ends = _first(connection, its.expires_at, *usable, its.expires_at > after)
    due = _first(
        connection,
        posts.c.next_try_at,
        posts.c.workspace == workspace,
        posts.c.state == State.SCHEDULED,
        posts.c.next_try_at > after + CHECK_BEFORE_A_POST,
        posts.c.next_try_at <= after + CHECK_BEFORE_A_POST + CHECK_EVERY,
        tuple_(posts.c.network, posts.c.account).in_(
            select(its.network, its.account).where(*usable)
        ),
    )
    moments = [last and last + CHECK_EVERY, due and due - CHECK_BEFORE_A_POST, over, ends]
    return min((one for one in moments if one is not None), default=None)


def _first(
    connection: Connection, column: ColumnElement[datetime], *conditions: ColumnElement[bool]
) -> datetime | None:
    return connection.scalar(select(func.min(column)).where(*conditions))
