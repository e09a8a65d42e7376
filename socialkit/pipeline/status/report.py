"""How things stand: accounts, posts by state, problems, in the shape of `status --json`.

In: a workspace, the outbox, now. Out: one report. Asks no network.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from socialkit.cli.views.json_views import Report, in_order, instant, report_account, report_post
from socialkit.model.post import Account, Network, Post, State
from socialkit.outbox.heartbeat import CLOCK_MARK
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.allowed import NAMES, allow
from socialkit.pipeline.accounts.cooldown import rests, tell_rest
from socialkit.pipeline.accounts.token_expiry import expiry_warnings
from socialkit.pipeline.checks.run import check_quotes
from socialkit.pipeline.delivery.first_comment import tell_first_comments
from socialkit.pipeline.delivery.restored import note_of_restore
from socialkit.pipeline.planning.runway_notes import note_of_end
from socialkit.pipeline.schedule.pause import pause_in_force, read_pause
from socialkit.pipeline.status.catch_up import tell_spaced
from socialkit.pipeline.status.unreachable import find_unheard
from socialkit.pipeline.workspace.load import Workspace
from socialkit.pipeline.workspace.lost_approvals import find_broken_lines, find_lost_word
from socialkit.plan.content.drafts import is_of_a_sample

LOOK_BACK = timedelta(days=30)
HORIZON = timedelta(days=14)
"""How far ahead rows are planned; the calendar is rows, so this costs nothing at rest."""

NOBODY_LOOKED = timedelta(minutes=10)
"""A post that is so late while nobody looks at the clock means that socialkit does not run."""

TROUBLE = {
    State.UNCONFIRMED: "was sent, but no answer came; look at the account, then: socialkit resolve "
    "{key} --posted (or --not-posted)",
    State.FAILED: "could not be posted: {error}",
    State.MISSED: "came too late: {error}",
}
DUE_AND_WAITS = "{key} is due and waits: {error}"
HELD_BY_A_PAUSE = "stayed back: {error} To send it: socialkit post {key}"
BEING_LOOKED_FOR = "was sent, and no answer came yet; socialkit looks for it again by itself"
LOOKED_FOR_LATER = f"{BEING_LOOKED_FOR} once its account does not rest any more"


@dataclass(frozen=True, slots=True)
class StuckPost:
    """A post that did not go out in its time, and why, in words for her."""

    post: Post
    words: str

    @property
    def sentence(self) -> str:
        """When and where it should have been, and why it is not."""
        return f"{self.post.plan.local_time} {NAMES[self.post.plan.network]}: {self.words}"


def report_standing(workspace: Workspace, store: Store, *, now: datetime) -> Report:
    """`status --json`: health is "attention" as soon as one problem stands; a note (an old copy of a
    page is used) is told among them and changes nothing."""
    posts = store.posts(since=now - LOOK_BACK)
    known = known_accounts(workspace, store.accounts())
    zone = ZoneInfo(workspace.schedule.timezone)
    accounts = [as_it_is(one, now, zone) for one in known]
    clock = store.read_mark(CLOCK_MARK)
    seen_at = clock.at if clock else None
    problems = [
        *_account_problems(accounts),
        *(one.words for one in expiry_warnings(accounts, now=now, zone=zone)),
        *_post_problems(posts, now, find_resting(known, now=now)),
        *_silence(posts, seen_at, now),
    ]
    problems += [str(one) for one in workspace.problems if one.level == "error"]
    problems += find_broken_lines(workspace) + find_lost_word(workspace, store, now=now)
    problems += find_lost_quotes(workspace, now)
    if not workspace.articles:
        problems.append("There is no article to take lines from; put one into articles/.")
    unheard = find_unheard(workspace.schedule, store)
    problems += [one for one in unheard if not one.startswith("note: ")]
    told = tell_spaced(workspace.schedule, store, now=now) + tell_first_comments(store, now=now)
    told += [str(one) for one in workspace.problems if one.level == "note"]
    notes = [f"note: {one}" for one in told]
    notes += note_of_end(workspace.schedule, store, now=now) + note_of_restore(store, now=now)
    notes += [one for one in unheard if one.startswith("note: ")]
    return {
        "health": "attention" if problems else "ok",
        "clock_seen_at": instant(seen_at),
        "paused": pause_in_force(workspace.schedule, read_pause(store), now=now) is not None,
        "accounts": [report_account(one) for one in accounts],
        "counts": dict(sorted(Counter(post.state.value for post in posts).items())),
        "posts": [report_post(post) for post in in_order(posts)],
        "problems": list(dict.fromkeys(problems + notes)),
    }


def find_lost_quotes(workspace: Workspace, now: datetime) -> list[str]:
    """Quotes that left their article; while one cannot be read, nobody knows, and that is told."""
    if workspace.unread:
        return []
    today = now.astimezone(ZoneInfo(workspace.schedule.timezone)).date()
    return [str(one) for one in check_quotes(workspace, since=today)]


def known_accounts(workspace: Workspace, stored: Iterable[Account]) -> tuple[Account, ...]:
    """Every account that an article links to and the schedule names, connected or not. One that no
    article links to any more is shown only while it is connected."""
    kept = {(one.network, one.account): one for one in stored}
    known = {key: one for key, one in kept.items() if one.connected_at and not one.problem}
    rules = workspace.schedule.accounts
    for article in workspace.articles.values():
        if article.sample:
            continue
        accounts, _ = allow(article, rules)
        for network, name in accounts.items():
            via = rules[network].via
            row = kept.get((network, name))
            is_of_this_road = row is not None and row.via == via
            known[network, name] = row if row and is_of_this_road else _stranger(network, name, via)
    return tuple(known[key] for key in sorted(known))


def _stranger(network: Network, name: str, via: str) -> Account:
    words = f"not connected yet; run: socialkit connect {network.value}"
    return Account(network, name, via, problem=words)


def as_it_is(account: Account, now: datetime, zone: ZoneInfo) -> Account:
    """The account with the end of its rest, and without a problem that is over."""
    if rests(account, now=now):
        return replace(account, problem=tell_rest(account, zone=zone))
    problem = account.problem if account.connected_at is None else None
    return replace(account, problem=problem, paused_until=None)


def _account_problems(accounts: Iterable[Account]) -> list[str]:
    return [f"{NAMES[one.network]} {one.account}: {one.problem}" for one in accounts if one.problem]


def find_resting(accounts: Iterable[Account], *, now: datetime) -> frozenset[tuple[Network, str]]:
    """The accounts whose network is asked nothing just now."""
    return frozenset((one.network, one.account) for one in accounts if rests(one, now=now))


def stuck_posts(
    posts: Iterable[Post], now: datetime, resting: Collection[tuple[Network, str]] = ()
) -> tuple[StuckPost, ...]:
    """Every post that did not go out in its time, with what a pause keeps back, by time. `resting`
    are the accounts that nothing is asked of."""
    found = ((post, _why_stuck(post, now, resting)) for post in in_order(posts))
    return tuple(
        StuckPost(post, why.format(key=post.key, error=post.error or "no reason is known"))
        for post, why in found
        if why
    )


def _why_stuck(post: Post, now: datetime, resting: Collection[tuple[Network, str]]) -> str | None:
    if post.state is State.UNCONFIRMED and post.look_at is not None:
        waits = (post.plan.network, post.plan.account) in resting
        return LOOKED_FOR_LATER if waits else BEING_LOOKED_FOR
    if post.state is State.PAUSED:
        return HELD_BY_A_PAUSE
    is_held = post.state is State.WAITING or (post.state is State.SCHEDULED and post.error)
    if is_held and post.plan.due_at < now and not is_of_a_sample(post):
        return DUE_AND_WAITS
    return TROUBLE.get(post.state)


def _post_problems(
    posts: Iterable[Post], now: datetime, resting: Collection[tuple[Network, str]]
) -> list[str]:
    """What she did not ask for: a pause is her own wish."""
    stuck = stuck_posts(posts, now, resting)
    return [one.sentence for one in stuck if one.post.state is not State.PAUSED]


def _silence(posts: Iterable[Post], seen_at: datetime | None, now: datetime) -> list[str]:
    """The daemon that nobody noticed was gone."""
    overdue = [one for one in posts if one.state is State.SCHEDULED and one.plan.due_at < now]
    late = [one for one in overdue if now - one.plan.due_at > NOBODY_LOOKED]
    if not late or (seen_at is not None and now - seen_at < NOBODY_LOOKED):
        return []
    return ["Posts are due and nobody looks at the clock. Start it again: socialkit run"]
