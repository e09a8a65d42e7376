"""Everything that is wrong or worth knowing now, as notices: the one source for status and alerts. Posts that
did not go out in time are among it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from socialkit.errors import name_fault
from socialkit.model.network import Network
from socialkit.model.notice import (
    FILE_GRACE,
    Level,
    Notice,
    NoticeCode,
    account_subject,
    file_notice,
)
from socialkit.model.post import Account, Post, State, WaitReason
from socialkit.model.schedule import Schedule
from socialkit.model.state_values import NotificationLedger
from socialkit.outbox.machine.manual import is_handed_over
from socialkit.outbox.spacing import catch_up_times
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import CYCLE_FAULT, CYCLE_KILLED, FILE_FAULTS, NOTICES
from socialkit.pipeline.accounts.account_links import same_account_links
from socialkit.pipeline.accounts.cooldown import is_cooling_down, needs_owner
from socialkit.pipeline.accounts.health_check import expiry_warnings
from socialkit.pipeline.checks.articles import find_lost_quotes
from socialkit.pipeline.delivery.already_live import restore_notice
from socialkit.pipeline.delivery.first_comment import first_comment_notices
from socialkit.pipeline.delivery.preflight import DueTimes, latest_at
from socialkit.pipeline.planning.brand_faults import find_brand_faults
from socialkit.pipeline.planning.diff import runway_notice
from socialkit.pipeline.workspace.approve import find_broken_lines, find_lost_approvals
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.slots import LOOK_BACK
from socialkit.plan.wording import in_order

NOT_OUT = {
    State.UNCONFIRMED: "was sent, but no answer came; look at the account, then: socialkit resolve "
    "{key} --posted (or --not-posted)",
    State.FAILED: "could not be posted: {error}",
    State.MISSED: "came too late: {error}",
}
DUE_AND_WAITS = "{key} is due and waits: {error}"
PAUSED = "was not sent: {error} To send it: socialkit post {key}"
BEING_LOOKED_FOR = "was sent, and no answer came yet; socialkit will look for it again by itself"
LOOKED_FOR_LATER = f"{BEING_LOOKED_FOR} once the cooldown of its account is over"

CODES = {
    State.UNCONFIRMED: NoticeCode.POST_UNCONFIRMED,
    State.FAILED: NoticeCode.POST_FAILED,
    State.MISSED: NoticeCode.POST_MISSED,
    State.PAUSED: NoticeCode.POST_PAUSED,
}


@dataclass(frozen=True, slots=True)
class StuckPost:
    """A post that did not go out in its time, and why, in words for the owner."""

    post: Post
    words: str

    @property
    def sentence(self) -> str:
        """When and where it should have been posted, and why it is not."""
        return f"{self.post.plan.local_time} {self.post.plan.network.label}: {self.words}"

    @property
    def code(self) -> NoticeCode:
        """What kind of notice it is."""
        if is_handed_over(self.post):
            return NoticeCode.POST_HANDED_OVER
        return CODES.get(self.post.state, NoticeCode.POST_WAITS)

    @property
    def subject(self) -> str:
        """The post and its state; one that was handed over is another matter than one that failed."""
        is_handed = self.code is NoticeCode.POST_HANDED_OVER
        return f"post:{self.post.key}:{'handed' if is_handed else self.post.state.value}"


def stuck_posts(
    posts: Iterable[Post], now: datetime, cooling_down: Collection[tuple[Network, str]] = ()
) -> tuple[StuckPost, ...]:
    """Every post that did not go out in its time, with what a pause keeps back, by time. Nothing is
    asked of the accounts that are `cooling_down`."""
    found = ((post, _why_stuck(post, now, cooling_down)) for post in in_order(posts))
    return tuple(
        StuckPost(post, why.format(key=post.key, error=post.error or "no reason is known"))
        for post, why in found
        if why
    )


def _why_stuck(
    post: Post, now: datetime, cooling_down: Collection[tuple[Network, str]]
) -> str | None:
    if post.state is State.UNCONFIRMED and post.look_at is not None:
        is_asked_nothing = (post.plan.network, post.plan.account) in cooling_down
        return LOOKED_FOR_LATER if is_asked_nothing else BEING_LOOKED_FOR
    if post.state is State.PAUSED:
        return PAUSED
    is_late = post.state is State.WAITING or (post.state is State.SCHEDULED and post.error)
    if is_late and post.plan.due_at < now and post.wait_reason is not WaitReason.SAMPLE:
        return DUE_AND_WAITS
    return NOT_OUT.get(post.state)


SILENCE_GRACE = timedelta(minutes=10)
"""If a post is so late and no cycle ran for so long, socialkit does not run."""
LONG_COOLDOWN = timedelta(hours=1)
"""A shorter cooldown is the network's usual "too fast" and passes without the owner."""
RIGHT_AWAY = timedelta(minutes=1)
LOOK_AHEAD = timedelta(days=2)
OUT_OR_COMING = (State.SCHEDULED, State.POSTED, State.UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class Facts:
    """What notices are made from: posts of the last month, those that are stuck, accounts as they are
    now, and when the last cycle ran."""

    posts: Sequence[Post]
    stuck: Sequence[StuckPost]
    accounts: Sequence[Account]
    clock_seen_at: datetime | None


def find_notices(
    workspace: Workspace,
    store: Store,
    facts: Facts,
    *,
    now: datetime,
    assets: Path | None = None,
) -> tuple[Notice, ...]:
    """Every notice, errors before notes. Asks no network. With `assets`, the folder of typefaces, what no
    card of the brand can show is found too."""
    schedule = workspace.schedule
    zone = ZoneInfo(schedule.timezone)
    found = [
        *account_notices(facts.accounts, now),
        *_expiry_notices(facts.accounts, now, zone),
        *_post_notices(facts.stuck),
        *_silence_notices(facts.posts, facts.clock_seen_at, now),
        *cycle_fault_notices(store),
        *file_notices(workspace),
        *(_brand_notices(workspace, assets) if assets else ()),
        *find_lost_approvals(workspace, store, now=now),
        *find_lost_quotes(workspace, now),
        *_no_article_notices(workspace),
        *catch_up_notices(schedule, store, now=now),
        *first_comment_notices(store, now=now),
        *runway_notice(schedule, store, now=now),
        *restore_notice(store, now=now),
        *unreachable_notices(schedule, store),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: not one.is_error))


