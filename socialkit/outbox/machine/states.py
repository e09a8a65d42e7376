"""The life of a post, and the only legal ways to move it on.

Two rules come before all others. A post that may be live is never sent again blindly: only a look
on the network, or the owner, moves `unconfirmed` on. And a receipt is proof: whatever the row says
by then, the receipt makes the post `posted`, which never changes again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from socialkit.errors import (
    AccountProblem,
    PermanentFailure,
    PublishError,
    TemporaryFailure,
)
from socialkit.model.post import (
    OPEN_STATES,
    REQUESTED_AT,
    SENT_AT,
    CancelledBy,
    PlannedPost,
    Post,
    PostKind,
    State,
    WaitReason,
)
from socialkit.outbox.machine.manual import cancelled, is_requested
from socialkit.outbox.machine.unconfirmed import (
    has_left,
    left_to_owner,
    not_before,
    refusal,
    require_state,
    transition,
    unconfirmed,
)

MINUTE = timedelta(minutes=1)
TRY_AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""Waits after the 1st, 2nd … failure that surely posted nothing; the next failure is final."""


def planned(plan: PlannedPost) -> Post:
    """Give the row of a post that is new in the plan."""
    return Post(
        plan=plan,
        state=plan.state,
        error=plan.error,
        wait_reason=plan.wait_reason,
        next_try_at=plan.due_at,
    )


def replanned(post: Post, plan: PlannedPost) -> Post:
    """Give the post after a new plan: only open posts follow it, and those that the plan cancelled.

    A post that the owner asked for keeps the words that the owner saw, and one that was sent without
    an answer keeps those it can be found by. A new time starts the tries over, but waits at least as
    long as a refused post must; otherwise tries and waits stay.
    """
    if not _follows_plan(post):
        return post
    starts_over = post.state is State.CANCELLED or plan.due_at != post.plan.due_at
    if starts_over:
        then = not_before(post, plan.due_at)
        post = replace(post, attempts=0, next_try_at=then, cancelled_by=None)
    if starts_over or post.state is State.WAITING or plan.state is not post.plan.state:
        post = transition(post, plan.state, error=plan.error, wait_reason=plan.wait_reason)
    return replace(post, plan=plan)


def withdrawn(post: Post) -> Post:
    """Give a post that the plan no longer holds: cancelled if it is open and the owner did not ask for
    it, otherwise as it is."""
    if post.state not in OPEN_STATES or _is_manual(post):
        return post
    return cancelled(post, by=CancelledBy.PLAN)


def claimed(post: Post, *, worker: str, now: datetime, lease: timedelta) -> Post:
    """Give the post as `owner` holds it until `now` + `lease`. Raise OutboxError unless scheduled."""
    return transition(
        post,
        State.SENDING,
        error=None,
        attempts=post.attempts + 1,
        fence=post.fence + 1,
        lease_owner=worker,
        lease_until=now + lease,
        commit_started_at=None,
        looks=0,
    )


def after_failure(
    post: Post, error: PublishError, *, now: datetime, look_up_after: Sequence[timedelta]
) -> Post:
    """Give a post whose sending failed, with the request surely dead at `now`.

    What surely posted nothing waits and tries again, until its tries are used up; a problem of the
    account does not count as a try of the post. Anything uncertain is looked for first.
    Once its request left, no second one follows before the last look would have: a network may answer
    with an error and show the post later. A story has no caption to find it by, so it is then in
    doubt. Raise OutboxError unless the post is being sent.
    """
    require_state(post, State.SENDING)
    was_sent = post.commit_started_at is not None and not getattr(error, "never_left", False)
    then = now + (look_up_after[-1] if was_sent else timedelta())
    is_story = post.plan.kind is PostKind.STORY
    match error:
        case TemporaryFailure() | AccountProblem() if was_sent and is_story:
            return unconfirmed(post, str(error), now=now, look_up_after=look_up_after)
        case TemporaryFailure() if post.attempts > len(TRY_AGAIN_AFTER):
            return _given_up(post, error, now, look_up_after if was_sent else None)
        case TemporaryFailure():
            return _tried_again(post, error, now, then)
        case AccountProblem():
            return _handed_back(post, until=max(now + MINUTE, then), error=str(error))
        case PermanentFailure():
            return transition(post, State.FAILED, error=str(error))
        case _:
            return unconfirmed(post, str(error), now=now, look_up_after=look_up_after)


