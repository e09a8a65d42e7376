"""Posts that did not go out on time, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from socialkit.model.network import Network
from socialkit.model.notice import NoticeCode
from socialkit.model.post import Post, State, WaitReason
from socialkit.outbox.machine.manual import is_handed_over
from socialkit.plan.wording import in_order

NOT_OUT = {
    State.UNCONFIRMED: "was sent, but no answer came; look at the account, then: socialkit resolve "
    "{key} --posted (or --not-posted)",
    State.FAILED: "could not be posted: {error}",
    State.MISSED: "came too late: {error}",
}
DUE_AND_WAITS = "{key} is due and waits: {error}"
PAUSED = "was not sent: {error} To send it: socialkit post {key}"
BEING_LOOKED_FOR = "was sent, and no answer came yet; socialkit will look for it again by itself"
LOOKED_FOR_LATER = f"{BEING_LOOKED_FOR} once the cooldown of its account is over"

CODES = {
    State.UNCONFIRMED: NoticeCode.POST_UNCONFIRMED,
    State.FAILED: NoticeCode.POST_FAILED,
    State.MISSED: NoticeCode.POST_MISSED,
    State.PAUSED: NoticeCode.POST_PAUSED,
}


@dataclass(frozen=True, slots=True)
class StuckPost:
    """A post that did not go out in its time, and why, in words for the owner."""

    post: Post
    words: str

    @property
    def sentence(self) -> str:
        """When and where it should have been posted, and why it is not."""
        return f"{self.post.plan.local_time} {self.post.plan.network.label}: {self.words}"

    @property
    def code(self) -> NoticeCode:
        """What kind of notice it is."""
        if is_handed_over(self.post):
            return NoticeCode.POST_HANDED_OVER
        return CODES.get(self.post.state, NoticeCode.POST_WAITS)

    @property
    def subject(self) -> str:
        """The post and its state; one that was handed over is another matter than one that failed."""
        is_handed = self.code is NoticeCode.POST_HANDED_OVER
        return f"post:{self.post.key}:{'handed' if is_handed else self.post.state.value}"


def stuck_posts(
    posts: Iterable[Post], now: datetime, cooling_down: Collection[tuple[Network, str]] = ()
) -> tuple[StuckPost, ...]:
    """Every post that did not go out in its time, with what a pause keeps back, by time. Nothing is
    asked of the accounts that are `cooling_down`."""
    found = ((post, _why_stuck(post, now, cooling_down)) for post in in_order(posts))
    return tuple(
        StuckPost(post, why.format(key=post.key, error=post.error or "no reason is known"))
        for post, why in found
        if why
    )


def _why_stuck(
    post: Post, now: datetime, cooling_down: Collection[tuple[Network, str]]
) -> str | None:
    if post.state is State.UNCONFIRMED and post.look_at is not None:
        is_asked_nothing = (post.plan.network, post.plan.account) in cooling_down
        return LOOKED_FOR_LATER if is_asked_nothing else BEING_LOOKED_FOR
    if post.state is State.PAUSED:
        return PAUSED
    is_late = post.state is State.WAITING or (post.state is State.SCHEDULED and post.error)
    if is_late and post.plan.due_at < now and post.wait_reason is not WaitReason.SAMPLE:
        return DUE_AND_WAITS
    return NOT_OUT.get(post.state)
