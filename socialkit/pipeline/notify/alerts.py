"""What she must be told of: posts, accounts and files that need her, each under a name of its own.

Asks no network.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.config.schedule.schedule_file import SCHEDULE_NAME
from socialkit.model.post import OPEN_STATES, Account, Post, State
from socialkit.notifier.notification_ledger import Alert
from socialkit.outbox.machine.manual import is_handed_over
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.cooldown import is_cooling_down
from socialkit.pipeline.accounts.token_expiry import ExpiryWarning, expiry_warnings
from socialkit.pipeline.planning.runway_notes import gather_reminders
from socialkit.pipeline.status.known_accounts import (
    find_cooling_down,
    known_accounts,
    with_current_state,
)
from socialkit.pipeline.status.problems import unreachable_notices
from socialkit.pipeline.status.report import build_status
from socialkit.pipeline.status.stuck_posts import stuck_posts
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.horizon import LOOK_BACK
from socialkit.plan.runway import Reminder
from socialkit.plan.wording import name_text

UNCONFIRMED_GRACE = timedelta(hours=1)
"""DESIGN, "Publish": after an hour a post in doubt is named, with what it held up."""
LONG_COOLDOWN = timedelta(hours=1)
"""A shorter rest is the network's ordinary "too fast", and passes by itself."""
WRITING_GRACE = timedelta(minutes=10)
"""A file may be wrong for so long: she may be writing in it."""
OLD = timedelta(days=1)

STEPS = (0, 1, 3, 7, 14, 30)
"""Words that count days are news at these."""
COUNTED = re.compile(r"\b(\d+) days?\b")
PLACE = re.compile(r"^([^\s:]+):\d+:\d+: ")


def find_alerts(
    workspace: Workspace, store: Store, planning: Sequence[str], *, now: datetime
) -> list[Alert]:
    """Everything that stands. `planning` are the words of what failed in this turn."""
    zone = ZoneInfo(workspace.schedule.timezone)
    posts = store.posts(since=now - LOOK_BACK)
    accounts = known_accounts(workspace, store.accounts())
    shown = {one: with_current_state(one, now, zone) for one in accounts}
    expiring = expiry_warnings(shown.values(), now=now, zone=zone)
    standing: list[str] = build_status(workspace, store, now=now)["problems"]
    stuck = stuck_posts(posts, now, find_cooling_down(accounts, now=now))
    known = {_sentence(one) for one in shown.values()} | {one.words for one in expiring}
    known |= {_sentence(one) for one in accounts}
    known |= {one.sentence for one in stuck} | set(unreachable_notices(workspace.schedule, store))
    others = [one for one in (*standing, *planning) if not one.startswith("note: ")]
    return [
        *_of_posts(posts, now),
        *(
            _of_account(raw, one, now)
            for raw, one in shown.items()
            if is_cooling_down(raw, now=now)
        ),
        *(_of_expiry(one) for one in expiring),
        *_of_lines(gather_reminders(workspace, store, now=now)),
        *_of_words(one for one in dict.fromkeys(others) if one not in known),
    ]


def broken_schedule(words: str) -> Alert:
    """schedule.yaml cannot be used: one trouble, whatever is wrong in it meanwhile."""
    body = (
        f"schedule.yaml cannot be used, so nothing is planned and nothing is posted:\n{words}\n"
        f"Put it right as it says there; socialkit goes on by itself then. To see everything that is "
        f"wrong: socialkit check"
    )
    return Alert("schedule", "file", SCHEDULE_NAME, body, grace=WRITING_GRACE, passes=True)


def unconfirmed_alert_at(post: Post) -> datetime:
    """When a post that is still in doubt becomes a trouble."""
    return (post.commit_started_at or post.plan.due_at) + UNCONFIRMED_GRACE


def _of_posts(posts: Sequence[Post], now: datetime) -> Iterator[Alert]:
    words = {one.post.key: one.words for one in stuck_posts(posts, now)}
    for post in posts:
        is_in_doubt = post.state is State.UNCONFIRMED and unconfirmed_alert_at(post) <= now
        if is_in_doubt or post.state in {State.FAILED, State.MISSED}:
            yield _of_post(post, words[post.key], posts, now)


