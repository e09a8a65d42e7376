"""Which state may follow which, and the error where none may."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from socialkit.errors import OutboxError
from socialkit.model.post import ABSENT_AT, OPEN_STATES, SENT_AS, SENT_AT, Post, State

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
