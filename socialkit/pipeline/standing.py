"""How things stand: accounts, posts by state, problems, in the shape of `status --json`.

In: a workspace, the outbox, now. Out: one report. Asks no network.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from socialkit.model import Account, Network, Post, State
from socialkit.outbox import Store
from socialkit.pipeline.candidates import NAMES, allow
from socialkit.pipeline.judge import pause_in_force
from socialkit.pipeline.pausing import read_pause
from socialkit.pipeline.report import Report, in_order, instant, report_account, report_post
from socialkit.pipeline.workspace import Workspace

LOOK_BACK = timedelta(days=30)
CLOCK_MARK = "clock_seen_at"  # signs.py writes it, too

TROUBLE = {
    State.UNCONFIRMED: "was sent, but no answer came; look at the account, then: socialkit resolve {key}",
    State.FAILED: "could not be posted: {error}",
    State.MISSED: "came too late: {error}",
}


def report_standing(workspace: Workspace, store: Store, *, now: datetime) -> Report:
    """`status --json`: health is "attention" as soon as one problem stands."""
    posts = store.posts(since=now - LOOK_BACK)
    accounts = known_accounts(workspace, store.accounts())
    problems = [*_account_problems(accounts), *_post_problems(posts)]
    problems += [str(one) for one in workspace.problems]
    if not workspace.articles:
        problems.append("There is no article to take lines from; put one into articles/.")
    clock = store.read_mark(CLOCK_MARK)
    return {
        "health": "attention" if problems else "ok",
        "clock_seen_at": instant(clock.at) if clock else None,
        "paused": pause_in_force(workspace.schedule, read_pause(store), now=now) is not None,
        "accounts": [report_account(one) for one in accounts],
        "counts": dict(sorted(Counter(post.state.value for post in posts).items())),
        "posts": [report_post(post) for post in in_order(posts)],
        "problems": problems,
    }


def known_accounts(workspace: Workspace, stored: Iterable[Account]) -> tuple[Account, ...]:
    """Every account that an article links to and the schedule names, connected or not."""
    known = {(one.network, one.account): one for one in stored}
    rules = workspace.schedule.accounts
    for article in workspace.articles.values():
        if article.sample:
            continue
        accounts, _ = allow(article, rules)
        for network, name in accounts.items():
            known.setdefault((network, name), _stranger(network, name, rules[network].via))
    return tuple(known[key] for key in sorted(known))


def _stranger(network: Network, name: str, via: str) -> Account:
    words = f"not connected yet; run: socialkit connect {network.value}"
    return Account(network, name, via, problem=words)


def _account_problems(accounts: Iterable[Account]) -> list[str]:
    return [f"{NAMES[one.network]} {one.account}: {one.problem}" for one in accounts if one.problem]


def _post_problems(posts: Iterable[Post]) -> list[str]:
    return [
        f"{post.plan.local_time} {NAMES[post.plan.network]}: "
        + TROUBLE[post.state].format(key=post.key, error=post.error)
        for post in posts
        if post.state in TROUBLE
    ]
