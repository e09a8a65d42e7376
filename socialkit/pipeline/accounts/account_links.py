"""Which links mean one account: a Page may be linked to by its name and by its number.

In: the accounts as the outbox knows them. Out: one name for each. Knows nothing of networks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from socialkit.model.post import Account, Network, PlannedPost


def name_accounts(
    accounts: Iterable[Account],
) -> Callable[[Account | PlannedPost], tuple[Network, str]]:
    """What tells the account of a post from every other: the number that it has at its network, or,
    while that is not known, the link."""
    numbers = {(one.network, one.account): one.identity for one in accounts}
    return lambda of: (of.network, numbers.get((of.network, of.account)) or of.account)


def number_links(accounts: Iterable[Account]) -> dict[tuple[Network, str], str]:
    """By network and link the number of each account that has one."""
    return {(one.network, one.account): one.identity for one in accounts if one.identity}
