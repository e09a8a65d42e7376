"""Posts in doubt: what a look on the network means, and when the owner must decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from socialkit.errors import PublishError
from socialkit.model.post import Post, PostKind, Receipt, State
from socialkit.outbox.machine.transitions import REASONS, require_state, transition

MAX_RESENDS = 1
"""How often a post that was not found on the network is sent again."""


def after_receipt(post: Post, receipt: Receipt, *, now: datetime) -> Post:
    """Give the post as it is on the network. Raise OutboxError if it is posted already."""
    return transition(
        post,
        State.POSTED,
        error=None,
        remote_id=receipt.remote_id,
        permalink=receipt.permalink,
        posted_at=receipt.posted_at or now,
        look_at=None,
        cancelled_by=None,
    )


def after_reconcile(
    post: Post, found: Receipt | None, *, now: datetime, look_up_after: Sequence[timedelta]
) -> Post:
    """Give a post after a look on the network; `found` None means that it surely is not there.

    Only the last look counts as absent: then the post is sent once more at most. A story has no
    caption to find it by, so it is never sent again unless the owner asks. Raise OutboxError unless
    the post is unconfirmed.
    """
    require_state(post, State.UNCONFIRMED)
    if found is not None:
        return after_receipt(post, found, now=now)
    looks = post.looks + 1
    if looks < len(look_up_after):
        return _looked(post, now=now, look_up_after=look_up_after)
    if post.plan.kind is PostKind.STORY:
        words = "The story was sent, but socialkit cannot find it."
        return left_to_owner(post, words, looks=looks)
    if post.resends < MAX_RESENDS:
        return transition(
            post,
            State.SCHEDULED,
            error=None,
            next_try_at=now,
            look_at=None,
            resends=post.resends + 1,
        )
    words = "It was sent twice without an answer, and it is not on the network."
    return transition(post, State.FAILED, error=words, look_at=None, looks=looks)


def after_failed_reconcile(
    post: Post, error: PublishError, *, now: datetime, look_up_after: Sequence[timedelta]
) -> Post:
    """Give a post in doubt when the network could not be asked: it stays in doubt."""
    require_state(post, State.UNCONFIRMED)
    if post.looks + 1 < len(look_up_after):
        return _looked(post, now=now, look_up_after=look_up_after)
    words = f"It was sent, no answer came, and socialkit could not look for it: {error}"
    return left_to_owner(post, words, looks=post.looks + 1)


def looked_again(post: Post, *, now: datetime) -> Post:
    """Give a post in doubt one more look at `now`, as when its account can be reached again."""
    require_state(post, State.UNCONFIRMED)
    return replace(post, look_at=now)


def _looked(post: Post, *, now: datetime, look_up_after: Sequence[timedelta]) -> Post:
    looks = post.looks + 1
    # From now on, not from the first look: a machine that slept must not use up all looks at once.
    wait = look_up_after[looks] - look_up_after[looks - 1]
    return transition(post, State.UNCONFIRMED, looks=looks, look_at=now + wait)


def left_to_owner(post: Post, words: str, *, looks: int) -> Post:
    """Give a post in doubt that only the owner can resolve, with what to do."""
    return transition(
        post,
        State.UNCONFIRMED,
        error=f"{words} {REASONS[State.UNCONFIRMED].format(key=post.key[:12])}",
        looks=looks,
        look_at=None,
    )


def unconfirmed(
    post: Post, words: str, *, now: datetime, look_up_after: Sequence[timedelta]
) -> Post:
    """Give a post that may be live, with its first look still to come."""
    return transition(post, State.UNCONFIRMED, error=words, looks=0, look_at=now + look_up_after[0])
