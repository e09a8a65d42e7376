"""The life of a post, and the only legal ways to move it on.

Two rules stand above all others. A post that may be live is never sent again blindly: only a look
on the network, or she, moves `unconfirmed` on. And a receipt is proof: whatever the row says
meanwhile, it makes the post `posted`, which never changes again.
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
from socialkit.model.post import OPEN_STATES, PlannedPost, Post, PostKind, State
from socialkit.outbox.machine.manual import cancelled, is_requested
from socialkit.outbox.machine.reconciliation import (
    left_to_owner,
    unconfirmed,
)
from socialkit.outbox.machine.transitions import (
    has_left,
    not_before,
    refusal,
    require_state,
    transition,
)

MINUTE = timedelta(minutes=1)
TRY_AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""Waits after the 1st, 2nd … failure that surely posted nothing; after the next one it has failed."""


def planned(plan: PlannedPost) -> Post:
    """Give the row of a post that is new in the plan."""
    return Post(plan=plan, state=plan.state, error=plan.error, next_try_at=plan.due_at)


def replanned(post: Post, plan: PlannedPost) -> Post:
    """Say what an edited plan makes of a post: only open posts follow, and those the file took out.

    A post that goes by her word keeps the words that she saw, and one that went out in doubt keeps
    those by which it can be recognised. A new time starts afresh, but waits at least as long as a
    refused post must; else tries and waits stay.
    """
    if not _follows_plan(post):
        return post
    afresh = post.state is State.CANCELLED or plan.due_at != post.plan.due_at
    if afresh:
        then = not_before(post, plan.due_at)
        post = replace(post, attempts=0, next_try_at=then, cancelled_by=None)
    if afresh or post.state is State.WAITING or plan.state is not post.plan.state:
        post = transition(post, plan.state, error=plan.error)
    return replace(post, plan=plan)


def withdrawn(post: Post) -> Post:
    """Say what becomes of a post whose slot left the file: an open one that she did not ask for goes."""
    if post.state not in OPEN_STATES or _is_manual(post):
        return post
    return cancelled(post, by="file")


def claimed(post: Post, *, owner: str, now: datetime, lease: timedelta) -> Post:
    """Give the post as `owner` holds it until `now` + `lease`. Raise OutboxError unless scheduled."""
    return transition(
        post,
        State.SENDING,
        error=None,
        attempts=post.attempts + 1,
        fence=post.fence + 1,
        lease_owner=owner,
        lease_until=now + lease,
        commit_started_at=None,
        looks=0,
    )


def after_failure(
    post: Post, error: PublishError, *, now: datetime, look_up_after: Sequence[timedelta]
) -> Post:
    """Say what becomes of a post being sent that failed, with the request surely dead at `now`.

    What surely posted nothing waits and tries again, until its tries are used up; trouble of the
    account does not count as a try of the post. Anything that is not sure is looked up first.
    Once its request left, no second one follows before the last look would have: a network may refuse
    what it took, and show it late (reference: Meta, 6.1); a story could not be known then, so it is in
    doubt. Raise OutboxError unless it is being sent.
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
    """Say what becomes of a post whose sender died: before the commit nothing is out, after it maybe.
    `now` is when its request is surely dead, too.

    Raise OutboxError unless the post is being sent.
    """
    require_state(post, State.SENDING)
    if post.commit_started_at is None:
        return transition(post, State.SCHEDULED, next_try_at=now)
    words = "Sending was cut off, so it may be on the network. socialkit looks there."
    return unconfirmed(post, words, now=now, look_up_after=look_up_after)


def put_off(post: Post, *, until: datetime, error: str | None = None) -> Post:
    """Hand a claimed post back, to be tried at `until`; this does not count as a try."""
    return _handed_back(_before_commit(post), until=until, error=error)


def withheld(post: Post, error: str) -> Post:
    """Give a post that must wait after all, as for its account. Raise OutboxError if it has left."""
    return transition(_before_commit(post), State.WAITING, error=error)


def released(post: Post, *, now: datetime) -> Post:
    """Give a waiting post whose account is there at last; it is due. Raise OutboxError if it left."""
    return transition(post, State.SCHEDULED, error=None, next_try_at=not_before(post, now))


def missed(post: Post, error: str) -> Post:
    """Give a post that is too late; `error` tells her why. Raise OutboxError if it has left."""
    return transition(_before_commit(post), State.MISSED, error=error)


def paused(post: Post, error: str) -> Post:
    """Give a post that fell due in a pause. Raise OutboxError if it has left."""
    return transition(_before_commit(post), State.PAUSED, error=error)


def _follows_plan(post: Post) -> bool:
    if post.resends or _is_manual(post):
        return False
    return post.state in OPEN_STATES or (
        post.state is State.CANCELLED and post.cancelled_by == "file"
    )


def _is_manual(post: Post) -> bool:
    return post.state is State.SCHEDULED and is_requested(post)


def _tried_again(post: Post, error: TemporaryFailure, now: datetime, not_before: datetime) -> Post:
    wait = max(TRY_AGAIN_AFTER[post.attempts - 1], error.retry_after or timedelta())
    then = max(now + wait, not_before)
    return transition(post, State.SCHEDULED, error=error.tried_again, next_try_at=then)


def _given_up(
    post: Post, error: TemporaryFailure, now: datetime, look_up_after: Sequence[timedelta] | None
) -> Post:
    """Its tries are used up. It has failed only if it surely is not there: where a request left, now
    or in an earlier try, a look tells, or she does."""
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
