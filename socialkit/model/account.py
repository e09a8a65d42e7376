"""Which account a row is about."""

from __future__ import annotations

from typing import NamedTuple

from socialkit.model.network import Network
from socialkit.model.post import Account, PlannedPost


class AccountRef(NamedTuple):
    """An account as the articles name it: its network and its link. Two links may lead to one account;
    `same_account_links` tells."""

    network: Network
    account: str

    @classmethod
    def of(cls, what: Account | PlannedPost) -> AccountRef:
        """The account of a row, or of a planned post."""
        return cls(what.network, what.account)
