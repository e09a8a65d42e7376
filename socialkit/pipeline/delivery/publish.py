"""Send one post: at most once, then exactly once.

The order protects against sending twice, so it must not change: claim, check, look and prepare, store
the tickets, note that the commit begins, commit once, store the receipt. Whatever is in doubt after the
commit began is `unconfirmed` and is looked for on the network, never sent again blindly.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from socialkit.errors import PublishError, TemporaryFailure, UncertainOutcome
from socialkit.model.network import Network
from socialkit.model.post import Post, Receipt, State
from socialkit.model.protocols import Clock
from socialkit.outbox.machine.states import after_failure
from socialkit.outbox.machine.unconfirmed import after_receipt, has_left
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.cooldown import (
    clear_account_error,
    login_required,
    record_account_error,
)
from socialkit.pipeline.delivery.already_live import known_elsewhere, refuse_if_history_lost
from socialkit.pipeline.delivery.fault_injection import fault
from socialkit.publishers.matching import earliest_of, match_post
from socialkit.publishers.protocol import Publisher, refuse_too_late

log = logging.getLogger(__name__)
LEASE_MARGIN = timedelta(seconds=120)
"""A lease outlives the commit request and the child that makes it (SEND_TIMEOUT + 60 s)."""


def skip_verification(publisher: Publisher, account: str) -> None:
    """Do not ask whose account it is: a rehearsal has none."""


@dataclass(frozen=True, slots=True)
class DeliveryContext:
    """All that publishing needs.

    `preflight` says what else becomes of a claimed post (a pause, lateness, an account that may not),
    or None when it may go. `verify_account` raises AccountProblem when the publisher is logged in as
    somebody other than `account`.
    """

    store: Store
    publishers: Mapping[Network, Publisher]
    clock: Clock
    worker: str
    preflight: Callable[[Post, datetime], Post | None]
    verify_account: Callable[[Publisher, str], None] = skip_verification
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


def publish_one(key: str, delivery: DeliveryContext) -> Post | None:
    """Publish the post `key`; None when it cannot be claimed, which is harmless."""
    post = delivery.store.claim(
        key, worker=delivery.worker, now=delivery.clock.now(), lease=delivery.lease
    )
    if post is None:
        return None
    fault("claimed")
    verdict = delivery.preflight(post, delivery.clock.now())
    if verdict is not None:
        return _finish(delivery, post, _unless_live(delivery, post, verdict))
    try:
        adopted, prepared = _prepare(delivery, post)
    except PublishError as error:
        return _finish(delivery, post, _resolve_failure(delivery, post, error))
    if adopted is not None:
        log.info("%s is on the network already; it is not sent again", post.key)
        return _finish(delivery, post, after_receipt(post, adopted, now=delivery.clock.now()))
    verdict = delivery.preflight(
        prepared, delivery.clock.now()
    )  # the owner may have paused posting
    if verdict is not None:
        return _finish(delivery, prepared, verdict)
    return _commit(delivery, prepared)


def _unless_live(delivery: DeliveryContext, post: Post, verdict: Post) -> Post:
    """The verdict; but a post that is too late may have gone out on time, from a database that was lost
    since. Then it is adopted, not reported as missed."""
    if verdict.state is not State.MISSED:
        return verdict
    try:
        adopted = find_published_copy(delivery, post)
    except PublishError as error:
        log.info("could not ask whether %s went out on time: %s", post.key, error)
        return verdict
    return verdict if adopted is None else after_receipt(post, adopted, now=delivery.clock.now())


def find_published_copy(delivery: DeliveryContext, post: Post) -> Receipt | None:
    """The receipt of `post` if it is on its account already. Raise PublishError when that cannot be
    found out; None always means that it surely is not there."""
    publisher = _publisher(delivery, post)
    delivery.verify_account(publisher, post.plan.account)
    recent = publisher.read_recent(post.plan.account, since=earliest_of(post))
    known_ids, twins_at = known_elsewhere(delivery.store, post)
    found = match_post(post, recent, known_ids=known_ids, twins_at=twins_at)
    return publisher.find_proof(post) if found is None and has_left(post) else found


def _publisher(delivery: DeliveryContext, post: Post) -> Publisher:
    publisher = delivery.publishers.get(post.plan.network)
    if publisher is None:
        raise login_required(post.plan.network)
    return publisher


def _prepare(delivery: DeliveryContext, post: Post) -> tuple[Receipt | None, Post]:
    """Look whether the post is there already; if not, prepare it and store the tickets."""
    try:
        ours = find_published_copy(delivery, post)
        fault("looked")
        if ours is not None:
            return ours, post
        refuse_if_history_lost(post, delivery.store, _publisher(delivery, post))
        tickets = _publisher(delivery, post).prepare(post)
        fault("prepared")
    except PublishError as error:
        raise _nothing_public(error) from error
    except Exception as error:
        log.exception("preparing %s failed", post.key)
        raise TemporaryFailure(
            f"Getting this post ready failed unexpectedly ({type(error).__name__}). "
            f"Nothing was posted.",
            network=post.plan.network,
        ) from error
    prepared = delivery.store.save_tickets(post, tickets)
    fault("tickets stored")
    return None, prepared


def _nothing_public(error: PublishError) -> PublishError:
    """Before the commit nothing can be uncertain: whatever happened, nothing was made public."""
    if isinstance(error, UncertainOutcome):
        return TemporaryFailure(str(error), network=error.network)
    return error


def _commit(delivery: DeliveryContext, post: Post) -> Post:
    """The one request that makes the post public. Below the durable mark nothing is ever retried."""
    begun = delivery.store.start_commit(post, delivery.clock.now(), lease=delivery.lease)
    if begun is None:
        log.warning("the claim on %s was lost before the commit; nothing was sent", post.key)
        return delivery.store.post(post.key)
    fault("commit marked")
    try:
        refuse_too_late(begun, now=delivery.clock.now(), send_timeout=delivery.send_timeout)
        receipt = delivery.publishers[post.plan.network].commit(begun)
    except PublishError as error:
        return _finish(delivery, begun, _resolve_failure(delivery, begun, error))
    except Exception as error:
        log.exception("committing %s ended unexpectedly", post.key)
        doubt = UncertainOutcome(
            f"The answer could not be understood ({type(error).__name__}).",
            network=post.plan.network,
        )
        return _finish(delivery, begun, _resolve_failure(delivery, begun, doubt))
    fault("committed")
    delivery.store.record_receipt(begun, receipt, now=delivery.clock.now())
    fault("receipt stored")
    clear_account_error(delivery.store, begun.plan)
    return delivery.store.post(begun.key)


def _resolve_failure(delivery: DeliveryContext, post: Post, error: PublishError) -> Post:
    now = delivery.clock.now()
    delivery.store.record_attempt(post.key, outcome=type(error).__name__, error=str(error), now=now)
    record_account_error(delivery.store, post.plan, error, now=now)
    return after_failure(post, error, now=now, look_up_after=delivery.look_up_after)


def _finish(delivery: DeliveryContext, post: Post, new: Post) -> Post:
    if not delivery.store.finish(post, new):
        log.warning("the claim on %s was lost; its new owner decides", post.key)
        return delivery.store.post(post.key)
    return new


MAX_POSTS_PER_RUN = 1000


def run_due(due: Callable[[], tuple[str, ...]], publish: Callable[[str], None]) -> tuple[str, ...]:
    """Publish every key that is due, asking again after each round; give the keys in order.

    A key is tried once per run: what is still due afterwards (an account in cooldown, a post that waits
    for another) belongs to the next run.
    """
    done: list[str] = []
    while len(done) < MAX_POSTS_PER_RUN:
        fresh = [key for key in due() if key not in done]
        if not fresh:
            break
        for key in fresh:
            publish(key)
            done.append(key)
    return tuple(done)
