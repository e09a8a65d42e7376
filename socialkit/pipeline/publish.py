"""Send one post: at most once, then exactly once.

In: the key of a post that is due, and the desk it is handled at. Out: the post as it stands then.
Knows nothing of which network it speaks to, nor of how the plan came about.

The order is the protection, so it must not change: claim, check, look and prepare, store the
tickets, write that the commit begins, commit once, store the receipt. Whatever is in doubt after
the commit began is `unconfirmed` and is looked for on the network, never sent again blindly.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from socialkit.errors import PublishError, TemporaryFailure, UncertainOutcome
from socialkit.model import Clock, Network, Post, Receipt, State
from socialkit.outbox import (
    Store,
    after_blind_look,
    after_failure,
    after_lease_lost,
    after_look,
    after_receipt,
)
from socialkit.publishers import Publisher, find_ours

log = logging.getLogger(__name__)

LEASE_MARGIN = timedelta(seconds=120)
"""A lease outlives the commit request and the child that makes it (SEND_TIMEOUT + 60 s)."""

KNOWN_SINCE = timedelta(days=60)
"""How far back our own posts are told apart from the one in hand: far beyond ADOPTION_WINDOW and the
longest lateness."""


@dataclass(frozen=True, slots=True)
class Desk:
    """All that publishing needs, handed in. `judge` says what else must become of a claimed post
    (a pause, lateness, an account that may not), or None when it may go."""

    store: Store
    publishers: Mapping[Network, Publisher]
    clock: Clock
    owner: str
    judge: Callable[[Post, datetime], Post | None]
    send_timeout: timedelta = timedelta(seconds=120)
    look_up_after: tuple[timedelta, ...] = (
        timedelta(0),
        timedelta(seconds=30),
        timedelta(seconds=120),
        timedelta(seconds=600),
    )

    @property
    def lease(self) -> timedelta:
        """How long a claim holds."""
        return self.send_timeout + LEASE_MARGIN


def publish_one(key: str, desk: Desk) -> Post | None:
    """Publish the post `key`, whoever calls; None when it is not to be claimed (harmless)."""
    post = desk.store.claim(key, owner=desk.owner, now=desk.clock.now(), lease=desk.lease)
    if post is None:
        return None
    verdict = desk.judge(post, desk.clock.now())
    if verdict is not None:
        return _finish(desk, post, verdict)
    try:
        adopted, prepared = _prepare(desk, post)
    except PublishError as error:
        return _finish(desk, post, _settle(desk, post, error))
    if adopted is not None:
        return _finish(desk, post, after_receipt(post, adopted, now=desk.clock.now()))
    return _commit(desk, prepared)


def _prepare(desk: Desk, post: Post) -> tuple[Receipt | None, Post]:
    """Look whether it stands there already; else get all ready and store the tickets."""
    publisher = desk.publishers[post.plan.network]
    try:
        recent = publisher.read_recent(post.plan.account)
        ours = find_ours(post, recent, known_ids=_known_ids(desk, post))
        if ours is not None:
            return ours, post
        tickets = publisher.prepare(post)
    except PublishError as error:
        raise _nothing_public(error) from error
    except Exception as error:
        log.exception("preparing %s failed", post.key)
        raise TemporaryFailure(
            f"Getting this post ready failed unexpectedly ({type(error).__name__}). "
            f"Nothing was posted; it is tried again.",
            network=post.plan.network,
        ) from error
    return None, desk.store.save_tickets(post, tickets)


def _nothing_public(error: PublishError) -> PublishError:
    """Before the commit nothing can be uncertain: whatever happened, nothing was made public."""
    if isinstance(error, UncertainOutcome):
        return TemporaryFailure(str(error), network=error.network)
    return error


def _known_ids(desk: Desk, post: Post) -> frozenset[str]:
    """Remote ids that belong to other posts of ours, so that none of them is adopted."""
    earliest = post.plan.due_at - KNOWN_SINCE
    rows = desk.store.posts(states=(State.POSTED,), since=earliest)
    return frozenset(
        row.remote_id for row in rows if row.remote_id is not None and row.key != post.key
    )


def _commit(desk: Desk, post: Post) -> Post:
    """The one request that makes the post public. Below the durable mark nothing is ever retried."""
    begun = desk.store.start_commit(post, desk.clock.now(), lease=desk.lease)
    if begun is None:
        log.warning("the claim on %s was lost before the commit; nothing was sent", post.key)
        return desk.store.post(post.key)
    try:
        receipt = desk.publishers[post.plan.network].commit(begun)
    except PublishError as error:
        return _finish(desk, begun, _settle(desk, begun, error))
    except Exception as error:
        log.exception("committing %s ended unexpectedly", post.key)
        doubt = UncertainOutcome(
            f"The answer could not be understood ({type(error).__name__}).",
            network=post.plan.network,
        )
        return _finish(desk, begun, _settle(desk, begun, doubt))
    desk.store.record_receipt(begun, receipt, now=desk.clock.now())
    return desk.store.post(begun.key)


def _settle(desk: Desk, post: Post, error: PublishError) -> Post:
    now = desk.clock.now()
    desk.store.record_attempt(post.key, outcome=type(error).__name__, error=str(error), now=now)
    return after_failure(post, error, now=now, look_up_after=desk.look_up_after)


def _finish(desk: Desk, post: Post, new: Post) -> Post:
    if not desk.store.finish(post, new):
        log.warning("the claim on %s was lost; its new owner decides", post.key)
        return desk.store.post(post.key)
    return new


def look_up(post: Post, desk: Desk) -> Post:
    """Look on the network for an unconfirmed post and say what becomes of it.

    When the network cannot be read the post stays as it is: not knowing is never "absent".
    """
    publisher, waits = desk.publishers[post.plan.network], desk.look_up_after
    try:
        recent = publisher.read_recent(post.plan.account)
    except PublishError as error:
        log.warning("looking for %s failed: %s", post.key, error)
        blind = after_blind_look(post, error, now=desk.clock.now(), look_up_after=waits)
        return _finish(desk, post, blind)
    found = find_ours(post, recent, known_ids=_known_ids(desk, post))
    after = after_look(post, found, now=desk.clock.now(), look_up_after=waits)
    return _finish(desk, post, after)


def sweep(desk: Desk) -> None:
    """Settle what was left behind: lost leases, and posts that are to be looked for now."""
    now = desk.clock.now()
    for post in desk.store.leases_lost(now):
        lost = after_lease_lost(post, now=now, look_up_after=desk.look_up_after)
        desk.store.finish(post, lost)
    for post in desk.store.to_look_up(now):
        look_up(post, desk)
