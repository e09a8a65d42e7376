"""Catch-up: posts that are overdue after a long sleep go out one by one, with time between them.

limits.py says the same to the database; a test compares the two.

The rule:
- A post is overdue once its time is OVERDUE_AFTER ago. One that the owner requested never is.
- Posts that are on time go first, MIN_GAP after the one before them.
- Overdue posts go in the order of their times, `overdue_gap` after anything that went out to their
  account, and never in the place of a post that is on time: neither while such a post is due nor less
  than MIN_GAP before it.
- The gap never shrinks. A post that is too late for `if_late` by then is missed, and says so: followers
  who get four cards in twenty minutes leave, and a missed card can be sent by command.
- MIN_GAP=0 asks for no gap at all, so posts are not spaced.
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
    """Whether its time is so long ago that other posts go first."""
    return post.plan.due_at <= now - OVERDUE_AFTER and not is_requested(post)


def catch_up_times(
    posts: Iterable[Post],
    *,
    now: datetime,
    min_gap: timedelta,
    name_account: Callable[[PlannedPost], Hashable],
) -> dict[str, datetime]:
    """When each overdue post goes out if nothing fails, by key. `posts` are all that went out lately or
    will. One that waits for a network, for the owner or for the daily cap may go later still."""
    if not min_gap:
        return {}
    by_account: dict[Hashable, list[Post]] = {}
    for post in posts:
        by_account.setdefault(name_account(post.plan), []).append(post)
    times: dict[str, datetime] = {}
    for those in by_account.values():
        times |= _times_of_one(those, now, min_gap)
    return times


def _times_of_one(posts: list[Post], now: datetime, min_gap: timedelta) -> dict[str, datetime]:
    gap, times = overdue_gap(min_gap), {}
    scheduled = [one for one in posts if one.state is State.SCHEDULED]
    on_time = sorted(one.plan.due_at for one in scheduled if not is_overdue(one, now))
    overdue = [one for one in scheduled if is_overdue(one, now)]
    earliest = max((went + gap for went in map(_went_out_at, posts) if went), default=now)
    for post in sorted(overdue, key=lambda one: (one.plan.due_at, one.key)):
        at = max(now, earliest, post.next_try_at or now)
        while on_time and on_time[0] <= at + min_gap:
            goes_at = max(now, on_time.pop(0), earliest - gap + min_gap)
            at, earliest = max(at, goes_at + gap), goes_at + gap
        times[post.key], earliest = at, at + gap
    return times


def _went_out_at(post: Post) -> datetime | None:
    """When a post went out, or may have."""
    if post.state is State.POSTED:
        return post.posted_at
    return post.commit_started_at if post.state is State.UNCONFIRMED else None
