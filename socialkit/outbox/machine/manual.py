"""What she may do with a post herself: send it, take it out, settle a doubt, post it by hand."""

from __future__ import annotations

from datetime import datetime, timedelta

from socialkit.errors import OutboxError
from socialkit.model.post import ABSENT_AT, HANDED_OVER_AT, REQUESTED_AT, Post, State
from socialkit.outbox.machine.transitions import has_left, refusal, shows_until, transition

MAY_SHOW_UP = (
    "The network refused it, but what was refused can still show up late. It goes once that is over, "
    "unless it shows up before."
)


def is_requested(post: Post) -> bool:
    """Say whether she asked for this post by hand: lateness and the plan then leave it alone."""
    return REQUESTED_AT in post.tickets


def requested(post: Post, *, now: datetime, lag: timedelta = timedelta()) -> Post:
    """Send it now, by her word: from waiting, scheduled, missed, paused or failed, with fresh tries.
    One whose request was refused may still show up, until `lag` after it left: then it goes.

    Raise OutboxError from any other state, above all when it may be live.
    """
    if post.state in {State.CANCELLED, State.UNCONFIRMED, State.SENDING}:
        raise refusal(post)
    tickets = {**_taken_back(post), REQUESTED_AT: now.isoformat()}
    then = max(now, shows_until(post, lag) or now)
    words = MAY_SHOW_UP if then > now else None
    return transition(
        post, State.SCHEDULED, error=words, attempts=0, next_try_at=then, tickets=tickets
    )


def is_handed_over(post: Post) -> bool:
    """Say whether this post was handed to her, and nothing was said of it since."""
    return post.state is State.FAILED and HANDED_OVER_AT in post.tickets


def handed_over(post: Post, error: str, *, now: datetime) -> Post:
    """Hand an open post to her, to be posted by hand; `error` says why. Raise OutboxError if it has
    left, or was ever sent: she must not post by hand what may be there."""
    if has_left(post):
        raise refusal(post)
    tickets = {**post.tickets, HANDED_OVER_AT: now.isoformat()}
    return transition(post, State.FAILED, error=error, tickets=tickets)


def _taken_back(post: Post) -> dict[str, str]:
    return {name: value for name, value in post.tickets.items() if name != HANDED_OVER_AT}


def cancelled(post: Post, *, by: str = "her") -> Post:
    """Take a post out, by "her" for good or by the "file". Raise OutboxError if it has left."""
    by = "her" if post.cancelled_by == "her" else by
    return transition(post, State.CANCELLED, error=None, cancelled_by=by)


def resolved(post: Post, *, is_posted: bool, now: datetime) -> Post:
    """Settle by her word a doubtful post, one that was refused and may show up late, or one that was
    handed to her. Raise OutboxError where there is nothing to settle."""
    if not _may_be_there(post) and not is_handed_over(post):
        raise OutboxError(
            f"There is nothing to settle: post {post.key[:12]} is {post.state}, not unconfirmed."
        )
    if is_posted:
        return transition(post, State.POSTED, error=None, posted_at=now, look_at=None)
    words = f"You said that it is not there. `socialkit post {post.key[:12]}` sends it."
    tickets = {**_taken_back(post), ABSENT_AT: now.isoformat()}
    return transition(post, State.FAILED, error=words, look_at=None, tickets=tickets)


def _may_be_there(post: Post) -> bool:
    was_refused = post.commit_started_at is not None
    return post.state is State.UNCONFIRMED or (
        was_refused and post.state in {State.SCHEDULED, State.FAILED}
    )
