"""What the owner does with one post: send it, cancel it, resolve a doubt, take it down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from socialkit.errors import (
    OutboxError,
    PermanentFailure,
    PublishError,
    TemporaryFailure,
    UsageError,
)
from socialkit.model.network import Network
from socialkit.model.post import CancelledBy, Post, State
from socialkit.outbox.machine.manual import cancelled, requested, resolved
from socialkit.outbox.store import Store
from socialkit.pipeline.delivery.publish import DeliveryContext, publish_one
from socialkit.publishers.protocol import LivePublisher

TAKEN_DOWN = "You took it down. It counts as posted, so it never goes out again by itself."


def request_now(key: str, store: Store, *, now: datetime, lag: timedelta = timedelta()) -> Post:
    """Note that the owner wants this post sent now, or once it can no longer appear by itself: `lag`
    after a request that was refused. Raise OutboxError where it may not go."""
    _refuse_taken_down(store.post(key))
    return _move(store, key, lambda post: requested(post, now=now, lag=lag))


def send(post: Post, delivery: DeliveryContext) -> Post:
    """Send a post that the owner asked for, if its account may be posted to now; see its state."""
    publish_one(post.key, delivery)
    return delivery.store.post(post.key)


def cancel(key: str, store: Store) -> Post:
    """Cancel a post for good. Raise OutboxError where it has left or may have."""
    return _move(store, key, lambda post: cancelled(post, by=CancelledBy.OWNER))


def resolve(key: str, store: Store, *, is_posted: bool, now: datetime) -> Post:
    """Store whether the owner found a post in doubt. Raise OutboxError where there is no doubt."""
    return _move(store, key, lambda post: resolved(post, is_posted=is_posted, now=now))


def unpublish(
    key: str,
    store: Store,
    publishers: Mapping[Network, LivePublisher],
    delivery: DeliveryContext,
) -> Post:
    """Delete a post from its network. Where that is refused, or no answer comes, one look decides
    whether it is gone. Raise UsageError or PublishError that says why not, and what to do."""
    post = store.post(key)
    _refuse_taken_down(post)
    network = post.plan.network.label
    if post.state is not State.POSTED:
        raise UsageError(
            f"Post {post.key} is {post.state}; only a post that is out can be taken down."
        )
    if post.remote_id is None:
        raise UsageError(
            f"socialkit does not know the id of this post on {network}. Delete it there yourself; it "
            f"never goes out again by itself."
        )
    publisher = publishers.get(post.plan.network)
    if publisher is None:
        where = post.permalink or network
        raise UsageError(f"There is no login for {network} in .env. Delete it yourself: {where}")
    delivery.verify_account(publisher, post.plan.account)
    try:
        publisher.delete(post.remote_id)
    except TemporaryFailure as lost:
        _require_gone(publisher, post, post.remote_id, lost)
    except PermanentFailure:  # no program may delete it, but the owner may have deleted it
        if _may_be_there(publisher, post.remote_id):
            raise
    store.annotate(post.key, error=TAKEN_DOWN, taken_down_at=delivery.clock.now())
    return store.post(post.key)


def _require_gone(
    publisher: LivePublisher, post: Post, remote_id: str, lost: TemporaryFailure
) -> None:
    """Look once whether the post is gone. Raise TemporaryFailure where it is not, or where that cannot
    be found out."""
    name, where = post.plan.network.label, f" ({post.permalink})" if post.permalink else ""
    try:
        is_there = publisher.is_there(remote_id)
    except PublishError:
        words = (
            f"{name} gave no clear answer, and socialkit could not see whether the post is still there. "
            f"Look yourself{where}."
        )
        raise TemporaryFailure(words, network=post.plan.network) from None
    if is_there:
        words = f"{name} gave no clear answer, and the post is still there{where}."
        wait = lost.retry_after
        raise TemporaryFailure(words, network=post.plan.network, retry_after=wait) from None


def _may_be_there(publisher: LivePublisher, remote_id: str) -> bool:
    try:
        return publisher.is_there(remote_id)
    except PublishError:
        return True


def _refuse_taken_down(post: Post) -> None:
    if post.taken_down_at is not None:
        raise OutboxError(
            f"You took post {post.key[:12]} down before, and it never goes out again. To post its "
            f"words again, give them a time of their own: a row with quote: in schedule.yaml."
        )


def _move(store: Store, key: str, change: Callable[[Post], Post]) -> Post:
    """Store a change of one post; read it again where somebody was faster."""
    for _ in range(3):
        post = store.post(key)
        new = change(post)
        if store.move(post, new):
            return new
    raise OutboxError(f"Post {key} is being changed by another program. Try again in a moment.")
