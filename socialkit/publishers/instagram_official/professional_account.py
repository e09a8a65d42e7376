"""The Instagram account that a Page is connected to.

In: a connection that speaks as the Page, the Page's row. Out: whose account it is, or an
AccountProblem that says where one is connected. Knows nothing of posts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from socialkit.errors import AccountProblem, PermanentFailure
from socialkit.model.post import Identity, Network
from socialkit.publishers.meta.client import GraphConnection

ACCOUNT_FIELD = "instagram_business_account"


def read_account(graph: GraphConnection, page: Mapping[str, Any]) -> Identity:
    """The account of this Page. Raise AccountProblem where it shows none."""
    number, name = str(page["id"]), str(page.get("name") or page["id"])
    account = _read_row(graph, number)
    handle = str(account.get("username") or "").lower()
    if not account.get("id") or not handle:
        raise _not_connected(name)
    return Identity(
        Network.INSTAGRAM,
        id=str(account["id"]),
        name=handle,
        handle=handle,
        address=f"https://www.instagram.com/{handle}/",
        page=name,
    )


def _read_row(graph: GraphConnection, page: str) -> Mapping[str, Any]:
    try:
        row = graph.read(page, fields=f"id,{ACCOUNT_FIELD}{{id,username}}")
    except PermanentFailure:  # [guess] a token without instagram_basic has no such field
        return {}
    account: Mapping[str, Any] = row.get(ACCOUNT_FIELD) or {}
    return account


def _not_connected(page: str) -> AccountProblem:
    return AccountProblem(
        f"The Page “{page}” shows no Instagram account, so nothing is posted there. Make the account "
        f"a professional one (Instagram's app: Settings, Account type and tools), connect it to the "
        f"Page (facebook.com, as the Page: Settings, Linked accounts, Instagram), make a token that "
        f"may instagram_basic and instagram_content_publish, then run: socialkit connect instagram",
        network=Network.INSTAGRAM,
    )
