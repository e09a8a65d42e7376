"""What she may do with a post herself: send it, take it out, settle a doubt, post it by hand.

In: a Post and her word. Out: the Post as it should now be stored. Knows nothing of databases, of
the networks, or of what time it is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from socialkit.errors import OutboxError
from socialkit.model import ASKED_AT, HANDED_AT, Post, State
from socialkit.outbox.moves import moved, refusal


def is_asked_for(post: Post) -> bool:
    """Say whether she asked for this post by hand: lateness and the plan then leave it alone."""
    return ASKED_AT in post.tickets


def asked_for(post: Post, *, now: datetime) -> Post:
    """Send it now, by her word: from waiting, scheduled, missed, paused or failed, with fresh tries.

    Raise OutboxError from any other state, above all when it may be live.
    """
    if post.state in {State.CANCELLED, State.UNCONFIRMED, State.SENDING}:
        raise refusal(post)
    tickets = {**_taken_back(post), ASKED_AT: now.isoformat()}
    return moved(post, State.SCHEDULED, error=None, attempts=0, next_try_at=now, tickets=tickets)


def is_handed(post: Post) -> bool:
    """Say whether this post was handed to her, and nothing was said of it since."""
    return post.state is State.FAILED and HANDED_AT in post.tickets


def handed(post: Post, error: str, *, now: datetime) -> Post:
    """Hand an open post to her, to be posted by hand; `error` says why. Raise OutboxError if it has
    left, or was ever sent: she must not post by hand what may be there."""
    if post.commit_started_at is not None or post.resends:
        raise refusal(post)
    tickets = {**post.tickets, HANDED_AT: now.isoformat()}
    return moved(post, State.FAILED, error=error, tickets=tickets)


def _taken_back(post: Post) -> dict[str, str]:
    return {name: value for name, value in post.tickets.items() if name != HANDED_AT}


def cancelled(post: Post, *, by: str = "her") -> Post:
    """Take a post out, by "her" for good or by the "file". Raise OutboxError if it has left."""
    by = "her" if post.cancelled_by == "her" else by
    return moved(post, State.CANCELLED, error=None, cancelled_by=by)


def resolved(post: Post, *, is_posted: bool, now: datetime) -> Post:
    """Settle a doubtful post, or one that was handed to her, by her word. Raise OutboxError for any
    other one."""
    if post.state is not State.UNCONFIRMED and not is_handed(post):
        raise OutboxError(
            f"There is nothing to settle: post {post.key[:12]} is {post.state}, not unconfirmed."
        )
    if is_posted:
        return moved(post, State.POSTED, error=None, posted_at=now, look_at=None)
    words = f"You said that it is not there. `socialkit post {post.key[:12]}` sends it."
    if post.state is State.FAILED:
        return replace(post, error=words, tickets=_taken_back(post))
    return moved(post, State.FAILED, error=words, look_at=None)
