"""Which accounts are cooling down, and when an account is to be checked."""

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
    """Give the condition that the account of a post is not cooling down."""
    return account_of(posts).not_in(_cooling_down(workspace, now))


def may_be_asked(workspace: str, now: datetime) -> ColumnElement[bool]:
    """Give the condition that the account of a post is not left alone until a cooldown is over. After a
    block on an official route it may be asked: the block is about posting, and what was refused may
    be live."""
    its = accounts.c
    left_alone = _cooling_down(workspace, now).where(
        its.paused_until < UNTIL_OWNER_ACTS, or_(its.via == UNOFFICIAL, its.blocked_at.is_(None))
    )
    return account_of(posts).not_in(left_alone)


def _cooling_down(workspace: str, now: datetime) -> Select[Any]:
    number = func.coalesce(accounts.c.identity, accounts.c.account)
    return select(accounts.c.network, number).where(
        accounts.c.workspace == workspace, accounts.c.paused_until > now
    )


def next_check_at(connection: Connection, workspace: str, *, after: datetime) -> datetime | None:
    """Give the earliest moment after `after` to check an account that is connected and does not wait for
    the owner: a day after the last check, an hour before a post, at the end of a cooldown or a login.
    Only posts of the first day after `after` are read, so that many later ones cost nothing: by then
    every account was checked.
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
