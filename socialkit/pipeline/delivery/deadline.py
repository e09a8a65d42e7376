"""How late is too late: `if_late` of schedule.yaml as an instant."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from socialkit.model.post import Post
from socialkit.model.schedule import LateKind, LateRule
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import same_account_links
from socialkit.plan.horizon import ON_TIME


def latest_at(
    due_at: datetime, rule: LateRule, *, zone: ZoneInfo, next_due_at: datetime | None
) -> datetime:
    """The last instant at which a post due at `due_at` may still go out, aware UTC.

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


def find_next_due_at(rule: LateRule, store: Store, post: Post) -> datetime | None:
    """When the next post of this account is due; None where there is none, or the rule asks for none."""
    if rule.kind is not LateKind.NEXT_SLOT:
        return None
    name = same_account_links(store.accounts())
    after = post.plan.due_at + timedelta(seconds=1)
    later = store.posts(since=after)
    return min(
        (one.plan.due_at for one in later if name(one.plan) == name(post.plan)), default=None
    )
