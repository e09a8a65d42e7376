"""Posts that did not go out on time, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from socialkit.model.network import Network
from socialkit.model.post import Post, State, WaitReason
from socialkit.plan.wording import in_order

TROUBLE = {
    State.UNCONFIRMED: "was sent, but no answer came; look at the account, then: socialkit resolve "
    "{key} --posted (or --not-posted)",
    State.FAILED: "could not be posted: {error}",
    State.MISSED: "came too late: {error}",
}
DUE_AND_WAITS = "{key} is due and waits: {error}"
PAUSED = "was not sent: {error} To send it: socialkit post {key}"
BEING_LOOKED_FOR = "was sent, and no answer came yet; socialkit will look for it again by itself"
LOOKED_FOR_LATER = f"{BEING_LOOKED_FOR} once the cooldown of its account is over"


@dataclass(frozen=True, slots=True)
class StuckPost:
    """A post that did not go out on time, and why, for people."""

    post: Post
    words: str

    @property
    def sentence(self) -> str:
        """When and where it was to go out, and why it did not."""
        return f"{self.post.plan.local_time} {self.post.plan.network.label}: {self.words}"


def stuck_posts(
    posts: Iterable[Post], now: datetime, resting: Collection[tuple[Network, str]] = ()
) -> tuple[StuckPost, ...]:
    """Every post that did not go out on time, by time, including those that a pause stopped. `resting`
    are the accounts in cooldown."""
    found = ((post, _why_stuck(post, now, resting)) for post in in_order(posts))
    return tuple(
        StuckPost(post, why.format(key=post.key, error=post.error or "no reason is known"))
        for post, why in found
        if why
    )


def _why_stuck(post: Post, now: datetime, resting: Collection[tuple[Network, str]]) -> str | None:
    if post.state is State.UNCONFIRMED and post.look_at is not None:
        waits = (post.plan.network, post.plan.account) in resting
        return LOOKED_FOR_LATER if waits else BEING_LOOKED_FOR
    if post.state is State.PAUSED:
        return PAUSED
    is_late = post.state is State.WAITING or (post.state is State.SCHEDULED and post.error)
    if is_late and post.plan.due_at < now and post.wait_reason is not WaitReason.SAMPLE:
        return DUE_AND_WAITS
    return TROUBLE.get(post.state)
