"""Commands on single posts: post now, cancel, resolve, unpublish; and why a post cannot go now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.errors import (
    OutboxError,
    PermanentFailure,
    PublishError,
    TemporaryFailure,
    UsageError,
)
from socialkit.model.network import Network
from socialkit.model.post import CancelledBy, Post, State, WaitReason
from socialkit.model.schedule import Pause, Schedule
from socialkit.outbox.machine.manual import cancelled, requested, resolved
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import same_account_links
from socialkit.pipeline.delivery.publish import DeliveryContext, publish_one
from socialkit.pipeline.schedule.pause import holds, pause_in_force, read_pause
from socialkit.pipeline.workspace.load import Workspace
from socialkit.publishers.protocol import LivePublisher

RATE_LIMITED = "this account posted a moment ago, or reached its limit for today"
ACCOUNT_BUSY = "another post of its account is being sent or looked for; it goes out after that"


@dataclass(frozen=True, slots=True)
class BlockedReason:
    """Why a post cannot go; `is_a_limit` when only MIN_GAP or DAILY_CAP stops it."""

    words: str
    is_a_limit: bool = False


def refuse_in_pause(workspace: Workspace, store: Store, *, now: datetime) -> None:
    """Raise OutboxError while posting is paused; it names the row where a file pauses it."""
    command, schedule = read_pause(store), workspace.schedule
    if pause_in_force(schedule, None, now=now) is not None:
        line, column = workspace.loaded.position("pause")
        raise OutboxError(
            f"Posting is paused by schedule.yaml:{line}:{column}, so nothing was sent. Write "
            f"pause: false there first."
            + (" Then run: socialkit resume" if _holds(schedule, command, now) else "")
        )
    if _holds(schedule, command, now):
        reason = f" ({command.reason})" if command and command.reason else ""
        raise OutboxError(
            f"Posting is paused{reason}, so nothing was sent. End the pause first: socialkit resume"
        )


def _holds(schedule: Schedule, command: Pause | None, now: datetime) -> bool:
    return command is not None and holds(command, schedule, now=now)


def why_blocked(post: Post, store: Store, *, now: datetime) -> BlockedReason:
    """What stopped a post that the owner asked for, after it was tried."""
    if post.error is not None or post.state is not State.SCHEDULED:
        return BlockedReason(post.error or f"It is {post.state}.")
    rest = why_cooling_down(post, store, now=now)
    if rest is not None:
        return BlockedReason(rest)
    name = same_account_links(store.accounts())
    others = store.posts(states=(State.SENDING, State.UNCONFIRMED))
    if any(name(one.plan) == name(post.plan) and _is_in_flight(one) for one in others):
        return BlockedReason(ACCOUNT_BUSY)
    return BlockedReason(RATE_LIMITED, is_a_limit=True)


def why_cooling_down(post: Post, store: Store, *, now: datetime) -> str | None:
    """Why nothing goes to the account of a post now; None when it is not in cooldown."""
    accounts = store.accounts()
    name = same_account_links(accounts)
    for one in accounts:
        is_cooling_down = one.paused_until is not None and one.paused_until > now
        if is_cooling_down and name(one) == name(post.plan):
            words = one.problem or "Its account is in cooldown."
            return f"{words} This post stays requested and goes out once that is over."
    return None


def why_waiting(post: Post, zone: str, *, now: datetime) -> str | None:
    """Why a post that the owner asked for waits although nothing else stops it: its last request was
    refused, and a refused post can still appear. None where it goes at once."""
    then, begun = post.next_try_at, post.commit_started_at
    if post.state is not State.SCHEDULED or begun is None or then is None or then <= now:
        return None
    at, tried = (f"{one.astimezone(ZoneInfo(zone)):%H:%M}" for one in (then, begun))
    key, network = post.key[:12], post.plan.network.label
    return (
        f"{network} refused it at {tried}, but a refused post can still appear for a while. It goes out "
        f"at {at}, unless it appears before. To send it sooner, look at the account: if it is not there, "
        f"run `socialkit resolve {key} --not-posted`, then `socialkit post {key}`; if it is, run "
        f"`socialkit resolve {key} --posted`."
    )


def _is_in_flight(post: Post) -> bool:
    return post.state is State.SENDING or post.look_at is not None


TAKEN_DOWN = "You took it down. It counts as posted, so it never goes out again by itself."


def request_now(key: str, store: Store, *, now: datetime, lag: timedelta = timedelta()) -> Post:
    """Note that the owner wants this post sent now, or once it can no longer appear by itself: `lag`
    after a request that was refused. Raise OutboxError where it may not go."""
    _refuse_taken_down(store.post(key))
    _refuse_without_picture(store.post(key))
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


def _refuse_without_picture(post: Post) -> None:
    if post.wait_reason is WaitReason.IMAGE and not post.plan.images:
        raise OutboxError(
            f"Post {post.key[:12]} has no picture yet, so it was not sent. {post.error} It goes out by "
            f"itself at its time; or run this again once that is fixed."
        )


def _move(store: Store, key: str, change: Callable[[Post], Post]) -> Post:
    """Store a change of one post; read it again where somebody was faster."""
    for _ in range(3):
        post = store.post(key)
        new = change(post)
        if store.move(post, new):
            return new
    raise OutboxError(f"Post {key} is being changed by another program. Try again in a moment.")
