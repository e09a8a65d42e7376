"""Sessions for requests to both networks, the pages of their lists, kept logins, and whether a request that
failed was sent at all.

A dropped answer behind a proxy looks like a proxy error (measured), so only what surely happened
before the request left counts as "not sent"; everything else is in doubt.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socialkit.errors import TemporaryFailure
from socialkit.files import write_atomically
from socialkit.model.network import Network
from socialkit.model.post import RemotePost
from socialkit.tls import ca_bundle_for_requests

if TYPE_CHECKING:
    import requests


NEVER_SENT = ("Tunnel connection failed", "CERTIFICATE_VERIFY_FAILED", "CA certificate bundle")


def is_surely_unsent(error: BaseException) -> bool:
    """Whether the connection itself failed: no such host, refused, no handshake, no tunnel."""
    from requests import exceptions
    from urllib3 import exceptions as below

    before_the_bytes = (
        below.NewConnectionError,
        below.ConnectTimeoutError,
        below.NameResolutionError,
        exceptions.ConnectTimeout,
        exceptions.InvalidURL,
        exceptions.InvalidProxyURL,
        exceptions.MissingSchema,
        exceptions.InvalidSchema,
    )
    return any(
        isinstance(one, before_the_bytes) or any(words in str(one) for words in NEVER_SENT)
        for one in _chain(error)
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and everything below it, as `requests` and `urllib3` nest them."""
    seen: list[BaseException] = []
    left: list[object] = [error]
    while left:
        one = left.pop()
        if not isinstance(one, BaseException) or any(one is other for other in seen):
            continue
        seen.append(one)
        yield one
        left += [*one.args, getattr(one, "reason", None), getattr(one, "original_error", None)]
        left += [one.__cause__, one.__context__]


CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
"""For whatever makes nothing public; such a call is simply tried again later."""


def plain_session() -> requests.Session:
    """A session without retries and without any login, not even one of the machine's own files."""
    import requests
    from requests.adapters import HTTPAdapter

    session = requests.Session()
    session.auth = lambda request: request
    session.mount("https://", HTTPAdapter(max_retries=0))
    session.mount("http://", HTTPAdapter(max_retries=0))
    authorities = ca_bundle_for_requests()
    if authorities is not None:
        session.verify = authorities
    return session


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


def read_session(path: Path) -> dict[str, Any]:
    """What the file holds; empty where there is none. A broken file is renamed."""
    try:
        kept = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        with suppress(OSError):
            path.replace(path.with_suffix(".broken"))
        return {}
    return kept if isinstance(kept, dict) else {}


def write_session(path: Path, values: dict[str, Any]) -> None:
    """Store the values, readable for this user only. Raise OSError."""
    write_atomically(path, json.dumps(values, indent=1).encode(), private=True)