def _of_post(post: Post, words: str, posts: Sequence[Post], now: datetime) -> Alert:
    kind = "handed" if is_handed_over(post) else post.state.value
    after = {
        "failed": _after_failure(post),
        "unconfirmed": _what_it_held_up(post, posts, now),
    }
    trouble = Alert(
        f"post:{post.key}:{kind}",
        kind,
        _when(post),
        f"{_what(post)} {words if kind != 'handed' else post.error}{after.get(kind, '')}",
        is_old=post.plan.due_at < now - OLD,
    )
    if kind != "handed":
        return trouble
    pictures = tuple(one.path for one in post.plan.images)
    return replace(trouble, pictures=pictures, caption=post.plan.caption)


def _what(post: Post) -> str:
    return (
        f"{_when(post)}, {post.plan.network.label} {post.plan.account}, “{name_text(post.plan)}”:"
    )


def _when(post: Post) -> str:
    return f"{datetime.fromisoformat(post.plan.local_time):%a %d %b %H:%M}"


def _after_failure(post: Post) -> str:
    sends = f"socialkit post {post.key[:12]}"
    by_hand = "" if sends in (post.error or "") else f" When that is mended: {sends}"
    return f" socialkit does not try it again by itself.{by_hand}"


def _what_it_held_up(post: Post, posts: Sequence[Post], now: datetime) -> str:
    """Posts of its account whose time came while it was in doubt and that did not go out."""
    begun, place = (
        unconfirmed_alert_at(post) - UNCONFIRMED_GRACE,
        (post.plan.network, post.plan.account),
    )
    held_up = [
        one
        for one in posts
        if (one.plan.network, one.plan.account) == place
        and begun < one.plan.due_at <= now
        and one.state in {*OPEN_STATES, State.MISSED}
    ]
    names = ", ".join(f"{_when(one)} “{name_text(one.plan)}”" for one in held_up)
    return f"\nIt held up: {names}" if names else ""


def _sentence(account: Account) -> str:
    """As `status` says it."""
    return f"{account.network.label} {account.account}: {account.problem}"


def _of_account(raw: Account, shown: Account, now: datetime) -> Alert:
    """The subject is what is wrong, not until when."""
    is_long = raw.paused_until is not None and raw.paused_until >= now + LONG_COOLDOWN
    name = f"{raw.network.label} {raw.account}"
    words = f"{_sentence(shown)}\nNothing is posted there meanwhile. Other accounts go on."
    subject = f"account:{raw.network.value}:{raw.account}:{_print(raw.problem or '')}"
    grace = timedelta() if is_long else LONG_COOLDOWN
    return Alert(subject, "account", name, words, grace=grace, passes=True)


def _of_expiry(warning: ExpiryWarning) -> Alert:
    name = f"{warning.account.network.label} {warning.account.account}"
    return Alert(warning.subject, "account", name, warning.words)


def _of_lines(reminders: Iterable[Reminder]) -> Iterator[Alert]:
    """Lines that wait or end. What is not pressing when she first asks to be told, she knows."""
    for one in reminders:
        grace = timedelta() if one.is_pressing else LONG_COOLDOWN  # articles come in handfuls
        yield Alert(
            one.subject,
            "lines",
            "your lines",
            one.words,
            grace=grace,
            is_old=not one.is_pressing,
            can_wait=one.can_wait,
        )


def _of_words(problems: Iterable[str]) -> Iterator[Alert]:
    """Files, planning, and whatever else `status` says. A place in a file is no part of the subject:
    rows move."""
    seen: dict[str, int] = {}
    for words in problems:
        place = PLACE.match(words)
        bare = PLACE.sub(r"\1: ", words)
        bare = COUNTED.sub(lambda found: f"{_step(int(found[1]))} days", bare)
        seen[bare] = seen.get(bare, 0) + 1
        subject = f"words:{_print(bare)}:{seen[bare]}"
        kind, name = ("file", place[1]) if place else ("other", "")
        yield Alert(subject, kind, name, words, grace=WRITING_GRACE, passes=bool(place))


def _step(days: int) -> int:
    return next((one for one in STEPS if days <= one), days)


def _print(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]
