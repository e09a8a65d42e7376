"""Settle what is in doubt: lost leases, and posts that must be looked for on the network.

In: the desk. Out: posts moved on. Never sends anything.
"""

from __future__ import annotations

import logging
from datetime import datetime

from socialkit.errors import PublishError, TemporaryFailure
from socialkit.model.post import Post
from socialkit.outbox.machine.reconciliation import after_blind_look, after_look
from socialkit.outbox.machine.states import after_lease_lost
from socialkit.pipeline.accounts.cooldown import is_left_alone, note_trouble, rest_of, waits_for_her
from socialkit.pipeline.delivery.fault_injection import fault
from socialkit.pipeline.delivery.publish import Desk, find_live

log = logging.getLogger(__name__)


def look_up(post: Post, desk: Desk) -> Post:
    """Look on the network for an unconfirmed post and say what becomes of it.

    When the network cannot be read the post stays as it is: not knowing is never "absent". A resting
    account is left alone (but for a block on an official road): a look waits for the end of the rest,
    and where the account waits for her, it counts as a blind one.
    """
    waits = desk.look_up_after
    try:
        _refuse_at_rest(desk, post)
        found = find_live(desk, post)
    except PublishError as error:
        log.warning("looking for %s failed: %s", post.key, error)
        note_trouble(desk.store, post.plan, error, now=desk.clock.now())
        rest = rest_of(desk.store, post.plan, now=desk.clock.now())
        if rest is not None and is_left_alone(rest) and not waits_for_her(rest):
            return post
        blind = after_blind_look(post, error, now=desk.clock.now(), look_up_after=waits)
        return _finish(desk, post, blind)
    fault("looked up")
    after = after_look(post, found, now=desk.clock.now(), look_up_after=waits)
    return _finish(desk, post, after)


def _refuse_at_rest(desk: Desk, post: Post) -> None:
    rest = rest_of(desk.store, post.plan, now=desk.clock.now())
    if rest is not None and (is_left_alone(rest) or waits_for_her(rest)):
        words = rest.problem or "Its account rests."
        raise TemporaryFailure(words, network=post.plan.network)


def sweep(desk: Desk, *, sole_owner: str | None = None) -> None:
    """Settle what was left behind: lost leases, and posts that are to be looked for now.

    `sole_owner` says that no other process of this machine can be sending (a file lock proves it).
    """
    now = desk.clock.now()
    for post in desk.store.leases_lost(now, sole_owner=sole_owner):
        dead_at = _surely_dead_at(post, desk, now)
        lost = after_lease_lost(post, now=dead_at, look_up_after=desk.look_up_after)
        desk.store.finish(post, lost)
    fault("swept")
    for post in desk.store.to_look_up(now):
        look_up(post, desk)


def _surely_dead_at(post: Post, desk: Desk, now: datetime) -> datetime:
    """A sender may be dead and its last request still on its way: until SEND_TIMEOUT is over, "not
    there" proves nothing."""
    if post.commit_started_at is None:
        return now
    return max(now, post.commit_started_at + desk.send_timeout)


def _finish(desk: Desk, post: Post, new: Post) -> Post:
    if not desk.store.finish(post, new):
        return desk.store.post(post.key)
    return new
