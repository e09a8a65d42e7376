"""Reads Meta's lists: rows over several pages, and the times in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from socialkit.errors import TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import RemotePost
from socialkit.publishers.meta.client import GraphClient
from socialkit.publishers.pagination import Page, read_pages_until

MAX_PAGES = 5
"""For a list of which only the newest rows matter."""
Row = Mapping[str, Any]


def read_rows(
    graph: GraphClient, path: str, *, fields: str, count: int, network: Network, **more: str
) -> list[Row]:
    """At least the newest `count` rows of a list, as far as there are so many. Raise PublishError
    when it cannot be read: an empty answer always means that there is nothing."""
    asked, rows = {"fields": fields, "limit": str(count), **more}, list[Row]()
    for _ in range(MAX_PAGES):
        found, has_more, after = _read_page(graph, path, asked, network)
        rows += found
        if len(rows) >= count or not has_more or after is None:
            break
        asked["after"] = after
    return rows


def read_list(
    graph: GraphClient,
    path: str,
    *,
    fields: str,
    remote: Callable[[Row], RemotePost],
    since: datetime | None,
    count: int,
    network: Network,
) -> tuple[RemotePost, ...]:
    """The newest posts of a list, each as `remote` reads its row (see read_pages_until). Raise PublishError
    when it cannot be read: an empty answer always means that there is nothing."""

    def read_page(after: Any) -> Page:
        asked = {"fields": fields, "limit": str(count)} | ({"after": after} if after else {})
        found, has_more, then = _read_page(graph, path, asked, network)
        return Page([remote(row) for row in found], has_more, then)

    return read_pages_until(read_page, since=since, count=count, network=network)


def _read_page(
    graph: GraphClient, path: str, asked: Mapping[str, str], network: Network
) -> tuple[list[Row], bool, str | None]:
    """The rows of one page, whether more follow, and from where on."""
    answer = graph.read(path, **asked)
    found, paging = answer.get("data"), answer.get("paging") or {}
    if not isinstance(found, list):
        words = f"{network.label}'s list of posts could not be read."
        raise TemporaryFailure(words, network=network)
    after = (paging.get("cursors") or {}).get("after")
    return found, bool(paging.get("next")), str(after) if after else None


def read_instant(words: Any) -> datetime | None:
    """A time as Meta writes it; None where it cannot be read."""
    try:
        return datetime.strptime(str(words), "%Y-%m-%dT%H:%M:%S%z").astimezone(UTC)
    except ValueError:
        return None
