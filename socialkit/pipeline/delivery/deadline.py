"""How late is too late: `if_late` of schedule.yaml as a moment."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from socialkit.model.post import PlannedPost, Post
from socialkit.model.schedule import LateKind, LateRule
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import same_account_links
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
