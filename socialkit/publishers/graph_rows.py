"""What Meta's lists hold: rows over several pages, and the times in them.

In: a connection and a path. Out: rows as dictionaries, instants. Knows nothing of posts.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from socialkit.errors import TemporaryFailure
from socialkit.model import Network, RemotePost
from socialkit.publishers.graph import GraphConnection

MOST_PAGES = 5
"""So many pages of posts are read at most: Meta orders them loosely (reference: Meta, 6.3)."""


def read_rows(
    graph: GraphConnection,
    path: str,
    *,
    fields: str,
    count: int,
    network: Network,
    **more: str,
) -> list[Mapping[str, Any]]:
    """At least the newest `count` rows of a list, as far as there are so many. Raise PublishError
    when it cannot be read: an empty answer always means that there is nothing."""
    rows: list[Mapping[str, Any]] = []
    asked = {"fields": fields, "limit": str(count), **more}
    for _ in range(MOST_PAGES):
        answer = graph.read(path, **asked)
        found, paging = answer.get("data"), answer.get("paging") or {}
        if not isinstance(found, list):
            words = f"{network.value.capitalize()}'s list of posts could not be read."
            raise TemporaryFailure(words, network=network)
        rows += found
        after = (paging.get("cursors") or {}).get("after")
        if len(rows) >= count or not paging.get("next") or not after:
            break
        asked["after"] = str(after)
    return rows


def read_instant(words: Any) -> datetime | None:
    """A time as Meta writes it; None where it cannot be read."""
    try:
        return datetime.strptime(str(words), "%Y-%m-%dT%H:%M:%S%z").astimezone(UTC)
    except ValueError:
        return None


def age_of(post: RemotePost) -> datetime:
    """What posts are ordered by."""
    return post.posted_at or datetime.min.replace(tzinfo=UTC)