def after_lease_lost(post: Post, *, now: datetime, look_up_after: Sequence[timedelta]) -> Post:
    """Give a post whose sender died: before the commit nothing is out, after it something may be.
    `now` is when its request is surely dead as well.

    Raise OutboxError unless the post is being sent.
    """
    require_state(post, State.SENDING)
    if post.commit_started_at is None:
        return transition(post, State.SCHEDULED, next_try_at=now)
    words = "Sending was cut off, so it may be on the network. socialkit looks for it there."
    return unconfirmed(post, words, now=now, look_up_after=look_up_after)


def put_off(post: Post, *, until: datetime, error: str | None = None) -> Post:
    """Hand a claimed post back, to be tried at `until`; this does not count as a try."""
    return _handed_back(_before_commit(post), until=until, error=error)


def withheld(post: Post, reason: WaitReason, error: str) -> Post:
    """Give a post that must wait after all; `error` says why to people. Raise OutboxError if it has
    left. A request of the owner ends with that: nobody expects it to go out days later, on its own."""
    kept = _without_request(_before_commit(post))
    return transition(kept, State.WAITING, error=error, wait_reason=reason)


def released(post: Post, *, now: datetime) -> Post:
    """Give a waiting post whose account is now connected; it is due. Raise OutboxError if it has left."""
    return transition(post, State.SCHEDULED, error=None, next_try_at=not_before(post, now))


def missed(post: Post, error: str) -> Post:
    """Give a post that is too late; `error` says why. Raise OutboxError if it has left."""
    return transition(_before_commit(post), State.MISSED, error=error)


def paused(post: Post, error: str) -> Post:
    """Give a post that fell due in a pause. Raise OutboxError if it has left."""
    return transition(_before_commit(post), State.PAUSED, error=error)


def _follows_plan(post: Post) -> bool:
    if post.resends or _is_manual(post):
        return False
    return post.state in OPEN_STATES or (
        post.state is State.CANCELLED and post.cancelled_by is CancelledBy.PLAN
    )


def _is_manual(post: Post) -> bool:
    return post.state is State.SCHEDULED and is_requested(post)


def _without_request(post: Post) -> Post:
    """The post at its own time again, where the owner asked for it and it never left."""
    if not is_requested(post) or SENT_AT in post.tickets:
        return post
    tickets = {name: value for name, value in post.tickets.items() if name != REQUESTED_AT}
    return replace(post, tickets=tickets, next_try_at=post.plan.due_at)


def _tried_again(post: Post, error: TemporaryFailure, now: datetime, earliest: datetime) -> Post:
    wait = max(TRY_AGAIN_AFTER[post.attempts - 1], error.retry_after or timedelta())
    then = max(now + wait, earliest)
    return transition(post, State.SCHEDULED, error=error.tried_again, next_try_at=then)


def _given_up(
    post: Post, error: TemporaryFailure, now: datetime, look_up_after: Sequence[timedelta] | None
) -> Post:
    """Its tries are used up. It has failed only if it surely is not there: where a request left, now
    or in an earlier try, a look decides, or the owner."""
    tries = f"{error} (Tried {post.attempts} times.)"
    if look_up_after is not None:
        return unconfirmed(post, tries, now=now, look_up_after=look_up_after)
    if has_left(post):
        return left_to_owner(post, f"{tries} It was sent before, and refused.", looks=post.looks)
    words = f"{tries} Later: socialkit post {post.key[:12]}"
    return transition(post, State.FAILED, error=words)


def _handed_back(post: Post, *, until: datetime, error: str | None) -> Post:
    attempts = max(post.attempts - 1, 0)
    return transition(post, State.SCHEDULED, error=error, attempts=attempts, next_try_at=until)


def _before_commit(post: Post) -> Post:
    if post.state is State.SENDING and post.commit_started_at is not None:
        raise refusal(post)
    return post
