"""Which accounts are cooling down, when an account is to be checked, and how many posts a day it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    func,
    or_,
    select,
    tuple_,
)

from socialkit.model.post import REQUESTED_AT, UNTIL_OWNER_ACTS, State
from socialkit.outbox.db.tables import accounts, posts
from socialkit.outbox.spacing import OVERDUE_AFTER, overdue_gap

DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Limits:
    """The least time between two posts to one account, and the most posts of 24 hours."""

    min_gap: timedelta = timedelta(0)
    daily_cap: int | None = None


def within_limits(workspace: str, limits: Limits, now: datetime) -> list[ColumnElement[bool]]:
    """Give the conditions that a post keeps MIN_GAP, DAILY_CAP and the spacing of overdue posts."""
    account = account_of(posts)
    conditions: list[ColumnElement[bool]] = []
    if limits.min_gap:
        conditions.append(account.not_in(_went_out(workspace, since=now - limits.min_gap)))
        conditions.append(or_(is_on_time(now), _may_catch_up(workspace, limits.min_gap, now)))
    if limits.daily_cap is not None:
        many = _went_out(workspace, since=now - DAY).having(func.count() >= limits.daily_cap)
        conditions.append(account.not_in(many))
    return conditions


def is_on_time(now: datetime) -> ColumnElement[bool]:
    """Whether a post is not overdue: `spacing.is_overdue`, for the database."""
    is_requested = posts.c.tickets[REQUESTED_AT].as_string().is_not(None)
    return or_(posts.c.due_at > now - OVERDUE_AFTER, is_requested)


def _may_catch_up(workspace: str, min_gap: timedelta, now: datetime) -> ColumnElement[bool]:
    """Whether an overdue post may go: enough time after the last post, and no post on time before it."""
    account, other = account_of(posts), posts.alias()
    on_time = select(*account_of(other).clauses).where(
        other.c.workspace == workspace,
        other.c.state == State.SCHEDULED,
        other.c.due_at > now - OVERDUE_AFTER,
        other.c.due_at <= now + min_gap,
    )
    went_out = _went_out(workspace, since=now - overdue_gap(min_gap))
    return and_(account.not_in(went_out), account.not_in(on_time))


def account_of(rows: FromClause) -> ColumnElement[Any]:
    """The account of each row of `posts`: its network and its id there, or, while that is not known, the
    link. Two links to one account are one account."""
    return tuple_(rows.c.network, _id_of(rows))


def _id_of(rows: FromClause) -> ColumnElement[str]:
    number = select(accounts.c.identity).where(
        accounts.c.workspace == rows.c.workspace,
        accounts.c.network == rows.c.network,
        accounts.c.account == rows.c.account,
    )
    return func.coalesce(number.correlate(rows).scalar_subquery(), rows.c.account)


def _went_out(workspace: str, *, since: datetime) -> Select[tuple[str, str]]:
    """The accounts, each once, to which something went out, or may have, after `since`."""
    other = posts.alias()
    number = _id_of(other)
    posted = and_(other.c.posted_at > since, other.c.state == State.POSTED)
    in_doubt = and_(other.c.state == State.UNCONFIRMED, other.c.commit_started_at > since)
    return (
        select(other.c.network, number.label("number"))
        .where(other.c.workspace == workspace, or_(posted, in_doubt))
        .group_by(other.c.network, number)
    )


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
