"""May the request still leave? The last question before the one that makes a post public.

In: a post whose commit was marked, the time, SEND_TIMEOUT. Out: nothing, or a TemporaryFailure.
Knows nothing of networks.

After SEND_TIMEOUT others take the request for dead: they look, find nothing, and send the post
themselves. A machine that was asleep meanwhile (its own time limits sleep with it) must not go on
where it stopped.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from socialkit.errors import TemporaryFailure
from socialkit.model.post import Post

TOO_LATE = (
    "This machine stood still between getting the post ready and sending it. Nothing was sent."
)


def refuse_too_late(post: Post, *, now: datetime, send_timeout: timedelta) -> None:
    """Raise TemporaryFailure where the request should be over by now."""
    begun = post.commit_started_at
    if begun is not None and now > begun + send_timeout:
        raise TemporaryFailure(TOO_LATE, network=post.plan.network, never_left=True)
