"""Our first comment below a post that is out: once, or not at all.

Never changes a post, and never makes an account rest: a comment is worth less than the next post.

As with a post the order is the protection: look, write down that the request leaves, send once, store
the number. Whatever is in doubt is looked for below the post before anything else.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from socialkit.errors import PublishError, UncertainOutcome
from socialkit.model.comment import CommentState, FirstComment, Thread
from socialkit.model.post import Post
from socialkit.outbox.machine import comment_states
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.cooldown import cooldown_of, login_required
from socialkit.pipeline.delivery.fault_injection import fault
from socialkit.pipeline.delivery.publish import DeliveryContext
from socialkit.plan.horizon import LOOK_BACK
from socialkit.publishers.matching import find_comment, fold_caption
from socialkit.publishers.protocol import Publisher

log = logging.getLogger(__name__)

MOST_AGE = timedelta(hours=24)
"""Below an older post a comment would look odd, so it is left out."""

SURELY_LISTED = timedelta(hours=1)
"""A network that does not know a post of this age has it no more."""

BY_HAND = "Write it there yourself, if you like: “{text}”"


def write_first_comments(
    delivery: DeliveryContext,
    *,
    is_paused: Callable[[], bool] = lambda: False,
    stopping: Callable[[], bool] = lambda: False,
) -> None:
    """See to every first comment that is due. What fails is told by `tell_first_comments`."""
    now = delivery.clock.now()
    for post, comment in delivery.store.comments.due(now, since=now - LOOK_BACK):
        if stopping():
            return
        _see_to(delivery, post, comment, is_paused)


def first_comment_notes(store: Store, *, now: datetime) -> list[str]:
    """In words for her, which first comments are missing, and why. They trouble no post."""
    return [
        f"{post.plan.local_time} {post.plan.network.label}: the post is out, its first comment "
        f"{'is left out' if comment.state is CommentState.LEFT_OUT else 'is not there yet'}. "
        f"{comment.error}"
        for post, comment in store.comments.troubled(since=now - LOOK_BACK)
    ]


def _see_to(
    delivery: DeliveryContext, post: Post, comment: FirstComment, is_paused: Callable[[], bool]
) -> None:
    """Look, then write; one that may be there already is looked for however old its post is, so that
    she is not told to write it a second time."""
    now = delivery.clock.now()
    given_up = _why_never(post, comment, now)
    is_in_doubt = comment.state is CommentState.SENDING
    if given_up == "" or (given_up is not None and not is_in_doubt):
        delivery.store.comments.save(comment, comment_states.left_out(comment, given_up or None))
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


def _why_never(post: Post, comment: FirstComment, now: datetime) -> str | None:
    """Why it is never written; empty where there is nothing to tell her, None while it may be."""
    by_hand = BY_HAND.format(text=post.plan.first_comment)
    if post.taken_down_at is not None:
        return ""
    if post.remote_id is None:
        return f"socialkit does not know the number of this post. {by_hand}"
    if now > (post.posted_at or post.plan.due_at) + MOST_AGE:
        why = f"{comment.error} " if comment.error else ""
        return f"{why}The post is older than a day by now. {by_hand}"
    return None


def _may_be_there_unseen(delivery: DeliveryContext, post: Post, now: datetime) -> bool:
    """A post that was found, not sent from here, may have its comment already, not to be seen yet."""
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
    """Store what a look means; give the comment where it is to be sent now."""
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
    """What a look settles; None where our comment does not stand there and may."""
    if thread is None:
        if now > (post.posted_at or now) + SURELY_LISTED:
            return comment_states.left_out(comment, "The post is no longer there.")
        return comment_states.looked_in_vain(comment, "The post cannot be seen yet.", now=now)
    number = find_comment(post.plan.first_comment, thread)
    if number is not None:
        return comment_states.there(comment, number)
    if fold_caption(thread.caption) != fold_caption(post.plan.caption):
        words = "The caption was changed there. " + BY_HAND.format(text=post.plan.first_comment)
        return comment_states.left_out(comment, words)
    return None


def _send(
    delivery: DeliveryContext, publisher: Publisher, post: Post, comment: FirstComment
) -> None:
    """The one request. Below the durable mark nothing is ever retried."""
    now = delivery.clock.now()
    begun = comment_states.begun(comment, now=now, send_timeout=delivery.send_timeout)
    if not delivery.store.comments.save(comment, begun):
        return  # another worker is at it
    fault("comment marked")
    try:
        number = publisher.comment(replace(post, commit_started_at=now))
    except PublishError as error:
        _settle(delivery, begun, error)
        return
    except Exception as error:
        log.exception("the comment below %s ended unexpectedly", post.key)
        words = f"The answer could not be understood ({type(error).__name__})."
        _settle(delivery, begun, UncertainOutcome(words, network=post.plan.network))
        return
    fault("commented")
    delivery.store.comments.save(begun, comment_states.there(begun, number))


def _settle(delivery: DeliveryContext, begun: FirstComment, error: PublishError) -> None:
    now, waits = delivery.clock.now(), delivery.look_up_after
    log.info("the comment below %s: %s", begun.key, error)
    after = comment_states.after_refusal(begun, error, now=now, look_up_after=waits)
    delivery.store.comments.save(begun, after)
