"""Which posts are due, and the moves that only one worker can win.

Every move compares before it swaps. `fence` grows with each claim, so a worker that lost its lease
changes nothing; the index ix_posts_one_sending allows each account one post in flight.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from socialkit.errors import OutboxError
from socialkit.model.post import Post, State
from socialkit.outbox.cooldowns import (
    Limits,
    account_of,
    is_on_time,
    may_be_asked,
    may_be_posted_to,
    within_limits,
)
from socialkit.outbox.db.rows import Columns, columns_of_fate, post_of
from socialkit.outbox.db.tables import posts
from socialkit.outbox.machine import states
from socialkit.outbox.machine.unconfirmed import note_sent, require_legal

SHORTEST_PREFIX = 4
CLAIM_ONLY = frozenset({"fence", "commit_started_at", "tickets"})
"""Columns with a writer of their own: the older copy of a worker must not overwrite them."""


def read_posts(
    connection: Connection, workspace: str, *conditions: ColumnElement[bool]
) -> tuple[Post, ...]:
    """Give the posts that meet all `conditions`, by due time."""
    query = select(posts).where(posts.c.workspace == workspace, *conditions)
    found = [post_of(row) for row in connection.execute(query)]
    # Sorted here: asked to sort, SQLite would walk the whole calendar to find the few in doubt.
    return tuple(sorted(found, key=lambda post: (post.plan.due_at, post.key)))


def due_keys(
    connection: Connection, workspace: str, *, now: datetime, limits: Limits, limit: int
) -> tuple[str, ...]:
    """Give the keys that may go at `now`, the longest waiting first; where posts keep a distance, what
    is on time before what is overdue."""
    order: tuple[Any, ...] = (posts.c.next_try_at, posts.c.key)
    if limits.min_gap:
        on_time = is_on_time(now)
        since = case((on_time, posts.c.next_try_at), else_=posts.c.due_at)
        order = (case((on_time, 0), else_=1), since, posts.c.key)
    query = (
        select(posts.c.key)
        .where(posts.c.workspace == workspace, *_may_go(workspace, now, limits))
        .order_by(*order)
        .limit(limit)
    )
    return tuple(connection.scalars(query))


def next_due_at(
    connection: Connection, workspace: str, *, after: datetime | None
) -> datetime | None:
    """Give the earliest moment after `after` at which a scheduled post falls due."""
    query = select(func.min(posts.c.next_try_at)).where(
        posts.c.workspace == workspace, posts.c.state == State.SCHEDULED
    )
    if after is not None:
        query = query.where(posts.c.next_try_at > after)
    moment: datetime | None = connection.scalar(query)
    return moment


def leases_lost(
    connection: Connection, workspace: str, *, now: datetime, sole_worker: str | None
) -> tuple[Post, ...]:
    """Give the posts whose sender let its lease run out, or is known to be dead."""
    is_lost = posts.c.lease_until <= now
    if sole_worker is not None:
        machine = sole_worker.rpartition(":")[0] + ":"
        of_here = posts.c.lease_owner.startswith(machine, autoescape=True)
        is_lost = or_(is_lost, and_(of_here, posts.c.lease_owner != sole_worker))
    return read_posts(connection, workspace, posts.c.state == State.SENDING, is_lost)


def to_look_up(connection: Connection, workspace: str, *, now: datetime) -> tuple[Post, ...]:
    """Give the posts in doubt whose next look is due; while an account is in cooldown, no look at it
    is."""
    in_doubt = (posts.c.state == State.UNCONFIRMED, posts.c.look_at <= now)
    return read_posts(connection, workspace, *in_doubt, may_be_asked(workspace, now))


def claim(
    connection: Connection,
    workspace: str,
    key: str,
    *,
    worker: str,
    now: datetime,
    lease: timedelta,
    limits: Limits,
) -> Post | None:
    """Take one due post, or None if it is not due, not free, or somebody else was faster."""
    query = select(posts).where(*_is(workspace, key)).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None or row.state != State.SCHEDULED:
        return None
    wanted = states.claimed(post_of(row), worker=worker, now=now, lease=lease)
    try:
        with connection.begin_nested():
            return _update(
                connection,
                (
                    *_is(workspace, key),
                    posts.c.fence == row.fence,
                    *_may_go(workspace, now, limits),
                ),
                columns_of_fate(wanted),
            )
    except IntegrityError:  # another post of this account was claimed at this very moment
        return None


def start_commit(
    connection: Connection, workspace: str, post: Post, *, now: datetime, lease: timedelta | None
) -> Post | None:
    """Note that the request that makes the post public leaves now; None: do not send."""
    mine = (*_as_read(workspace, post), posts.c.commit_started_at.is_(None))
    running = (posts.c.state == State.SENDING, posts.c.lease_until > now)
    columns: Columns = {"commit_started_at": now, "tickets": dict(note_sent(post, now))}
    if lease is not None:
        columns["lease_until"] = now + lease
    return _update(connection, (*mine, *running), columns)


def save_tickets(
    connection: Connection, workspace: str, post: Post, tickets: Mapping[str, str]
) -> Post:
    """Add `tickets` to a post that is being sent. Raise OutboxError if the lease is lost."""
    columns = {"tickets": {**post.tickets, **tickets}}
    mine = (*_as_read(workspace, post), posts.c.state == State.SENDING)
    saved = _update(connection, mine, columns)
    if saved is None:
        raise OutboxError(
            f"Another program took over post {post.key[:12]}; nothing was sent from here."
        )
    return saved


def finish(connection: Connection, workspace: str, post: Post, new: Post) -> bool:
    """Store the outcome of a post in flight; False if it is no longer the caller's.

    A post found live is stored whatever else happened meanwhile, unless it is posted already. Where a
    post must wait, the owner's request ends, and with it that ticket.
    """
    require_legal(post, new)
    if new.state is State.POSTED:
        mine: tuple[ColumnElement[bool], ...] = (
            *_is(workspace, post.key),
            posts.c.state != State.POSTED,
        )
    else:
        in_flight = posts.c.state.in_([State.SENDING, State.UNCONFIRMED])
        mine = (
            *_as_read(workspace, post),
            in_flight,
            posts.c.commit_started_at.is_not_distinct_from(post.commit_started_at),
        )
    kept = CLAIM_ONLY - {"tickets"} if new.state is State.WAITING else CLAIM_ONLY
    return _update(connection, mine, _without(columns_of_fate(new), kept)) is not None


def move(connection: Connection, workspace: str, post: Post, new: Post) -> bool:
    """Store a move by hand; False if the post has moved since it was read."""
    require_legal(post, new)
    mine = (*_as_read(workspace, post), posts.c.state == post.state)
    columns = _without(columns_of_fate(new), CLAIM_ONLY - {"tickets"})
    return _update(connection, mine, columns) is not None


def annotate(
    connection: Connection,
    workspace: str,
    key: str,
    *,
    permalink: str | None,
    error: str | None,
    taken_down_at: datetime | None,
) -> None:
    """Note what was found out about a post later; what is None stays as it was."""
    columns = {"permalink": permalink, "error": error, "taken_down_at": taken_down_at}
    known = {name: value for name, value in columns.items() if value is not None}
    if known:
        connection.execute(update(posts).where(*_is(workspace, key)).values(known))


def find(connection: Connection, workspace: str, key: str) -> Post:
    """Give the post of a key, or of the only key that begins so. Raise OutboxError otherwise."""
    found = read_posts(connection, workspace, posts.c.key == key)
    if not found and len(key) >= SHORTEST_PREFIX:
        found = read_posts(connection, workspace, posts.c.key.startswith(key, autoescape=True))
    if len(found) == 1:
        return found[0]
    if not found:
        raise OutboxError(
            f"There is no post “{key}” here. `socialkit status` lists the posts and their keys; "
            f"the first {SHORTEST_PREFIX} letters of a key are enough."
        )
    some = ", ".join(post.key[: len(key) + 4] for post in found[:3])
    raise OutboxError(
        f"{len(found)} posts begin with “{key}” ({some} …). Write a few more letters."
    )


def _may_go(workspace: str, now: datetime, limits: Limits) -> tuple[ColumnElement[bool], ...]:
    account = account_of(posts)
    other = posts.alias()
    # A post that may turn out to be live keeps its account busy until the last look.
    in_flight = or_(
        other.c.state == State.SENDING,
        and_(other.c.state == State.UNCONFIRMED, other.c.look_at.is_not(None)),
    )
    busy = select(*account_of(other).clauses).where(
        other.c.workspace == workspace,
        other.c.state.in_([State.SENDING, State.UNCONFIRMED]),
        in_flight,
    )
    return (
        posts.c.state == State.SCHEDULED,
        posts.c.next_try_at <= now,
        account.not_in(busy),
        may_be_posted_to(workspace, now),
        *within_limits(workspace, limits, now),
    )


def _is(workspace: str, key: str) -> tuple[ColumnElement[bool], ...]:
    return posts.c.workspace == workspace, posts.c.key == key


def _as_read(workspace: str, post: Post) -> tuple[ColumnElement[bool], ...]:
    return *_is(workspace, post.key), posts.c.fence == post.fence


def _update(
    connection: Connection, conditions: tuple[ColumnElement[bool], ...], columns: Columns
) -> Post | None:
    statement = update(posts).where(*conditions).values(columns).returning(posts)
    row = connection.execute(statement).one_or_none()
    return None if row is None else post_of(row)


def _without(columns: Columns, names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in columns.items() if name not in names}
