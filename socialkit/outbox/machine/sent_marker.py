"""What left once may stand on the network, whatever was answered: the traces of that, and until when.

In: a Post. Out: its tickets with the trace, and when nothing can show up any more. Knows nothing of
databases, of the networks, or of what time it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from socialkit.model.post import ABSENT_AT, SENT_AS, SENT_AT, Post


def note_sent(post: Post, now: datetime) -> Mapping[str, str]:
    """The tickets of a post whose one public request leaves at `now`: when the first one left, and as
    what this one does."""
    sent_as = {"caption": post.plan.caption, "pictures": len(post.plan.images)}
    return {SENT_AT: now.isoformat(), **post.tickets, SENT_AS: json.dumps(sent_as)}


def has_left(post: Post) -> bool:
    """Say whether any request that would make it public ever left."""
    return SENT_AT in post.tickets or post.commit_started_at is not None or post.resends > 0


def shows_until(post: Post, lag: timedelta) -> datetime | None:
    """When a post whose last request was refused can no longer show up; None where nothing can.

    `lag` counts from the moment at which that request began. Her own look ends it.
    """
    begun, absent = post.commit_started_at, post.tickets.get(ABSENT_AT)
    if begun is None or (absent is not None and datetime.fromisoformat(absent) >= begun):
        return None
    return begun + lag


def not_before(post: Post, moment: datetime) -> datetime:
    """`moment`, but never sooner than a refused post waits for: an edit must not cut that short."""
    if post.commit_started_at is None or post.next_try_at is None:
        return moment
    return max(moment, post.next_try_at)
