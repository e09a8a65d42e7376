"""The daily note: when it is to leave, and what goes into it.

Sends nothing, and.

One note for each local date on which anybody looks at the clock at or after her time, whatever the
clock does meanwhile: the dates that were told are kept, not the last moment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.model.post import OPEN_STATES, Post, State
from socialkit.model.schedule import Schedule
from socialkit.notifier.notification_ledger import Alert, NotificationLedger, next_allowed_at
from socialkit.outbox.store import Store
from socialkit.pipeline.notify.alerts import unconfirmed_alert_at
from socialkit.pipeline.notify.digest_text import Digest, DigestItem, build_digest, open_post
from socialkit.pipeline.planning.runway_notes import local_date, recall_end
from socialkit.pipeline.schedule.pause import pause_in_force, read_pause
from socialkit.pipeline.status.known_accounts import find_cooling_down, known_accounts
from socialkit.pipeline.status.stuck_posts import stuck_posts
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.horizon import LOOK_BACK
from socialkit.plan.slots import resolve_local_time

DAY = timedelta(days=1)
AHEAD = 3
"""Among so many dates is the next one to tell: a zone may skip one, and today's may be told."""


def find_digest(
    workspace: Workspace,
    store: Store,
    record: NotificationLedger,
    troubles: Sequence[Alert],
    *,
    now: datetime,
) -> Digest | None:
    """What she is told of today; None before her time, once it was told, or where she wants none."""
    today = find_date(workspace.schedule, record, now=now)
    if today is None:
        return None
    pause = pause_in_force(workspace.schedule, read_pause(store), now=now)
    end = recall_end(store)
    posts = store.posts(since=now - LOOK_BACK)
    zone = ZoneInfo(workspace.schedule.timezone)
    return Digest(
        today,
        tuple(_open_things(workspace, store, posts, troubles, now=now)),
        build_digest(posts, pause, end, now=now, zone=zone),
        tuple(_remark(one) for one in troubles if one.can_wait),
        is_paused=pause is not None,
    )


def find_date(schedule: Schedule, record: NotificationLedger, *, now: datetime) -> date | None:
    """The local date whose note is to leave now; None before her time, and once it was told."""
    today = local_date(schedule, now)
    at = _note_at(schedule, today)
    return None if at is None or now < at or today.isoformat() in record.noted else today


def next_digest_at(
    schedule: Schedule, record: NotificationLedger, *, now: datetime
) -> datetime | None:
    """When the next note may leave; None where she wants none."""
    today = local_date(schedule, now)
    for day in (today + ahead * DAY for ahead in range(AHEAD)):
        at = _note_at(schedule, day)
        if at is not None and day.isoformat() not in record.noted:
            return max(at, next_allowed_at(record, now=now))
    return None


def _note_at(schedule: Schedule, day: date) -> datetime | None:
    if schedule.all_is_well is None:
        return None
    return resolve_local_time(
        datetime.combine(day, schedule.all_is_well), ZoneInfo(schedule.timezone)
    )


def _open_things(
    workspace: Workspace,
    store: Store,
    posts: Sequence[Post],
    troubles: Sequence[Alert],
    *,
    now: datetime,
) -> Iterator[DigestItem]:
    """The troubles, also those that are not old enough to be told of, and posts that are due and not
    out: nothing of it may be called well."""
    yield from (_remark(one) for one in troubles if not one.can_wait)
    resting = find_cooling_down(known_accounts(workspace, store.accounts()), now=now)
    for stuck in stuck_posts(posts, now, resting):
        state = stuck.post.state
        is_fresh_doubt = state is State.UNCONFIRMED and unconfirmed_alert_at(stuck.post) > now
        if is_fresh_doubt or state in OPEN_STATES:
            yield open_post(stuck.post, stuck.words)


def _remark(trouble: Alert) -> DigestItem:
    return DigestItem(trouble.subject, trouble.words.partition("\n")[0], trouble.kind)
