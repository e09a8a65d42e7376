"""The daily digest: when it is sent, and what it says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.model.network import Network
from socialkit.model.notice import NoticeCode
from socialkit.model.post import OPEN_STATES, PlannedPost, Post, State, WaitReason
from socialkit.model.schedule import Pause, Schedule
from socialkit.model.state_values import NotificationLedger
from socialkit.model.text import count
from socialkit.notifier.notification_ledger import Alert, AlertKind, next_allowed_at
from socialkit.outbox.store import Store
from socialkit.pipeline.notify.alerts import unconfirmed_alert_at
from socialkit.pipeline.planning.diff import local_date, recall_end
from socialkit.pipeline.status.report import Status
from socialkit.plan.runway import Runway, describe_last_day, describe_short_runway
from socialkit.plan.slots import HORIZON, resolve_local_time
from socialkit.plan.wording import describe_post, name_day, name_state, name_text

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
NEAR = {-DAY: "yesterday", timedelta(): "today", DAY: "tomorrow"}
MAX_OPEN = 12
MAX_NAMED = 6
WELL = "All is well."
UNTIL_OWNER_ACTS = {AlertKind.FAILED, AlertKind.MISSED, AlertKind.HANDED}
"""Posts that stay on the list until the owner does something about them."""
LET_BE = "To take a post that you do not need any more off this list: socialkit cancel KEY"


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One thing to say, in one row. `subject` and `kind` are those of its alert; no kind: no alert."""

    subject: str
    words: str
    kind: AlertKind | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """The digest of the local date `day`: what is open, what was and will be, and what can wait."""

    day: date
    open: tuple[DigestItem, ...]
    facts: tuple[str, ...]
    asides: tuple[DigestItem, ...] = ()
    is_paused: bool = False

    @property
    def headline(self) -> str:
        """The digest in a few words."""
        if self.open:
            return f"{count(len(self.open), 'thing')} to look at"
        return "all is well, and paused" if self.is_paused else "all is well"


def compose_digest(digest: Digest, above: Collection[str] = ()) -> str:
    """The text. Subjects that are in the same message `above` it are not repeated."""
    rows = [WELL] if not digest.open else _open_rows(digest, above)
    asides = [one.words for one in digest.asides if one.subject not in above]
    return "\n".join([*rows, *digest.facts, *asides])


def _open_rows(digest: Digest, above: Collection[str]) -> list[str]:
    rest = [one for one in digest.open if one.subject not in above]
    if not rest:
        return []
    rows = [f"{'Also open' if above else 'Open'}:"]
    rows += [f"- {one.words}" for one in rest[:MAX_OPEN]]
    if len(rest) > MAX_OPEN:
        rows.append(f"- and {len(rest) - MAX_OPEN} more")
    if any(one.kind in UNTIL_OWNER_ACTS for one in rest):
        rows.append(LET_BE)
    return [*rows, ""]


def open_post(post: Post, words: str) -> DigestItem:
    """A post that is due and not out, and is no alert yet."""
    return DigestItem(f"post:{post.key}", f"{describe_post(post.plan)}: {words}")


def build_digest(
    posts: Sequence[Post],
    pause: Pause | None,
    end: Runway | None,
    *,
    now: datetime,
    zone: ZoneInfo,
) -> tuple[str, ...]:
    """A pause, what went out yesterday, what comes next, how long the lines last."""
    today = now.astimezone(zone).date()
    found = [] if pause is None else [_describe_pause(pause)]
    found.append(_describe_yesterday(posts, today - DAY, zone))
    if pause is None or pause.until is not None:
        found.append(_describe_next(posts, pause, now=now, today=today))
    is_short = describe_short_runway(end, today) is not None  # then there is an alert for it
    if not is_short:
        found.append(describe_last_day(end, today))
    return tuple(found)


def _describe_pause(pause: Pause) -> str:
    end = f" until {name_day(pause.until)} {pause.until.year}" if pause.until else ""
    reason = f" ({pause.reason})" if pause.reason else ""
    return f"Posting is paused{end}{reason}. Posts that fall due until then are not sent."


def _describe_yesterday(posts: Iterable[Post], yesterday: date, zone: ZoneInfo) -> str:
    out = [
        post.plan
        for post in posts
        if post.state is State.POSTED
        and (post.posted_at or post.plan.due_at).astimezone(zone).date() == yesterday
    ]
    if not out:
        return "Yesterday no post went out."
    times: dict[tuple[datetime, str], list[PlannedPost]] = {}
    for plan in sorted(out, key=lambda one: (one.due_at, one.slot_id)):
        times.setdefault((plan.due_at, plan.slot_id), []).append(plan)
    names = [f"{_time(some[0], yesterday)} {_where(some)}" for some in times.values()]
    if len(names) > MAX_NAMED:
        names[MAX_NAMED:] = ["…"]
    return f"Yesterday {count(len(out), 'post')} went out ({'; '.join(names)})."


def _time(plan: PlannedPost, day: date) -> str:
    """Its time, with the day if that is another one because it was late."""
    time = plan.local_time[11:16]
    return time if plan.local_date == day else f"{name_day(plan.local_date)} {time}"


def _describe_next(
    posts: Iterable[Post], pause: Pause | None, *, now: datetime, today: date
) -> str:
    """The next time at which something goes out; in a pause with an end, the first one after it."""
    resumes = pause.until if pause is not None else None
    coming = [
        post
        for post in posts
        if post.state in OPEN_STATES and post.wait_reason is not WaitReason.SAMPLE
        if post.plan.due_at > now or post.state is State.SCHEDULED
        if resumes is None or post.plan.local_date >= resumes
    ]
    if not coming:
        return f"Next: nothing in the coming {HORIZON.days} days."
    first = min(coming, key=lambda post: (post.plan.due_at, post.plan.slot_id))
    place = (first.plan.slot_id, first.plan.local_date)
    its = [one for one in coming if (one.plan.slot_id, one.plan.local_date) == place]
    waits = sorted({name_state(one) for one in its if one.state is State.WAITING})
    if first.plan.due_at <= now:
        waits.insert(0, "late, it goes as soon as possible")
    state = f" ({', '.join(waits)})" if waits else ""
    where = _where([one.plan for one in its])
    return f"Next: {_when(first.plan, today)}, {where}{state}: “{name_text(first.plan)}”."


def _when(plan: PlannedPost, today: date) -> str:
    """A time near `today`, as people say it."""
    day, time = plan.local_date, plan.local_time[11:16]
    if day - today in NEAR:
        return f"{NEAR[day - today]} {time}"
    return f"{day:%A} {time}" if DAY < day - today < WEEK else f"{name_day(day)} {time}"


def _where(plans: Iterable[PlannedPost]) -> str:
    networks = {plan.network for plan in plans}
    return " and ".join(network.label for network in Network if network in networks)


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
