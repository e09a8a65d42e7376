"""What the owner does with one post: send it, cancel it, resolve a doubt, post it by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

from socialkit.errors import OutboxError
from socialkit.model.post import (
    ABSENT_AT,
    HANDED_OVER_AT,
    REQUESTED_AT,
    CancelledBy,
    Post,
    State,
)
from socialkit.outbox.machine.unconfirmed import has_left, refusal, shows_until, transition

MAY_SHOW_UP = (
    "The network refused it, but a refused post can still appear later. It goes out once that can no "
    "longer happen, unless it appears before."
)


def is_requested(post: Post) -> bool:
    """Say whether the owner asked for this post: lateness and the plan then leave it alone."""
    return REQUESTED_AT in post.tickets


def requested(post: Post, *, now: datetime, lag: timedelta = timedelta()) -> Post:
    """Give a post that is to go now, as the owner asked: from waiting, scheduled, missed, paused or
    failed, with its tries reset. One whose request was refused may still appear on the network, until
    `lag` after that request left: it goes then.

    Raise OutboxError from any other state, above all when it may be live.
    """
    if post.state in {State.CANCELLED, State.UNCONFIRMED, State.SENDING}:
        raise refusal(post)
    tickets = {**_not_handed_over(post), REQUESTED_AT: now.isoformat()}
    then = max(now, shows_until(post, lag) or now)
    words = MAY_SHOW_UP if then > now else None
    return transition(
        post, State.SCHEDULED, error=words, attempts=0, next_try_at=then, tickets=tickets
    )


def is_handed_over(post: Post) -> bool:
    """Say whether this post was handed to the owner, who has not resolved it yet."""
    return post.state is State.FAILED and HANDED_OVER_AT in post.tickets


def handed_over(post: Post, error: str, *, now: datetime) -> Post:
    """Give an open post to the owner, to be posted by hand; `error` says why. Raise OutboxError if it
    was ever sent: nobody may post by hand what may be there."""
    if has_left(post):
        raise refusal(post)
    tickets = {**post.tickets, HANDED_OVER_AT: now.isoformat()}
    return transition(post, State.FAILED, error=error, tickets=tickets)


def _not_handed_over(post: Post) -> dict[str, str]:
    return {name: value for name, value in post.tickets.items() if name != HANDED_OVER_AT}


def cancelled(post: Post, *, by: CancelledBy = CancelledBy.OWNER) -> Post:
    """Give a cancelled post; the plan never lifts what the owner cancelled. Raise OutboxError if it
    has left."""
    by = CancelledBy.OWNER if post.cancelled_by is CancelledBy.OWNER else by
    return transition(post, State.CANCELLED, error=None, cancelled_by=by)


def resolved(post: Post, *, is_posted: bool, now: datetime) -> Post:
    """Give a post as the owner resolved it: one in doubt, one that was refused and may still appear, or
    one that was handed over. Raise OutboxError where there is nothing to resolve."""
    if not _may_be_there(post) and not is_handed_over(post):
        raise OutboxError(
            f"There is nothing to resolve: post {post.key[:12]} is {post.state}, not unconfirmed."
        )
    if is_posted:
        return transition(post, State.POSTED, error=None, posted_at=now, look_at=None)
    words = f"You said that it is not there. `socialkit post {post.key[:12]}` sends it."
    tickets = {**_not_handed_over(post), ABSENT_AT: now.isoformat()}
    return transition(post, State.FAILED, error=words, look_at=None, tickets=tickets)


def _may_be_there(post: Post) -> bool:
    was_refused = post.commit_started_at is not None
    return post.state is State.UNCONFIRMED or (
        was_refused and post.state in {State.SCHEDULED, State.FAILED}
    )
