"""May this post go out, now? The last check before anything is sent.

In: a claimed post, the schedule, the articles and the pause in force. Out: None when it may go,
else the post as it must be stored. Reads the pictures; knows nothing of networks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from socialkit.model import Account, Article, Network, Pause, Post, Schedule, Slide, State
from socialkit.pipeline.candidates import allow
from socialkit.pipeline.lateness import latest_at


@dataclass(frozen=True, slots=True)
class Judge:
    """What the last check knows. `accounts` None means a rehearsal: every account counts as fine.

    `command_pause` is a pause she set by command; the file's own stands in the schedule.
    """

    schedule: Schedule
    articles: Mapping[str, Article]
    accounts: Mapping[tuple[Network, str], Account] | None
    command_pause: Pause | None = None
    next_due_at: Mapping[str, datetime] | None = None

    def __call__(self, post: Post, now: datetime) -> Post | None:
        """The verdict on one post; None lets it go."""
        return (
            self._paused(post, now)
            or self._late(post, now)
            or self._held(post, now)
            or self._changed(post)
        )

    def _paused(self, post: Post, now: datetime) -> Post | None:
        today = now.astimezone(ZoneInfo(self.schedule.timezone)).date()
        for pause in (self.command_pause, self.schedule.pause):
            if pause is not None and (pause.until is None or today < pause.until):
                reason = f" ({pause.reason})" if pause.reason else ""
                return _stopped(post, State.PAUSED, f"It fell due in a pause{reason}.")
        return None

    def _late(self, post: Post, now: datetime) -> Post | None:
        last = latest_at(
            post.plan.due_at,
            self.schedule.if_late,
            zone=ZoneInfo(self.schedule.timezone),
            next_due_at=(self.next_due_at or {}).get(post.key),
        )
        if now <= last:
            return None
        return _stopped(
            post, State.MISSED, "It was too late for it (if_late in schedule.yaml). "
            f"To send it all the same: socialkit post {post.key}",
        )  # fmt: skip

    def _held(self, post: Post, now: datetime) -> Post | None:
        article = self.articles.get(post.plan.article_slug)
        if article is None:
            return _stopped(post, State.FAILED, "Its article is no longer in the workspace.")
        accounts, held = allow(article, self.schedule.accounts)
        if accounts.get(post.plan.network) != post.plan.account:
            words = held.get(post.plan.network, "The article now links to another account.")
            return _stopped(post, State.FAILED, words)
        return self._unfit_account(post, article, now)

    def _unfit_account(self, post: Post, article: Article, now: datetime) -> Post | None:
        if self.accounts is None:
            return None
        if article.sample:
            return _stopped(post, State.FAILED, "A sample article is rehearsed, never posted.")
        account = self.accounts.get((post.plan.network, post.plan.account))
        if account is None or account.connected_at is None:
            words = f"{post.plan.network.value.capitalize()} is not connected."
            return _stopped(post, State.WAITING, words)
        if account.paused_until is not None and account.paused_until > now:
            return replace(_stopped(post, State.SCHEDULED, account.problem or "The account rests."),
                           next_try_at=account.paused_until)  # fmt: skip
        return None

    def _changed(self, post: Post) -> Post | None:
        article = self.articles[post.plan.article_slug]
        for slide in post.plan.slides:
            if not _stands(slide, article):
                return _stopped(
                    post, State.FAILED, f"“{slide.text[:60]}” no longer stands in the article. "
                    "Nothing was posted; run socialkit make and look at its lines.",
                )  # fmt: skip
        for image in post.plan.images:
            if not _same_picture(image.path, image.sha256):
                words = (
                    f"The picture {image.path} is not the one that was planned. Run: socialkit make"
                )
                return _stopped(post, State.FAILED, words)
        return None


def _stopped(post: Post, state: State, words: str) -> Post:
    return replace(post, state=state, error=words, lease_owner=None, lease_until=None)


def _stands(slide: Slide, article: Article) -> bool:
    return slide.text in article.text


def _same_picture(path: str, sha256: str) -> bool:
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest() == sha256
    except OSError:
        return False
