"""What Meta's lists hold: rows over several pages, and the times in them.

In: a connection and a path. Out: posts, instants. Knows nothing of posts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from socialkit.errors import TemporaryFailure
from socialkit.model import Network, RemotePost
from socialkit.publishers.graph import GraphConnection
from socialkit.publishers.reading_on import Page, read_on


def read_list(
    graph: GraphConnection,
    path: str,
    *,
    fields: str,
    remote: Callable[[Mapping[str, Any]], RemotePost],
    since: datetime | None,
    count: int,
    network: Network,
) -> tuple[RemotePost, ...]:
    """The newest posts of a list, each as `remote` reads its row (see read_on). Raise PublishError when
    it cannot be read: an empty answer always means that there is nothing."""

    def read_page(after: Any) -> Page:
        place = {} if after is None else {"after": str(after)}
        answer = graph.read(path, fields=fields, limit=str(count), **place)
        found, paging = answer.get("data"), answer.get("paging") or {}
        if not isinstance(found, list):
            words = f"{network.value.capitalize()}'s list of posts could not be read."
            raise TemporaryFailure(words, network=network)
        cursors = paging.get("cursors") or {}
        return Page([remote(row) for row in found], bool(paging.get("next")), cursors.get("after"))

    return read_on(read_page, since=since, count=count, network=network)


def read_instant(words: Any) -> datetime | None:
    """A time as Meta writes it; None where it cannot be read."""
    try:
        return datetime.strptime(str(words), "%Y-%m-%dT%H:%M:%S%z").astimezone(UTC)
    except ValueError:
        return None
