"""Rows and first comments of Meta's Graph API, the same for a Page and for Instagram.

Both lists should come newest first where that is asked for; the tests also cover one that does not
and one that does not name authors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from socialkit.errors import (
    AccountProblem,
    PermanentFailure,
    PublishError,
    TemporaryFailure,
    UncertainOutcome,
)
from socialkit.model.network import Network
from socialkit.model.post import Post, RemoteComment, RemotePost, Thread
from socialkit.publishers.meta.client import GraphClient
from socialkit.publishers.meta.errors import PERMISSIONS, GraphAnswer
from socialkit.publishers.protocol import Moment
from socialkit.publishers.transport import Page, read_pages_until

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


COMMENTS_READ = 50


@dataclass(frozen=True, slots=True)
class Fields:
    """How a network names what is read: the caption of a post, and of a comment its words and author."""

    caption: str
    text: str
    author: str


PAGE_COMMENTS = Fields("message", "message", "from")
INSTAGRAM_COMMENTS = Fields("caption", "text", "from")


class GraphComments:
    """The comments of one account."""

    def __init__(self, graph: GraphClient, network: Network) -> None:
        self._graph = graph
        self._network = network

    def read(self, remote_id: str, named: Fields, *, is_ours: Mapping[str, str]) -> Thread | None:
        """A post and its newest comments; None where Meta says that there is no such post. `is_ours`
        is what tells our own among authors. Raise PublishError when it cannot be read."""
        try:
            post = self._graph.read_if_there(remote_id, fields=f"id,{named.caption}")
            if post is None:
                return None
            rows = read_rows(
                self._graph,
                f"{remote_id}/comments",
                fields=f"id,{named.text},{named.author}",
                count=COMMENTS_READ,
                network=self._network,
                order="reverse_chronological",
            )
        except PublishError as error:
            raise as_comment_error(error, self._network, self._graph.error) from None
        comments = tuple(_comment(row, named, is_ours) for row in rows)
        return Thread(str(post.get(named.caption) or ""), comments)

    def write(self, post: Post) -> str:
        """The one request that writes the first comment of `post`."""
        path, fields = f"{post.remote_id}/comments", {"message": post.plan.first_comment}
        try:
            row = self._graph.write(path, fields, moment=Moment.COMMITTING)
        except PublishError as error:
            raise as_comment_error(error, self._network, self._graph.error) from None
        if not row.get("id"):
            words = "The answer named no comment, so it may be there or not."
            raise UncertainOutcome(words, network=self._network)
        return str(row["id"])


def _comment(row: Mapping[str, Any], named: Fields, is_ours: Mapping[str, str]) -> RemoteComment:
    author = row.get(named.author)
    ours = None
    if isinstance(author, dict) and all(name in author for name in is_ours):
        ours = all(str(author[name]) == value for name, value in is_ours.items())
    return RemoteComment(str(row["id"]), str(row.get(named.text) or ""), is_ours=ours)


SCOPES = {
    Network.FACEBOOK: "pages_manage_engagement and pages_read_engagement",
    Network.INSTAGRAM: "instagram_manage_comments",
}


def as_comment_error(
    error: PublishError, network: Network, answer: GraphAnswer | None = None
) -> PublishError:
    """The same error, in words about a comment."""
    name = network.label
    match error:
        case UncertainOutcome():
            words = f"No clear answer came from {name}, so the comment may be there or not."
            return UncertainOutcome(words, network=network)
        case PermanentFailure():
            return PermanentFailure(f"{name} refuses it{_reason(answer)}.", network=network)
        case AccountProblem() if answer is not None and answer.code in PERMISSIONS:
            words = (
                f"The token of your Page may not do this{_reason(answer)}. To comment it needs "
                f"{SCOPES[network]}, too."
            )
            return AccountProblem(words, network=network)
        case TemporaryFailure():
            words = f"{name} could not be asked for it just now."
            return TemporaryFailure(words, network=network, retry_after=error.retry_after)
        case _:
            return error


def _reason(answer: GraphAnswer | None) -> str:
    words = None if answer is None else answer.user_message or answer.message
    return f" ({words.rstrip('.')})" if words else ""