def account_notices(accounts: Iterable[Account], now: datetime) -> Iterator[Notice]:
    """One for each account with a problem. If an account that was cooling down comes to need the owner,
    that is a new subject."""
    for one in accounts:
        if not one.problem:
            continue
        name, subject, grace = _name(one), account_subject(one), timedelta()
        if not is_cooling_down(one, now=now):
            code, kind = NoticeCode.ACCOUNT_NOT_CONNECTED, "not_connected"
        else:
            code, kind = NoticeCode.ACCOUNT_PROBLEM, "needs_owner" if needs_owner(one) else "passes"
            is_long = one.paused_until is not None and one.paused_until >= now + LONG_COOLDOWN
            grace = timedelta() if is_long else LONG_COOLDOWN
        text = f"{name}: {one.problem}"
        yield Notice(Level.ERROR, code, f"{subject}:{kind}", text, grace, name)


def _name(account: Account) -> str:
    return f"{account.network.label} {account.account}"


def _expiry_notices(accounts: Iterable[Account], now: datetime, zone: ZoneInfo) -> Iterator[Notice]:
    for one in expiry_warnings(accounts, now=now, zone=zone):
        code, name = NoticeCode.TOKEN_EXPIRES, _name(one.account)
        yield Notice(Level.ERROR, code, one.subject, one.words, name=name)


def _post_notices(stuck: Iterable[StuckPost]) -> Iterator[Notice]:
    """What the owner did not ask for: a pause is the owner's own wish."""
    for one in stuck:
        if one.code is not NoticeCode.POST_PAUSED:
            yield Notice(Level.ERROR, one.code, one.subject, one.sentence)


def _silence_notices(
    posts: Iterable[Post], seen_at: datetime | None, now: datetime
) -> Iterator[Notice]:
    """Says that the daemon is gone, which nobody may have noticed."""
    overdue = [one for one in posts if one.state is State.SCHEDULED and one.plan.due_at < now]
    late = [one for one in overdue if now - one.plan.due_at > SILENCE_GRACE]
    if late and (seen_at is None or now - seen_at >= SILENCE_GRACE):
        text = "Posts are due, but socialkit is not running. Start it again: socialkit run"
        yield Notice(Level.ERROR, NoticeCode.SILENCE, "silence", text)


def file_notices(workspace: Workspace) -> Iterator[Notice]:
    """What is wrong in articles and in the lines made from them."""
    yield from map(file_notice, (*workspace.problems, *find_broken_lines(workspace)))


FAULT_OF_FILE = "this cannot be used; socialkit status says why"
CYCLE_SUBJECT = "cycle"
CYCLE_NAME = "socialkit stopped in the middle of its work"


def cycle_fault_notices(store: Store) -> Iterator[Notice]:
    """The notice of what ended the last cycle, where nobody had foreseen it."""
    fault, signal_name = store.state.get(CYCLE_FAULT), store.state.get(CYCLE_KILLED)
    if fault is not None:
        yield _cycle_notice(fault, timedelta())
    elif signal_name is not None:
        yield _cycle_notice(describe_kill(signal_name), FILE_GRACE)


