"""The life of a first comment, and the only legal ways to move it on.

It is written at most once, like a post, but matters less: in doubt it is left out rather than written
twice, and nothing here changes the post.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from socialkit.errors import PublishError, TemporaryFailure, UncertainOutcome
from socialkit.model.post import CommentState, FirstComment

TRY_AGAIN_AFTER = (timedelta(minutes=10), timedelta(hours=1))
"""Waits after the 1st and 2nd request that was surely refused; after the 3rd it is left out."""

MAX_TRIES = len(TRY_AGAIN_AFTER) + 1
MAX_TRIES_IN_DOUBT = 2
"""After this many requests without an answer it is left out, even if it surely is not there."""

LOOK_AGAIN_AFTER = timedelta(minutes=10)
"""How long to wait after the network could not, or should not, be asked."""


def begun(comment: FirstComment, *, now: datetime, send_timeout: timedelta) -> FirstComment:
    """Its one request leaves now. If the worker dies, a look follows once the request is surely dead."""
    return replace(
        comment,
        state=CommentState.SENDING,
        tries=comment.tries + 1,
        looks=0,
        started_at=now,
        next_at=now + send_timeout,
        error=None,
    )


def there(comment: FirstComment, remote_id: str) -> FirstComment:
    """It is there, below its post."""
    state = CommentState.THERE
    return replace(comment, state=state, remote_id=remote_id, next_at=None, error=None)


def left_out(comment: FirstComment, words: str | None) -> FirstComment:
    """It is given up; `words` say why, None where the owner took the post down."""
    return replace(comment, state=CommentState.LEFT_OUT, next_at=None, error=words)


def after_refusal(
    comment: FirstComment, error: PublishError, *, now: datetime, look_up_after: Sequence[timedelta]
) -> FirstComment:
    """Give a comment whose request failed. Only doubt leaves it in flight; a refused one is tried again
    a few times, never before the last look would have been, since networks also refuse what they
    took."""
    if isinstance(error, UncertainOutcome):
        return replace(comment, looks=0, next_at=now + look_up_after[0], error=str(error))
    if comment.tries >= MAX_TRIES:
        return left_out(comment, f"{error} It was tried {comment.tries} times.")
    asked = error.retry_after if isinstance(error, TemporaryFailure) else None
    wait = max(TRY_AGAIN_AFTER[comment.tries - 1], look_up_after[-1], asked or timedelta())
    return replace(comment, state=CommentState.WAITING, next_at=now + wait, error=str(error))


def after_absent_look(
    comment: FirstComment, *, now: datetime, look_up_after: Sequence[timedelta]
) -> FirstComment:
    """Give a comment in flight that a clean look did not find: only the last look counts."""
    looks = comment.looks + 1
    if looks < len(look_up_after):
        wait = look_up_after[looks] - look_up_after[looks - 1]
        return replace(comment, looks=looks, next_at=now + wait)
    if comment.tries < MAX_TRIES_IN_DOUBT:
        return replace(comment, state=CommentState.WAITING, looks=looks, next_at=now)
    words = "It was sent twice, no clear answer came, and it is not there."
    return left_out(comment, words)


def looked_in_vain(comment: FirstComment, words: str | None, *, now: datetime) -> FirstComment:
    """Nothing could be found out now, or nothing may be done: later."""
    return replace(comment, next_at=now + LOOK_AGAIN_AFTER, error=words or comment.error)
