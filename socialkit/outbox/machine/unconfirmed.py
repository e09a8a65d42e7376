"""Posts in doubt: what a look on the network means, and when the owner must decide; and the steps between
states that every change goes by."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from socialkit.errors import OutboxError, PublishError
from socialkit.model.post import (
    ABSENT_AT,
    OPEN_STATES,
    SENT_AS,
    SENT_AT,
    Post,
    PostKind,
    Receipt,
    State,
)

MOVES: Mapping[State, frozenset[State]] = {
    State.WAITING: OPEN_STATES
    | {State.FAILED, State.MISSED, State.PAUSED, State.CANCELLED, State.POSTED},
    State.SCHEDULED: OPEN_STATES
    | {State.SENDING, State.FAILED, State.MISSED, State.PAUSED, State.CANCELLED, State.POSTED},
    State.SENDING: frozenset(
        {
            State.WAITING,
            State.SCHEDULED,
            State.UNCONFIRMED,
            State.FAILED,
            State.MISSED,
            State.PAUSED,
            State.POSTED,
        }
    ),
    State.UNCONFIRMED: frozenset({State.UNCONFIRMED, State.SCHEDULED, State.FAILED, State.POSTED}),
    State.FAILED: frozenset({State.FAILED, State.SCHEDULED, State.CANCELLED, State.POSTED}),
    State.MISSED: frozenset({State.SCHEDULED, State.CANCELLED, State.POSTED}),
    State.PAUSED: frozenset({State.SCHEDULED, State.CANCELLED, State.POSTED}),
    State.CANCELLED: OPEN_STATES | {State.CANCELLED, State.POSTED},
    State.POSTED: frozenset(),
}
"""From each state, the states that may follow; a state that may stay names itself."""
REASONS: Mapping[State, str] = {
    State.SENDING: "It is being sent right now. Ask `socialkit status` again in a few minutes.",
    State.POSTED: "It is on the network already, and what is posted stays as it is.",
    State.UNCONFIRMED: "It may be on the network already. Look at the account, then say "
    "`socialkit resolve {key} --posted` or `socialkit resolve {key} --not-posted`.",
    State.CANCELLED: "It was cancelled.",
}


def require_legal(post: Post, new: Post) -> None:
    """Raise OutboxError unless the state of `new` may follow that of `post`."""
    if new.state not in MOVES[post.state]:
        raise refusal(post)


def transition(post: Post, state: State, **changes: Any) -> Post:
    """Give the post in `state` with other fields changed; the reason to wait goes unless it is among
    `changes`. Raise OutboxError if the move is illegal."""
    if state not in MOVES[post.state]:
        raise refusal(post)
    if state is not State.SENDING:
        changes = {"lease_owner": None, "lease_until": None, **changes}
    return replace(post, state=state, **{"wait_reason": None, **changes})


def require_state(post: Post, state: State) -> None:
    """Raise OutboxError unless the post is in `state`."""
    if post.state is not state:
        raise refusal(post)


def refusal(post: Post) -> OutboxError:
    """Give the error that says why a post stays as it is."""
    key = post.key[:12]
    reason = REASONS.get(post.state, f"It is {post.state}, and this does not apply to it.")
    return OutboxError(f"Post {key} was left as it is. {reason.format(key=key)}")


def note_sent(post: Post, now: datetime) -> Mapping[str, str]:
    """The tickets of a post whose one public request leaves at `now`: when the first request left, and
    what this one holds."""
    sent_as = {"caption": post.plan.caption, "pictures": len(post.plan.images)}
    return {SENT_AT: now.isoformat(), **post.tickets, SENT_AS: json.dumps(sent_as)}


def has_left(post: Post) -> bool:
    """Say whether any request that would make it public ever left."""
    return SENT_AT in post.tickets or post.commit_started_at is not None or post.resends > 0


def shows_until(post: Post, lag: timedelta) -> datetime | None:
    """When a post whose last request was refused can no longer appear; None where nothing can.

    `lag` counts from the moment at which that request began. The owner's own look ends it.
    """
    begun, absent = post.commit_started_at, post.tickets.get(ABSENT_AT)
    if begun is None or (absent is not None and datetime.fromisoformat(absent) >= begun):
        return None
    return begun + lag


def not_before(post: Post, moment: datetime) -> datetime:
    """`moment`, but never sooner than a refused post may go: an edit must not cut that wait short."""
    if post.commit_started_at is None or post.next_try_at is None:
        return moment
    return max(moment, post.next_try_at)


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
