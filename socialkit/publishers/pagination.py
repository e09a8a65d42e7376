"""Reads a list of posts page by page, far enough back to know that a post is not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from socialkit.errors import TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import RemotePost

MAX_POSTS = 200
"""No owner posts more than this within the few hours that are read."""
MAX_PAGES = 20
"""A network may give fewer on a page than it was asked for."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some posts of a list, in the network's own order; `after` is where the next page begins, None
    where it does not say; `has_more` whether there is one."""

    posts: Sequence[RemotePost]
    has_more: bool = False
    after: Any = None


def read_pages_until(
    read_page: Callable[[Any], Page], *, since: datetime | None, count: int, network: Network
) -> tuple[RemotePost, ...]:
    """The newest `count` posts, or all back to `since` and some older ones. Raise TemporaryFailure where
    the list does not reach so far back.

    Lists are ordered loosely, and pinned posts come first: only a page that is older as a whole ends
    the reading.
    """
    found: list[RemotePost] = []
    after = None
    for _ in range(MAX_PAGES):
        page = read_page(after)
        found += page.posts
        is_enough = len(found) >= count and since is None
        if not page.has_more or is_enough or _is_older(page, since):
            return _newest_first(found, None if since else count)
        if page.after is None or page.after == after or len(found) >= MAX_POSTS:
            break
        after = page.after
    if since is None:
        return _newest_first(found, count)
    words = (
        f"{network.label} lists {len(found)} posts and more since "
        f"{since.day} {since:%B %Y}, and socialkit reads no further, so it cannot tell whether this one "
        f"is among them. Look at the account yourself. To post a line that is not there, add a row "
        f"with quote: to schedule.yaml."
    )
    raise TemporaryFailure(words, network=network)


def _is_older(page: Page, since: datetime | None) -> bool:
    if since is None or not page.posts:
        return False
    return all(one.posted_at is not None and one.posted_at < since for one in page.posts)


def _newest_first(posts: Sequence[RemotePost], count: int | None) -> tuple[RemotePost, ...]:
    return tuple(sorted(posts, key=_age, reverse=True)[:count])


def _age(post: RemotePost) -> tuple[datetime, int]:
    number = int(post.remote_id) if post.remote_id.isdecimal() else 0
    return post.posted_at or datetime.min.replace(tzinfo=UTC), number
