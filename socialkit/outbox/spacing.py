"""Posts that are overdue after a long sleep go one by one, with room between them: the rule.

Limits.py says the same to the database; a test holds the two together.

The rule (reference: Scheduling, 6.6: "space them, never burst"):
- A post is overdue once its time is OVERDUE_AFTER ago; one that she asked for by hand never is.
- What is on time goes first, MIN_GAP after the one before it, as ever.
- What is overdue goes in the order of its times, `overdue_gap` after anything that went out to its
  account, and never when it would take the place of one that is on time: neither while such a one is
  due nor less than MIN_GAP before it.
- The distance never shrinks. What is too late for `if_late` when its turn comes is missed, and says so:
  followers who get four cards in twenty minutes leave; a card that was missed can be sent by hand.
- MIN_GAP=0 asks for no distance at all, so nothing is spaced.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timedelta

from socialkit.model.post import PlannedPost, Post, State
from socialkit.outbox.machine.manual import is_requested

OVERDUE_AFTER = timedelta(minutes=30)
OVERDUE_GAP = timedelta(minutes=30)


def overdue_gap(min_gap: timedelta) -> timedelta:
    """The least time between an overdue post and the post before it, to one account."""
    return max(min_gap, OVERDUE_GAP) if min_gap else timedelta()


def is_overdue(post: Post, now: datetime) -> bool:
    """Whether its time is so long ago that it gives way to others."""
    return post.plan.due_at <= now - OVERDUE_AFTER and not is_requested(post)


def catch_up_times(
    posts: Iterable[Post],
    *,
    now: datetime,
    min_gap: timedelta,
    name_account: Callable[[PlannedPost], Hashable],
) -> dict[str, datetime]:
    """When the turn of each overdue post comes, if nothing fails; by key. `posts` are all that went out
    lately or will; what waits for a network, for her or for the cap of a day may go later still."""
    if not min_gap:
        return {}
    by_account: dict[Hashable, list[Post]] = {}
    for post in posts:
        by_account.setdefault(name_account(post.plan), []).append(post)
    turns: dict[str, datetime] = {}
    for those in by_account.values():
        turns |= _turns_of_one(those, now, min_gap)
    return turns


def _turns_of_one(posts: list[Post], now: datetime, min_gap: timedelta) -> dict[str, datetime]:
    gap, turns = overdue_gap(min_gap), {}
    scheduled = [one for one in posts if one.state is State.SCHEDULED]
    on_time = sorted(one.plan.due_at for one in scheduled if not is_overdue(one, now))
    overdue = [one for one in scheduled if is_overdue(one, now)]
    earliest = max((went + gap for went in map(_went_out_at, posts) if went), default=now)
    for post in sorted(overdue, key=lambda one: (one.plan.due_at, one.key)):
        turn = max(now, earliest, post.next_try_at or now)
        while on_time and on_time[0] <= turn + min_gap:
            goes = max(now, on_time.pop(0), earliest - gap + min_gap)
            turn, earliest = max(turn, goes + gap), goes + gap
        turns[post.key], earliest = turn, turn + gap
    return turns


def _went_out_at(post: Post) -> datetime | None:
    """When a post went out, or may have."""
    if post.state is State.POSTED:
        return post.posted_at
    return post.commit_started_at if post.state is State.UNCONFIRMED else None
