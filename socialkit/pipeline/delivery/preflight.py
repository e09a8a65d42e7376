"""The last check before a post is sent: pause, lateness, words, images, account; and until when a late
post may still go out."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from socialkit.files import read_file
from socialkit.lines.rejected_words import RejectedWords
from socialkit.model.article import Article
from socialkit.model.network import Network
from socialkit.model.post import Account, PlannedPost, Post, SlideRole, WaitReason
from socialkit.model.schedule import LateKind, LateRule, Pause, Schedule
from socialkit.model.text import shorten
from socialkit.outbox.machine.manual import is_requested
from socialkit.outbox.machine.states import missed, paused, put_off, withheld
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import allow, same_account_links
from socialkit.pipeline.schedule.pause import pause_in_force
from socialkit.plan.slots import ON_TIME


def latest_at(
    due_at: datetime, rule: LateRule, *, zone: ZoneInfo, next_due_at: datetime | None
) -> datetime:
    """The last moment at which a post due at `due_at` may still go out, aware UTC.

    "next slot" without a next slot counts as the same day.
    """
    if rule.kind is LateKind.WITHIN:
        return due_at + (rule.within or timedelta(0))
    if rule.kind is LateKind.SKIP:
        return due_at + ON_TIME
    if rule.kind is LateKind.NEXT_SLOT and next_due_at is not None:
        return next_due_at - timedelta(seconds=1)
    return _end_of_day(due_at, zone)


def _end_of_day(due_at: datetime, zone: ZoneInfo) -> datetime:
    local = due_at.astimezone(zone)
    end = datetime.combine(local.date(), time(23, 59, 59), tzinfo=zone)
    return end.astimezone(UTC)


class DueTimes:
    """When the posts of each account are due, for `if_late: next slot`.

    The outbox is read once, at the first question, and again only for a post that is due earlier. So
    one serves for one cycle, from the end of its planning on.
    """

    def __init__(self, rule: LateRule, store: Store) -> None:
        self._is_needed = rule.kind is LateKind.NEXT_SLOT
        self._store = store
        self._since: datetime | None = None
        self._times: dict[Hashable, list[datetime]] = {}
        self._name_account: Callable[[PlannedPost], Hashable] = lambda plan: plan.account

    def find_next(self, post: Post) -> datetime | None:
        """When the next post of this account is due; None if there is none, or the rule needs none."""
        if not self._is_needed:
            return None
        due_at = post.plan.due_at
        if self._since is None or due_at < self._since:
            self._load(due_at)
        times = self._times.get(self._name_account(post.plan), [])
        at = bisect_left(times, due_at + timedelta(seconds=1))
        return times[at] if at < len(times) else None

    def _load(self, since: datetime) -> None:
        self._since, self._times = since, {}
        self._name_account = same_account_links(self._store.accounts())
        for post in self._store.posts(since=since):  # in the order of their due times
            self._times.setdefault(self._name_account(post.plan), []).append(post.plan.due_at)


RECHECK_PERIOD = timedelta(minutes=10)
"""How long to wait after a problem that may pass by itself."""
MAX_QUOTED = 60
"""Letters of a line that a message quotes."""


@dataclass(frozen=True, slots=True)
class Preflight:
    """What the last check knows. `accounts` None means a rehearsal: every account counts as fine.

    `command_pause` is a pause by command; a pause in the file is part of the schedule. `unread` are
    the articles that cannot be read now; `rejected` the words that may not go out, but by a slot that
    names them itself.
    """

    schedule: Schedule
    articles: Mapping[str, Article]
    accounts: Mapping[tuple[Network, str], Account] | None
    command_pause: Pause | None = None
    next_due_at: Mapping[str, datetime] | None = None
    unread: Collection[str] = ()
    rejected: RejectedWords = field(default_factory=RejectedWords)
    pinned_slots: Collection[str] = ()

    def __call__(self, post: Post, now: datetime) -> Post | None:
        """What becomes of one post; None lets it go."""
        return self._pause(post, now) or self._lateness(post, now) or self.find_obstacle(post, now)

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
        words = f"Its time had passed (if_late). To send it anyway: socialkit post {post.key}"
        return missed(post, words)

    def find_obstacle(self, post: Post, now: datetime) -> Post | None:
        """The post as it waits while its words, its account or its images are not as approved; None
        where they are."""
        article = self.articles.get(post.plan.article_slug)
        if article is None and post.plan.article_slug in self.unread:
            words = "Its article cannot be read now, so its words cannot be checked."
            return put_off(post, until=now + RECHECK_PERIOD, error=words)
        if article is None:
            words = "Its article is no longer in the workspace."
            return withheld(post, WaitReason.CHANGED, words)
        accounts, blocked = allow(article, self.schedule.accounts)
        if accounts.get(post.plan.network) != post.plan.account:
            words = blocked.get(post.plan.network, "Its article links to another account now.")
            return withheld(post, WaitReason.ACCOUNT, words)
        if post.plan.slot_id not in self.pinned_slots and self._is_rejected(post):
            words = (
                "You rejected its words. To post them after all, approve them: socialkit approve"
            )
            ids = " ".join(post.plan.line_ids)
            return withheld(post, WaitReason.APPROVAL, f"{words} {ids}")
        changed = _changed_words(post, article) or _changed_image(post)
        if changed is not None:
            return withheld(post, WaitReason.CHANGED, changed)
        return self._account(post, article, now)

    def _is_rejected(self, post: Post) -> bool:
        slides = [one.text for one in post.plan.slides if one.role is SlideRole.LINE]
        lines = slides if len(slides) == len(post.plan.line_ids) else []
        return any(map(self.rejected.forbids, [post.plan.text, *lines]))

    def _account(self, post: Post, article: Article, now: datetime) -> Post | None:
        if self.accounts is None:
            return None
        if article.sample:
            words = "Its article is a sample: it is rehearsed, never posted."
            return withheld(post, WaitReason.SAMPLE, words)
        account = self.accounts.get((post.plan.network, post.plan.account))
        if account is None or account.connected_at is None:
            network = post.plan.network.value
            words = f"Its account is not connected; run: socialkit connect {network}"
            return withheld(post, WaitReason.ACCOUNT, words)
        if account.paused_until is not None and account.paused_until > now:
            return put_off(
                post, until=min(account.paused_until, now + RECHECK_PERIOD), error=account.problem
            )
        return None


def _changed_words(post: Post, article: Article) -> str | None:
    """Every line on an image must still be in the article, letter for letter. The title before the
    lines of a carousel and its closing slide are not lines."""
    for slide in post.plan.slides:
        if slide.role is SlideRole.LINE and slide.text not in article.text:
            words = f"“{shorten(slide.text, MAX_QUOTED)}” is no longer in the article."
            return f"{words} Run: socialkit make, then look at its lines."
    return None


def _changed_image(post: Post) -> str | None:
    for image in post.plan.images:
        if not _is_same_image(image.path, image.sha256):
            return f"The image {image.path} is not the one that was planned."
    return None


def _is_same_image(path: str, sha256: str) -> bool:
    try:
        return hashlib.sha256(read_file(Path(path))).hexdigest() == sha256
    except OSError:
        return False
