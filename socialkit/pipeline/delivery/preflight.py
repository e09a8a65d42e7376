"""May this post go out, now? The last check before anything is sent.

Reads the pictures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from socialkit.model.article import Article
from socialkit.model.network import Network
from socialkit.model.post import Account, Post, SlideRole
from socialkit.model.schedule import Pause, Schedule
from socialkit.outbox.machine.manual import is_requested
from socialkit.outbox.machine.states import missed, paused, put_off, withheld
from socialkit.pipeline.accounts.allowed import allow
from socialkit.pipeline.delivery.deadline import latest_at
from socialkit.pipeline.schedule.pause import pause_in_force

REST = timedelta(minutes=10)
"""After what may put itself right, the post is judged again so much later."""


@dataclass(frozen=True, slots=True)
class Preflight:
    """What the last check knows. `accounts` None means a rehearsal: every account counts as fine.

    `command_pause` is a pause she set by command; the file's own stands in the schedule.
    """

    schedule: Schedule
    articles: Mapping[str, Article]
    accounts: Mapping[tuple[Network, str], Account] | None
    command_pause: Pause | None = None
    next_due_at: Mapping[str, datetime] | None = None
    unread: Collection[str] = ()

    def __call__(self, post: Post, now: datetime) -> Post | None:
        """The verdict on one post; None lets it go."""
        return self._pause(post, now) or self._lateness(post, now) or self._hold(post, now)

    def stands(self, post: Post, now: datetime) -> bool:
        """Whether its words, its account and its pictures are still those that she said yes to."""
        return self._hold(post, now) is None

    def _pause(self, post: Post, now: datetime) -> Post | None:
        pause = pause_in_force(self.schedule, self.command_pause, now=now)
        if pause is None:
            return None
        reason = f" ({pause.reason})" if pause.reason else ""
        return paused(post, f"It fell due in a pause{reason}.")

    def _lateness(self, post: Post, now: datetime) -> Post | None:
        last = latest_at(
            post.plan.due_at,
            self.schedule.if_late,
            zone=ZoneInfo(self.schedule.timezone),
            next_due_at=(self.next_due_at or {}).get(post.key),
        )
        if now <= last or is_requested(post):
            return None
        words = f"Its time had passed (if_late). To send it all the same: socialkit post {post.key}"
        return missed(post, words)

    def _hold(self, post: Post, now: datetime) -> Post | None:
        """What the plan can put right: until then the post waits."""
        article = self.articles.get(post.plan.article_slug)
        if article is None and post.plan.article_slug in self.unread:
            words = "Its article cannot be read just now, so its words cannot be checked."
            return put_off(post, until=now + REST, error=words)
        if article is None:
            return withheld(post, "Its article is no longer in the workspace.")
        accounts, why = allow(article, self.schedule.accounts)
        if accounts.get(post.plan.network) != post.plan.account:
            return withheld(
                post, why.get(post.plan.network, "Its article links to another account now.")
            )
        changed = _changed_words(post, article) or _changed_picture(post)
        if changed is not None:
            return withheld(post, changed)
        return self._account(post, article, now)

    def _account(self, post: Post, article: Article, now: datetime) -> Post | None:
        if self.accounts is None:
            return None
        if article.sample:
            return withheld(post, "Its article is a sample: it is rehearsed, never posted.")
        account = self.accounts.get((post.plan.network, post.plan.account))
        if account is None or account.connected_at is None:
            network = post.plan.network.value
            return withheld(post, f"Its account is not connected; run: socialkit connect {network}")
        if account.paused_until is not None and account.paused_until > now:
            return put_off(post, until=min(account.paused_until, now + REST), error=account.problem)
        return None


def _changed_words(post: Post, article: Article) -> str | None:
    """Every line on a picture must still be a slice of the article, letter for letter. The title
    before the lines of a carousel and its end are no lines."""
    for slide in post.plan.slides:
        if slide.role is SlideRole.LINE and slide.text not in article.text:
            words = f"“{slide.text[:60]}” no longer stands in the article."
            return f"{words} Look at its lines after: socialkit make"
    return None


def _changed_picture(post: Post) -> str | None:
    for image in post.plan.images:
        if not _same_picture(image.path, image.sha256):
            return f"The picture {image.path} is not the one that was planned."
    return None


def _same_picture(path: str, sha256: str) -> bool:
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest() == sha256
    except OSError:
        return False
