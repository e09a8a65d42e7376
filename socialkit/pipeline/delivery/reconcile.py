"""Reconcile what is in doubt: lost leases, and posts that must be looked for on their network."""

from __future__ import annotations

import logging
from datetime import datetime

from socialkit.errors import PublishError, TemporaryFailure
from socialkit.model.post import Post
from socialkit.outbox.machine.states import after_lease_lost
from socialkit.outbox.machine.unconfirmed import after_failed_reconcile, after_reconcile
from socialkit.pipeline.accounts.cooldown import (
    cooldown_of,
    is_left_alone,
    needs_owner,
    record_account_error,
)
from socialkit.pipeline.delivery.fault_injection import fault
from socialkit.pipeline.delivery.publish import DeliveryContext, find_published_copy

log = logging.getLogger(__name__)


def reconcile_post(post: Post, delivery: DeliveryContext) -> Post:
    """Look on the network for an unconfirmed post; store and give what becomes of it.

    If the network cannot be read, the post stays unconfirmed: not knowing is never "absent". An account
    that is cooling down is left alone (except for a block on an official route): the look waits for the
    end of the cooldown. If the account waits for the owner, it counts as a look that could not see.
    """
    waits = delivery.look_up_after
    try:
        _refuse_while_cooling_down(delivery, post)
        found = find_published_copy(delivery, post)
    except PublishError as error:
        log.warning("looking for %s failed: %s", post.key, error)
        record_account_error(delivery.store, post.plan, error, now=delivery.clock.now())
        cooldown = cooldown_of(delivery.store, post.plan, now=delivery.clock.now())
        if cooldown is not None and is_left_alone(cooldown) and not needs_owner(cooldown):
            return post
        blind = after_failed_reconcile(post, error, now=delivery.clock.now(), look_up_after=waits)
        return _finish(delivery, post, blind)
    fault("looked up")
    after = after_reconcile(post, found, now=delivery.clock.now(), look_up_after=waits)
    return _finish(delivery, post, after)


def _refuse_while_cooling_down(delivery: DeliveryContext, post: Post) -> None:
    cooldown = cooldown_of(delivery.store, post.plan, now=delivery.clock.now())
    if cooldown is not None and (is_left_alone(cooldown) or needs_owner(cooldown)):
        words = cooldown.problem or "Its account is on hold."
        raise TemporaryFailure(words, network=post.plan.network)


def sweep_lost_leases(delivery: DeliveryContext, *, sole_worker: str | None = None) -> None:
    """Reconcile what was left behind: lost leases, and posts that are to be looked for now.

    `sole_worker` says that no other process of this machine can be sending, as a file lock proves.
    """
    now = delivery.clock.now()
    for post in delivery.store.leases_lost(now, sole_worker=sole_worker):
        dead_at = _sure_to_be_dead_at(post, delivery, now)
        lost = after_lease_lost(post, now=dead_at, look_up_after=delivery.look_up_after)
        delivery.store.finish(post, lost)
    fault("swept")
    for post in delivery.store.to_look_up(now):
        reconcile_post(post, delivery)


def _sure_to_be_dead_at(post: Post, delivery: DeliveryContext, now: datetime) -> datetime:
    """From when on the last request of a lost sender cannot be under way any more. Before that moment,
    "not there" proves nothing."""
    if post.commit_started_at is None:
        return now
    return max(now, post.commit_started_at + delivery.send_timeout)


def _finish(delivery: DeliveryContext, post: Post, new: Post) -> Post:
    if not delivery.store.finish(post, new):
        return delivery.store.post(post.key)
    return new
