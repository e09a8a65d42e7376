"""The token of a Page: whose it is, and when it ends.

In: a connection, a token, her app. Out: the row of the Page, an end. Knows nothing of posts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from socialkit.errors import AccountProblem, PermanentFailure, PublishError
from socialkit.model import Network
from socialkit.publishers.graph import Answer, AppCredentials, GraphConnection
from socialkit.publishers.graph_errors import Moment, new_token

PAGE_FIELDS = "id,name,username,link"  # only a Page has all these


def read_page(graph: GraphConnection, network: Network) -> Answer:
    """The Page that the token is for. Raise AccountProblem where it is a person's token, or none that
    Meta accepts."""
    try:
        row = graph.read("me", fields=PAGE_FIELDS, metadata="1")
    except PermanentFailure as error:  # a person has no such field
        raise _personal({}, network) from error
    if (row.get("metadata") or {}).get("type", "page") != "page":
        raise _personal(row, network)
    return row


def _personal(row: Mapping[str, Any], network: Network) -> AccountProblem:
    name = f" of {row['name']}" if row.get("name") else ""
    return AccountProblem(
        f"The token in .env is the token{name} as a person, not of a Page. Programs may post to "
        f"Pages only. {new_token(network)}",
        network=network,
    )


def find_token_end(
    token: str, app: AppCredentials | None, *, send_timeout: timedelta
) -> datetime | None:
    """When the token ends; None where it has no end, or where nobody can be asked."""
    if app is None:
        return None
    connection = GraphConnection(f"{app.id}|{app.secret}", send_timeout=send_timeout)
    # As a POST that stands for a GET, so that the token stays out of the address.
    fields = {"method": "get", "input_token": token}
    try:
        row = connection.write("debug_token", fields, moment=Moment.READING)["data"]
        ends = int(row.get("expires_at") or 0)
    except (PublishError, KeyError, ValueError, TypeError, AttributeError):
        return None
    return datetime.fromtimestamp(ends, UTC) if ends else None
