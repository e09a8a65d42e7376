"""The accounts that articles and schedule name, in their present state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from socialkit.model.network import Network
from socialkit.model.post import Account
from socialkit.pipeline.accounts.allowed import allow
from socialkit.pipeline.accounts.cooldown import describe_cooldown, is_cooling_down
from socialkit.pipeline.workspace.load import Workspace


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
