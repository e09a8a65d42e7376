"""Problems and notes that stand."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.model.post import Post, State
from socialkit.model.schedule import Schedule
from socialkit.notifier.notification_ledger import NotificationLedger, read_ledger
from socialkit.outbox.spacing import catch_up_times
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import same_account_links
from socialkit.pipeline.delivery.deadline import find_next_due_at, latest_at
from socialkit.plan.horizon import LOOK_BACK

RIGHT_AWAY = timedelta(minutes=1)
LOOK_AHEAD = timedelta(days=2)
OUT_OR_COMING = (State.SCHEDULED, State.POSTED, State.UNCONFIRMED)


def describe_catch_up(schedule: Schedule, store: Store, *, now: datetime) -> list[str]:
    """Which overdue posts wait for room behind another, and when each one's turn comes."""
    since, until = now - LOOK_BACK, now + LOOK_AHEAD
    posts = store.posts(states=OUT_OR_COMING, since=since, until=until)
    if not any(one.state is State.SCHEDULED and one.plan.due_at < now for one in posts):
        return []
    name = same_account_links(store.accounts())
    turns = catch_up_times(posts, now=now, min_gap=store.limits.min_gap, name_account=name)
    return [
        _tell(post, turns[post.key], schedule, store, now)
        for post in posts
        if post.key in turns and turns[post.key] > now + RIGHT_AWAY
    ]


def _tell(post: Post, turn: datetime, schedule: Schedule, store: Store, now: datetime) -> str:
    zone, rule = ZoneInfo(schedule.timezone), schedule.if_late
    local = turn.astimezone(zone)
    day = "" if local.date() == now.astimezone(zone).date() else f"on {local:%A} "
    following = find_next_due_at(rule, store, post)
    who = f"{post.plan.local_time} {post.plan.network.label}"
    why = "it is late, and late posts go out one by one, half an hour apart or more"
    if turn > latest_at(post.plan.due_at, rule, zone=zone, next_due_at=following):
        when = f"its turn comes {day}at {local:%H:%M}, too late for if_late. To send it now"
    else:
        when = f"this one goes {day}at about {local:%H:%M}. To send it before that"
    return f"{who}: {why}; {when}: socialkit post {post.key}"


NOTIFICATION_LEDGER = "notices"


def load_ledger(store: Store) -> tuple[str | None, NotificationLedger]:
    """What she was told, as the outbox keeps it, and read."""
    mark = store.read_mark(NOTIFICATION_LEDGER)
    value = mark.value if mark is not None else None
    return value, read_ledger(value)


def unreachable_notices(schedule: Schedule, store: Store) -> list[str]:
    """A problem while no address takes what she should be told; a note where only some do not."""
    _, record = load_ledger(store)
    if not schedule.notify or not record.refused:
        return []
    names = ", ".join(record.refused)
    if not record.tries or record.silent_since is None:
        return [f"note: The last message under notify: was not taken by {names}."]
    since = datetime.fromisoformat(record.silent_since).astimezone(ZoneInfo(schedule.timezone))
    return [
        f"You could not be told of trouble since {since:%a %d %b %H:%M}: no address under notify: took "
        f"the message ({names}). Look at notify: in schedule.yaml, at .env and at the network. "
        f"socialkit tries again by itself."
    ]
