"""Posts that did not go out in their time, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from socialkit.model.network import Network
from socialkit.model.post import Post, State
from socialkit.plan.content.drafts import is_of_a_sample
from socialkit.plan.wording import in_order

TROUBLE = {
    State.UNCONFIRMED: "was sent, but no answer came; look at the account, then: socialkit resolve "
    "{key} --posted (or --not-posted)",
    State.FAILED: "could not be posted: {error}",
    State.MISSED: "came too late: {error}",
}
DUE_AND_WAITS = "{key} is due and waits: {error}"
HELD_BY_A_PAUSE = "stayed back: {error} To send it: socialkit post {key}"
BEING_LOOKED_FOR = "was sent, and no answer came yet; socialkit looks for it again by itself"
LOOKED_FOR_LATER = f"{BEING_LOOKED_FOR} once its account does not rest any more"


@dataclass(frozen=True, slots=True)
class StuckPost:
    """A post that did not go out in its time, and why, in words for her."""

    post: Post
    words: str

    @property
    def sentence(self) -> str:
        """When and where it should have been, and why it is not."""
        return f"{self.post.plan.local_time} {self.post.plan.network.label}: {self.words}"


def stuck_posts(
    posts: Iterable[Post], now: datetime, resting: Collection[tuple[Network, str]] = ()
) -> tuple[StuckPost, ...]:
    """Every post that did not go out in its time, with what a pause keeps back, by time. `resting`
    are the accounts that nothing is asked of."""
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
        return HELD_BY_A_PAUSE
    is_held = post.state is State.WAITING or (post.state is State.SCHEDULED and post.error)
    if is_held and post.plan.due_at < now and not is_of_a_sample(post):
        return DUE_AND_WAITS
    return TROUBLE.get(post.state)
