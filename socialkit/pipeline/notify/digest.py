"""The digest: when it is due, and what goes into it.

There is one for each local date on which a cycle runs at or after the time of `all_is_well`, whatever
the clock does in between: the ledger holds the dates of digests that were sent, not the last moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.model.notice import NoticeCode
from socialkit.model.schedule import Schedule
from socialkit.model.state_values import NotificationLedger
from socialkit.notifier.notification_ledger import Alert, next_allowed_at
from socialkit.outbox.store import Store
from socialkit.pipeline.notify.alerts import unconfirmed_alert_at
from socialkit.pipeline.notify.digest_text import Digest, DigestItem, build_digest, open_post
from socialkit.pipeline.planning.runway_notes import local_date, recall_end
from socialkit.pipeline.status.report import Status
from socialkit.plan.slots import resolve_local_time

DAY = timedelta(days=1)
MAX_DAYS_AHEAD = 3
"""Among so many dates is the next one: a time zone may skip one, and today's digest may be out."""


def find_digest(
    schedule: Schedule,
    store: Store,
    status: Status,
    ledger: NotificationLedger,
    alerts: Sequence[Alert],
    *,
    now: datetime,
) -> Digest | None:
    """The digest of today; None before its time, once it was sent, or if the owner wants none."""
    today = find_date(schedule, ledger, now=now)
    if today is None:
        return None
    end, zone = recall_end(store), ZoneInfo(schedule.timezone)
    return Digest(
        today,
        tuple(_open_items(status, alerts, now)),
        build_digest(status.posts, status.pause, end, now=now, zone=zone),
        tuple(_item(one) for one in alerts if one.can_wait),
        is_paused=status.paused,
    )


def find_date(schedule: Schedule, ledger: NotificationLedger, *, now: datetime) -> date | None:
    """The local date whose digest is due now; None before its time, and once it was sent."""
    today = local_date(schedule, now)
    at = _digest_at(schedule, today)
    return None if at is None or now < at or today.isoformat() in ledger.noted else today


def next_digest_at(
    schedule: Schedule, ledger: NotificationLedger, *, now: datetime
) -> datetime | None:
    """When the next digest may be sent; None if the owner wants none."""
    today = local_date(schedule, now)
    for day in (today + ahead * DAY for ahead in range(MAX_DAYS_AHEAD)):
        at = _digest_at(schedule, day)
        if at is not None and day.isoformat() not in ledger.noted:
            return max(at, next_allowed_at(ledger, now=now))
    return None


def _digest_at(schedule: Schedule, day: date) -> datetime | None:
    if schedule.all_is_well is None:
        return None
    return resolve_local_time(
        datetime.combine(day, schedule.all_is_well), ZoneInfo(schedule.timezone)
    )


def _open_items(status: Status, alerts: Sequence[Alert], now: datetime) -> Iterator[DigestItem]:
    """Alerts, also those whose grace is not over, and posts that are due and not out: while there is
    one of them, not all is well."""
    yield from (_item(one) for one in alerts if not one.can_wait)
    for stuck in status.stuck:
        is_unconfirmed = stuck.code is NoticeCode.POST_UNCONFIRMED
        is_fresh = is_unconfirmed and unconfirmed_alert_at(stuck.post) > now
        if is_fresh or stuck.code is NoticeCode.POST_WAITS:
            yield open_post(stuck.post, stuck.words)


def _item(alert: Alert) -> DigestItem:
    return DigestItem(alert.subject, alert.words.splitlines()[0], alert.kind)
