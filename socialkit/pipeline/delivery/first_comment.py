"""Our first comment below a post that is out: once, or not at all.

An error never starts a cooldown: the next post is worth more than a comment. The order protects against
a second comment, as with a post: look, store that the request leaves, send once, store its id. A comment
in doubt is looked for below the post before anything else.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum, auto

from socialkit.errors import PublishError, UncertainOutcome
from socialkit.model.notice import Level, Notice, NoticeCode
from socialkit.model.post import CommentState, FirstComment, Post, Thread
from socialkit.outbox.machine import comment_states
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.cooldown import cooldown_of, login_required
from socialkit.pipeline.delivery.fault_injection import fault
from socialkit.pipeline.delivery.publish import DeliveryContext
from socialkit.plan.slots import LOOK_BACK
from socialkit.publishers.matching import find_comment, fold_caption
from socialkit.publishers.protocol import Publisher

log = logging.getLogger(__name__)

MOST_AGE = timedelta(hours=24)
"""Below an older post a comment would look odd, so it is left out."""

SURELY_LISTED = timedelta(hours=1)
"""If a network does not list a post of this age, the post is gone."""

BY_HAND = "Write it there yourself, if you like: “{text}”"


def write_first_comments(
    delivery: DeliveryContext,
    *,
    is_paused: Callable[[], bool] = lambda: False,
    stopping: Callable[[], bool] = lambda: False,
) -> None:
    """See to every first comment that is due. What fails is in `first_comment_notices`."""
    now = delivery.clock.now()
    for post, comment in delivery.store.comments.due(now, since=now - LOOK_BACK):
        if stopping():
            return
        _handle(delivery, post, comment, is_paused)


def first_comment_notices(store: Store, *, now: datetime) -> list[Notice]:
    """Which first comments are missing, and why; notes only, for the posts themselves are out."""
    return [
        Notice(
            Level.NOTE,
            NoticeCode.FIRST_COMMENT,
            f"post:{post.key}:first_comment",
            f"{post.plan.local_time} {post.plan.network.label}: the post is out, its first comment "
            f"{'is left out' if comment.state is CommentState.LEFT_OUT else 'is not there yet'}. "
            f"{comment.error}",
        )
        for post, comment in store.comments.troubled(since=now - LOOK_BACK)
    ]


def _handle(
    delivery: DeliveryContext, post: Post, comment: FirstComment, is_paused: Callable[[], bool]
) -> None:
    """Look, then write. A comment that may be there already is looked for however old its post is, so
    that the owner is not asked to write it a second time."""
    now = delivery.clock.now()
    given_up = _why_never(post, now)
    is_in_doubt = comment.state is CommentState.SENDING
    if given_up is _Never.TAKEN_DOWN or (given_up is not None and not is_in_doubt):
        text = _describe_never(given_up, post, comment)
        delivery.store.comments.save(comment, comment_states.left_out(comment, text))
        return
    if (
        is_paused()
        or cooldown_of(delivery.store, post.plan, now=now)
        or _may_be_there_unseen(delivery, post, now)
    ):
        delivery.store.comments.save(comment, comment_states.looked_in_vain(comment, None, now=now))
        return
    try:
        publisher, thread = _look(delivery, post)
    except PublishError as error:
        log.info("the comments below %s cannot be read: %s", post.key, error)
        later = comment_states.looked_in_vain(comment, str(error), now=delivery.clock.now())
        delivery.store.comments.save(comment, later)
        return
    ready = _after_look(delivery, post, comment, thread)
    if ready is not None and given_up is None and not is_paused():
        _send(delivery, publisher, post, ready)


class _Never(Enum):
    """Why a comment is never written."""

    TAKEN_DOWN = auto()
    NO_REMOTE_ID = auto()
    TOO_OLD = auto()


def _why_never(post: Post, now: datetime) -> _Never | None:
    """Why the comment of this post is never written; None while it may be."""
    if post.taken_down_at is not None:
        return _Never.TAKEN_DOWN
    if post.remote_id is None:
        return _Never.NO_REMOTE_ID
    is_old = now > (post.posted_at or post.plan.due_at) + MOST_AGE
    return _Never.TOO_OLD if is_old else None


def _describe_never(why: _Never, post: Post, comment: FirstComment) -> str | None:
    """What the owner reads; None where the owner took the post down and knows."""
    by_hand = BY_HAND.format(text=post.plan.first_comment)
    match why:
        case _Never.TAKEN_DOWN:
            return None
        case _Never.NO_REMOTE_ID:
            return f"socialkit does not know the number of this post. {by_hand}"
        case _Never.TOO_OLD:
            before = f"{comment.error} " if comment.error else ""
            return f"{before}The post is older than a day by now. {by_hand}"


def _may_be_there_unseen(delivery: DeliveryContext, post: Post, now: datetime) -> bool:
    """A post that was found, not sent from here, may have its comment already but not show it yet."""
    is_found = post.commit_started_at is None
    return is_found and now < (post.posted_at or now) + delivery.look_up_after[-1]


def _look(delivery: DeliveryContext, post: Post) -> tuple[Publisher, Thread | None]:
    publisher = delivery.publishers.get(post.plan.network)
    if publisher is None:
        raise login_required(post.plan.network)
    delivery.verify_account(publisher, post.plan.account)
    thread = publisher.read_thread(str(post.remote_id))
    fault("comments read")
    return publisher, thread


def _after_look(
    delivery: DeliveryContext, post: Post, comment: FirstComment, thread: Thread | None
) -> FirstComment | None:
    """Store what a look means; give the comment if it is to be sent now, else None."""
    now = delivery.clock.now()
    new = _seen(post, comment, thread, now=now)
    if new is None and comment.state is CommentState.SENDING:
        new = comment_states.after_absent_look(
            comment, now=now, look_up_after=delivery.look_up_after
        )
    if new is None:
        return comment
    is_stored = delivery.store.comments.save(comment, new)
    may_go = new.state is CommentState.WAITING and (new.next_at or now) <= now
    return new if is_stored and may_go else None


def _seen(
    post: Post, comment: FirstComment, thread: Thread | None, *, now: datetime
) -> FirstComment | None:
    """What becomes of the comment after a look; None if it is not there and may be written."""
    if thread is None:
        if now > (post.posted_at or now) + SURELY_LISTED:
            return comment_states.left_out(comment, "The post is no longer there.")
        return comment_states.looked_in_vain(comment, "The post cannot be seen yet.", now=now)
    comment_id = find_comment(post.plan.first_comment, thread)
    if comment_id is not None:
        return comment_states.there(comment, comment_id)
    if fold_caption(thread.caption) != fold_caption(post.plan.caption):
        words = "The caption was changed there. " + BY_HAND.format(text=post.plan.first_comment)
        return comment_states.left_out(comment, words)
    return None


def _send(
    delivery: DeliveryContext, publisher: Publisher, post: Post, comment: FirstComment
) -> None:
    """The one request. After the commit mark is stored, nothing is ever sent again."""
    now = delivery.clock.now()
    begun = comment_states.begun(comment, now=now, send_timeout=delivery.send_timeout)
    if not delivery.store.comments.save(comment, begun):
        return  # another worker is writing it
    fault("comment marked")
    try:
        comment_id = publisher.comment(replace(post, commit_started_at=now))
    except PublishError as error:
        _save_failure(delivery, begun, error)
        return
    except Exception as error:
        log.exception("the comment below %s ended unexpectedly", post.key)
        words = f"The answer could not be understood ({type(error).__name__})."
        _save_failure(delivery, begun, UncertainOutcome(words, network=post.plan.network))
        return
    fault("commented")
    delivery.store.comments.save(begun, comment_states.there(begun, comment_id))


def _save_failure(delivery: DeliveryContext, begun: FirstComment, error: PublishError) -> None:
    now, waits = delivery.clock.now(), delivery.look_up_after
    log.info("the comment below %s: %s", begun.key, error)
    after = comment_states.after_refusal(begun, error, now=now, look_up_after=waits)
    delivery.store.comments.save(begun, after)
