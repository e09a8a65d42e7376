"""From a person's token to those of her Pages.

In: her token, her app's id and secret, a connection. Out: a token that lasts, her Pages with their
tokens, or a PublishError in her words. Keeps nothing. Knows nothing of posts and of links.

No secret ever stands in an address: facebook-sdk's own ways of exchanging a token, and the addresses
that Meta gives of the next list, hold all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from socialkit.errors import AccountProblem, PublishError, TemporaryFailure
from socialkit.model.post import Network
from socialkit.publishers.meta.client import AppCredentials, GraphConnection
from socialkit.publishers.meta.errors import THROTTLES, new_token

ACCOUNT_FIELDS = "id,name,access_token,tasks"
MOST_LISTS = 50


@dataclass(frozen=True, slots=True)
class OfferedPage:
    """One Page of hers as Meta lists it; `tasks` is what she may do there, None where it is not told."""

    id: str
    name: str
    token: str = field(repr=False)
    tasks: tuple[str, ...] | None


def exchange(token: str, app: AppCredentials, connection: GraphConnection) -> str:
    """A long-lived token for one of an hour or two. `connection` carries no token of its own. Raise
    PublishError."""
    fields = {
        "grant_type": "fb_exchange_token",
        "client_id": app.id,
        "client_secret": app.secret,
        "fb_exchange_token": token,
    }
    try:
        made = connection.read_hidden("oauth/access_token", fields).get("access_token")
    except PublishError:
        told = connection.told
        if told is not None and told.is_clear and told.code not in THROTTLES:
            words = f"Meta does not exchange it (error {told.code})"
            raise unusable(words, connection.network) from None
        raise
    if not isinstance(made, str) or not made:
        words = "Meta gave no token for the one in .env. Nothing was posted."
        raise TemporaryFailure(words, network=connection.network)
    return made


def list_pages(graph: GraphConnection) -> list[OfferedPage]:
    """All Pages of the person whose token this is. Raise PublishError."""
    pages: list[OfferedPage] = []
    asked = {"fields": ACCOUNT_FIELDS, "limit": "100"}
    for _ in range(MOST_LISTS):
        answer = graph.read("me/accounts", **asked)
        rows, paging = answer.get("data"), answer.get("paging") or {}
        if not isinstance(rows, list):
            words = "Meta's list of your Pages could not be read. Nothing was posted."
            raise TemporaryFailure(words, network=graph.network)
        pages += [_offered(row) for row in rows if row.get("id") and row.get("access_token")]
        after = (paging.get("cursors") or {}).get("after")
        if not paging.get("next") or not after:
            break
        asked["after"] = str(after)
    return pages


def _offered(row: dict[str, Any]) -> OfferedPage:
    tasks = row.get("tasks")
    return OfferedPage(
        str(row["id"]),
        str(row.get("name") or row["id"]),
        str(row["access_token"]),
        tuple(map(str, tasks)) if isinstance(tasks, list) else None,
    )


def unusable(why: str, network: Network) -> AccountProblem:
    """The token does not belong to her app, or one of the three is wrong."""
    return AccountProblem(
        f"The token in .env cannot be used: {why}. Nothing was posted. Look whether "
        f"SOCIALKIT_META_APP_ID and SOCIALKIT_META_APP_SECRET are those of the app that the token was "
        f"made with. {new_token(network)}",
        network=network,
    )