def _cycle_notice(text: str, grace: timedelta) -> Notice:
    return Notice(
        Level.ERROR, NoticeCode.CYCLE_FAILED, CYCLE_SUBJECT, text, grace=grace, name=CYCLE_NAME
    )


def describe_fault(error: BaseException) -> str:
    """A fault of the program, for the owner, with nothing of the owner's in it."""
    return (
        f"A fault of socialkit itself ended its work ({name_fault(error)}), so posts may not go out. It "
        f"tries again by itself. If you changed or added a file just before, take that back. Please report "
        f"this, with the last rows of .socialkit/logs/socialkit.log."
    )


def describe_kill(signal_name: str) -> str:
    """A cycle that the computer ended, for the owner."""
    return (
        f"The computer ended socialkit in the middle of its work ({signal_name}), so posts may not go out. "
        f"It tries again by itself. The computer may have too little memory: close other programs, or "
        f"restart it."
    )


def remember_file_faults(workspace: Workspace, store: Store, *, now: datetime) -> None:
    """Keep, for /health, where something is wrong in articles and lines; no word of the owner's."""
    problems = (*workspace.problems, *find_broken_lines(workspace))
    errors = [one for one in problems if one.level == "error"]
    words = "\n".join(f"{one.file}:{one.line}: {FAULT_OF_FILE}" for one in errors)
    if words != (store.state.get(FILE_FAULTS) or ""):
        store.state.put(FILE_FAULTS, words, now=now)


def _brand_notices(workspace: Workspace, assets: Path) -> Iterator[Notice]:
    for fault in find_brand_faults(workspace, assets=assets):
        yield file_notice(fault, NoticeCode.BRAND_FAULT)


def _no_article_notices(workspace: Workspace) -> Iterator[Notice]:
    if not workspace.articles:
        text = "There is no article to take lines from; put one into articles/."
        yield Notice(Level.ERROR, NoticeCode.NO_ARTICLE, "articles", text)


def catch_up_notices(schedule: Schedule, store: Store, *, now: datetime) -> list[Notice]:
    """Which late posts wait behind another one, and when each of them may go."""
    since, until = now - LOOK_BACK, now + LOOK_AHEAD
    posts = store.posts(states=OUT_OR_COMING, since=since, until=until)
    if not any(one.state is State.SCHEDULED and one.plan.due_at < now for one in posts):
        return []
    name = same_account_links(store.accounts())
    due_times = DueTimes(schedule.if_late, store)
    times = catch_up_times(posts, now=now, min_gap=store.limits.min_gap, name_account=name)
    return [
        Notice(
            Level.NOTE,
            NoticeCode.CATCH_UP,
            f"post:{post.key}:catch_up",
            _describe_catch_up(post, times[post.key], schedule, due_times, now),
        )
        for post in posts
        if post.key in times and times[post.key] > now + RIGHT_AWAY
    ]


def _describe_catch_up(
    post: Post, goes_at: datetime, schedule: Schedule, due_times: DueTimes, now: datetime
) -> str:
    zone, rule = ZoneInfo(schedule.timezone), schedule.if_late
    local = goes_at.astimezone(zone)
    day = "" if local.date() == now.astimezone(zone).date() else f"on {local:%A} "
    following = due_times.find_next(post)
    who = f"{post.plan.local_time} {post.plan.network.label}"
    why = "it is late, and late posts go out one by one, at least half an hour apart"
    if goes_at > latest_at(post.plan.due_at, rule, zone=zone, next_due_at=following):
        when = f"its turn comes {day}at {local:%H:%M}, too late for if_late. To send it now"
    else:
        when = f"this one goes {day}at about {local:%H:%M}. To send it before that"
    return f"{who}: {why}; {when}: socialkit post {post.key}"


def load_ledger(store: Store) -> NotificationLedger:
    """What the owner was told; a new ledger if nothing was kept."""
    return store.state.get(NOTICES) or NotificationLedger(is_new=True)


def unreachable_notices(schedule: Schedule, store: Store) -> list[Notice]:
    """An error while no address takes messages; a note where only some do not."""
    ledger = load_ledger(store)
    if not schedule.notify or not ledger.refused:
        return []
    code, subject, names = NoticeCode.UNREACHABLE_ADDRESS, "notify", ", ".join(ledger.refused)
    if not ledger.tries or ledger.silent_since is None:
        text = f"The last message under notify: was not taken by {names}."
        return [Notice(Level.NOTE, code, subject, text)]
    since = datetime.fromisoformat(ledger.silent_since).astimezone(ZoneInfo(schedule.timezone))
    text = (
        f"No message has reached you since {since:%a %d %b %H:%M}: no address under notify: took it "
        f"({names}). Check notify: in schedule.yaml, .env and your internet connection. socialkit "
        f"tries again by itself."
    )
    return [Notice(Level.ERROR, code, subject, text)]
