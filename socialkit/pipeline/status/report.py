"""How everything stands: accounts, posts by state, and notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from socialkit.model.network import Network
from socialkit.model.notice import Notice
from socialkit.model.post import Account, Post, State
from socialkit.model.schedule import Pause
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import CLOCK_SEEN_AT
from socialkit.pipeline.accounts.account_links import allow
from socialkit.pipeline.accounts.cooldown import describe_cooldown, is_cooling_down
from socialkit.pipeline.schedule.pause import pause_in_force, read_pause
from socialkit.pipeline.status.problems import Facts, StuckPost, find_notices, stuck_posts
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.slots import LOOK_BACK
from socialkit.plan.wording import in_order


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
            is_same_route = row is not None and row.via == via
            known[network, name] = (
                row if row and is_same_route else _unconnected(network, name, via)
            )
    return tuple(known[key] for key in sorted(known))


def _unconnected(network: Network, name: str, via: str) -> Account:
    words = f"not connected yet; run: socialkit connect {network.value}"
    return Account(network, name, via, problem=words)


def with_current_state(account: Account, now: datetime, zone: ZoneInfo) -> Account:
    """The account with the end of its cooldown in its problem, and without a problem that is over."""
    if is_cooling_down(account, now=now):
        return replace(account, problem=describe_cooldown(account, zone=zone))
    problem = account.problem if account.connected_at is None else None
    return replace(account, problem=problem, paused_until=None)


def find_cooling_down(
    accounts: Iterable[Account], *, now: datetime
) -> frozenset[tuple[Network, str]]:
    """The accounts that nothing is sent to for now, and that nothing is asked about."""
    return frozenset(
        (one.network, one.account) for one in accounts if is_cooling_down(one, now=now)
    )


class Health(StrEnum):
    """Whether the owner has to do something."""

    OK = "ok"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True)
class Status:
    """Everything that `status` shows. `posts` are those of the last month and all that is planned, by time;
    `stuck` those of them that did not go out in time; `clock_seen_at` is when the last cycle ran."""

    clock_seen_at: datetime | None
    pause: Pause | None
    accounts: tuple[Account, ...]
    posts: tuple[Post, ...]
    stuck: tuple[StuckPost, ...]
    notices: tuple[Notice, ...]

    @property
    def health(self) -> Health:
        """Attention as soon as there is one error; notes change nothing."""
        return Health.ATTENTION if any(one.is_error for one in self.notices) else Health.OK

    @property
    def paused(self) -> bool:
        """Whether a pause is in force, by command or by the file."""
        return self.pause is not None

    @property
    def counts(self) -> Mapping[State, int]:
        """How many of the posts are in each state, by the name of the state."""
        return dict(sorted(Counter(post.state for post in self.posts).items()))


def build_status(
    workspace: Workspace, store: Store, *, now: datetime, assets: Path | None = None
) -> Status:
    """The status at `now`. Asks no network and writes nothing. `assets` as for `find_notices`."""
    posts = in_order(store.posts(since=now - LOOK_BACK))
    known = known_accounts(workspace, store.accounts())
    zone = ZoneInfo(workspace.schedule.timezone)
    accounts = tuple(with_current_state(one, now, zone) for one in known)
    stuck = stuck_posts(posts, now, find_cooling_down(known, now=now))
    seen_at = store.state.get(CLOCK_SEEN_AT)
    facts = Facts(posts, stuck, accounts, seen_at)
    return Status(
        seen_at,
        pause_in_force(workspace.schedule, read_pause(store), now=now),
        accounts,
        posts,
        stuck,
        find_notices(workspace, store, facts, now=now, assets=assets),
    )
