"""Which notices the owner is alerted to, and what an alert adds to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from socialkit.config.schedule.schedule_file import SCHEDULE_NAME
from socialkit.model.notice import FILE_GRACE, Notice, NoticeCode
from socialkit.model.post import ABSENT_AT, OPEN_STATES, Post, State
from socialkit.notifier.notification_ledger import Alert, AlertKind
from socialkit.outbox.store import Store
from socialkit.pipeline.planning.diff import gather_reminders
from socialkit.pipeline.status.problems import LONG_COOLDOWN, StuckPost
from socialkit.pipeline.status.report import Status
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.runway import Reminder
from socialkit.plan.wording import name_text

UNCONFIRMED_GRACE = timedelta(hours=1)
"""A post without an answer is looked for by itself; after so long the owner is alerted."""
OLD = timedelta(days=1)

POST_KINDS = {
    NoticeCode.POST_HANDED_OVER: AlertKind.HANDED,
    NoticeCode.POST_FAILED: AlertKind.FAILED,
    NoticeCode.POST_MISSED: AlertKind.MISSED,
    NoticeCode.POST_UNCONFIRMED: AlertKind.UNCONFIRMED,
}
FILE_CODES = {NoticeCode.FILE_PROBLEM, NoticeCode.QUOTE_LOST, NoticeCode.BRAND_FAULT}
OTHER_CODES = {
    NoticeCode.LINES_LOST,
    NoticeCode.NO_ARTICLE,
    NoticeCode.SILENCE,
    NoticeCode.CYCLE_FAILED,
}


def find_alerts(
    workspace: Workspace,
    store: Store,
    status: Status,
    cycle_notices: Iterable[Notice] = (),
    *,
    now: datetime,
) -> list[Alert]:
    """Every alert that stands, told or not: errors of the status and of this cycle, and reminders of
    lines. The subject of an alert is that of its notice. Asks no network."""
    errors = [one for one in (*status.notices, *cycle_notices) if one.is_error]
    return [
        *_post_alerts(status, now),
        *_account_alerts(errors),
        *_line_alerts(gather_reminders(workspace, store, now=now)),
        *_other_alerts(errors),
    ]


def broken_schedule(words: str) -> Alert:
    """schedule.yaml cannot be used: one alert, whatever is wrong in it until it can."""
    body = (
        f"schedule.yaml cannot be used, so nothing is planned and nothing is posted:\n{words}\n"
        f"Fix what is named there; socialkit then goes on by itself. To see everything that is wrong: "
        f"socialkit check"
    )
    return Alert("schedule", AlertKind.FILE, SCHEDULE_NAME, body, grace=FILE_GRACE, passes=True)


def unconfirmed_alert_at(post: Post) -> datetime:
    """From when on the owner is alerted to a post that is still unconfirmed."""
    return (post.commit_started_at or post.plan.due_at) + UNCONFIRMED_GRACE


def _post_alerts(status: Status, now: datetime) -> Iterator[Alert]:
    for one in status.stuck:
        is_fresh = one.post.state is State.UNCONFIRMED and unconfirmed_alert_at(one.post) > now
        if one.code in POST_KINDS and not is_fresh:
            yield _post_alert(one, status.posts, now)


def _post_alert(stuck: StuckPost, posts: Sequence[Post], now: datetime) -> Alert:
    post, kind = stuck.post, POST_KINDS[stuck.code]
    is_old = post.plan.due_at < now - OLD
    alert = Alert(stuck.subject, kind, _when(post), f"{_what(post)} {stuck.words}", is_old=is_old)
    match kind:
        case AlertKind.HANDED:
            pictures = tuple(one.path for one in post.plan.images)
            alert = replace(
                alert, pictures=pictures, alt_texts=tuple(one.alt_text for one in post.plan.images)
            )
            words = f"{_what(post)} {post.error}"
            return replace(alert, words=words, caption=post.plan.caption)
        case AlertKind.FAILED:
            return replace(alert, words=alert.words + _after_failure(post))
        case AlertKind.UNCONFIRMED:
            return replace(alert, words=alert.words + _what_it_held_up(post, posts, now))
        case _:
            return alert


def _what(post: Post) -> str:
    return (
        f"{_when(post)}, {post.plan.network.label} {post.plan.account}, “{name_text(post.plan)}”:"
    )


def _when(post: Post) -> str:
    return f"{datetime.fromisoformat(post.plan.local_time):%a %d %b %H:%M}"


def _after_failure(post: Post) -> str:
    """What to do next; nothing is left to fix where the owner said that the post is not there."""
    is_absent = ABSENT_AT in post.tickets
    how = "" if is_absent else f" When that is fixed: socialkit post {post.key[:12]}"
    return f" socialkit does not try it again by itself.{how}"


def _what_it_held_up(post: Post, posts: Sequence[Post], now: datetime) -> str:
    """Posts of its account that became due while it was unconfirmed and did not go out."""
    sent_at = unconfirmed_alert_at(post) - UNCONFIRMED_GRACE
    account = (post.plan.network, post.plan.account)
    held_up = [
        one
        for one in posts
        if (one.plan.network, one.plan.account) == account
        and sent_at < one.plan.due_at <= now
        and one.state in {*OPEN_STATES, State.MISSED}
    ]
    names = ", ".join(f"{_when(one)} “{name_text(one.plan)}”" for one in held_up)
    return f"\nIt held up: {names}" if names else ""


def _account_alerts(errors: Iterable[Notice]) -> Iterator[Alert]:
    """Accounts that nothing is posted to for now, and logins that end soon. An account that was never
    connected is no alert: `status` and `check` say so."""
    for one in errors:
        if one.code is NoticeCode.ACCOUNT_PROBLEM:
            text = f"{one.text}\nNothing is posted there for now. Other accounts go on."
            yield replace(_alert(one, AlertKind.ACCOUNT), words=text, passes=True)
        elif one.code is NoticeCode.TOKEN_EXPIRES:
            yield _alert(one, AlertKind.ACCOUNT)


def _line_alerts(reminders: Iterable[Reminder]) -> Iterator[Alert]:
    """Lines that need approval or end soon. What is not pressing when the owner names the first
    address is known already."""
    for one in reminders:
        yield Alert(
            one.subject,
            AlertKind.LINES,
            "your lines",
            one.words,
            # articles often come several at a time
            grace=timedelta() if one.is_pressing else LONG_COOLDOWN,
            is_old=not one.is_pressing,
            can_wait=one.can_wait,
        )


def _other_alerts(errors: Iterable[Notice]) -> Iterator[Alert]:
    """Files, planning, and whatever else is wrong; one alert per subject, with all that is said of it."""
    by_subject: dict[str, list[Notice]] = {}
    for one in errors:
        if one.code in FILE_CODES | OTHER_CODES:
            by_subject.setdefault(one.subject, []).append(one)
    for first, *others in by_subject.values():
        is_file = first.code in FILE_CODES
        kind = AlertKind.FILE if is_file else AlertKind.OTHER
        words = "\n".join(dict.fromkeys(one.text for one in (first, *others)))
        yield replace(_alert(first, kind), words=words, passes=is_file)


def _alert(notice: Notice, kind: AlertKind) -> Alert:
    return Alert(notice.subject, kind, notice.name, notice.text, grace=notice.grace)
