"""Fetches one page or feed from the web, or raises an error that says why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urljoin, urlsplit

from socialkit.article.links.urls import clean_address
from socialkit.article.sources.access import OWNERS, Access, Gatekeeper
from socialkit.article.sources.article_files import MAX_BYTES, describe_too_large
from socialkit.errors import ArticleError, PageGone, PageOutOfReach
from socialkit.tls import make_ssl_context

if TYPE_CHECKING:
    import ssl

    import httpx

PAGE_TIMEOUT_SECONDS = 20.0
CONNECT_TIMEOUT_SECONDS = 10.0
MAX_REDIRECTS = 5
REDIRECT_TIMEOUT_SECONDS = 10
NOT_AN_ACCOUNT = ("/login", "/checkpoint", "/share", "/recover", "/cookie")
MAX_ETAG_LENGTH = 500
"""Characters; a longer ETag is not kept."""
NOT_MODIFIED = 304
FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})


@dataclass(frozen=True, slots=True)
class Answer:
    """The response of a web server: the body and its headers.

    `etag` and `last_modified` are sent back later, to ask whether anything changed. `final_address` is
    where redirects led, None if there were none.
    """

    body: bytes
    content_type: str
    charset: str | None
    etag: str | None = None
    last_modified: str | None = None
    final_address: str | None = None


Load = Callable[[str], Answer]
"""How an address is loaded: straight from the web, or through the page cache."""


def fetch(
    address: str,
    *,
    seconds: float = PAGE_TIMEOUT_SECONDS,
    cached: Answer | None = None,
    access: Access = OWNERS,
) -> Answer:
    """Load a page within `seconds` in total, however slowly it arrives.

    With a `cached` answer, the site is asked whether anything changed; if not, that answer is returned.
    `access` says which private addresses may be asked. Raises PageOutOfReach when the network or the site is
    down, another ArticleError when there is no such page, it is too large, or it leads into the owner’s own
    network.
    """
    import asyncio

    import httpx

    try:
        return asyncio.run(_fetch_in_time(address, seconds, cached, access))
    except (TimeoutError, httpx.TimeoutException) as error:
        raise PageOutOfReach(
            f"{address} did not answer in time. Try again later, or save the page and use the file."
        ) from error
    except httpx.TooManyRedirects as error:
        raise ArticleError(
            f"{address} redirects again and again. Open it in a browser and use the address shown there."
        ) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
        raise ArticleError(
            f"{address} is not the address of a page. Check how it is written."
        ) from error
    except (httpx.HTTPError, OSError, OverflowError, ExceptionGroup) as error:
        raise PageOutOfReach(_no_connection(address, error)) from error


def _no_connection(address: str, error: Exception) -> str:
    words = str(error).lower()
    if "certificate" in words:
        return (
            f"{address} could not be reached safely: its certificate is not trusted. "
            f"Check the address; behind a company network, set SSL_CERT_FILE."
        )
    return (
        f"{address} could not be reached. Check the address and your internet connection, "
        f"then try again."
    )


async def _fetch_in_time(
    address: str, seconds: float, cached: Answer | None, access: Access
) -> Answer:
    import asyncio

    import httpx

    limits = httpx.Timeout(seconds, connect=CONNECT_TIMEOUT_SECONDS)
    gatekeeper = Gatekeeper(address, access)
    async with (
        asyncio.timeout(seconds),
        httpx.AsyncClient(
            verify=tls_context(),
            timeout=limits,
            headers=_headers(cached),
            follow_redirects=True,
            max_redirects=MAX_REDIRECTS,
            event_hooks={"request": [gatekeeper.before], "response": [gatekeeper.after]},
        ) as client,
        client.stream("GET", address, auth=access.login_for(address)) as response,
    ):
        return await _receive(address, response, cached)


def _headers(cached: Answer | None) -> dict[str, str]:
    headers = {
        "User-Agent": "socialkit (reads the owner's own articles)",
        "Accept": ", ".join(["text/html", "text/plain", *sorted(FEED_TYPES), "*/*;q=0.5"]),
        "Accept-Encoding": "gzip, deflate",
    }
    if cached is not None and cached.etag:
        headers["If-None-Match"] = cached.etag
    if cached is not None and cached.last_modified:
        headers["If-Modified-Since"] = cached.last_modified
    return headers


async def _receive(address: str, response: httpx.Response, cached: Answer | None) -> Answer:
    if response.status_code == NOT_MODIFIED and cached is not None:
        return cached
    if response.status_code != 200:
        raise _status_error(address, response.status_code)
    content_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await _receive_body(address, response, is_feed=content_type in FEED_TYPES)
    return Answer(
        body,
        content_type,
        response.charset_encoding,
        _tag(response.headers.get("etag")),
        _tag(response.headers.get("last-modified")),
        str(response.url) if response.history else None,
    )


async def _receive_body(address: str, response: httpx.Response, *, is_feed: bool) -> bytes:
    if "," in response.headers.get("content-encoding", ""):  # a page compressed twice can be a bomb
        raise ArticleError(
            f"{address} is compressed in a way that is not safe to open. "
            f"Save the page from your browser as .html and use that file."
        )
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > MAX_BYTES:
            raise ArticleError(_feed_too_large(address) if is_feed else describe_too_large(address))
    return bytes(body)


def _feed_too_large(address: str) -> str:
    return (
        f"{address} is a feed larger than {MAX_BYTES // 1_000_000} MB, too large to be read. "
        f"Let it list fewer articles, or use the articles’ own addresses."
    )


def _tag(words: str | None) -> str | None:
    """The server's name for this version of a page, if it can be sent back in a header."""
    fits = words is not None and len(words) <= MAX_ETAG_LENGTH and words.isascii()
    return words if fits and words and words.isprintable() else None


def _status_error(address: str, status: int) -> ArticleError:
    if status == 429 or status >= 500:
        words = f"{address} is not working at the moment ({status}). Try again later."
        return PageOutOfReach(words, whole_site=False)
    if status in (404, 410):
        return PageGone(f"There is no page at {address} (404). Check the address.")
    if status in (401, 403, 451):
        return ArticleError(
            f"{address} does not let a program read it ({status}). "
            f"Save the page from your browser as .html and use that file."
        )
    return ArticleError(f"{address} did not send a page ({status}). Check the address.")


def tls_context() -> ssl.SSLContext:
    """The certificates to trust. Raise ArticleError where a variable names a file without any."""
    try:
        return make_ssl_context()
    except OSError as error:
        raise ArticleError(
            f"SSL_CERT_FILE or REQUESTS_CA_BUNDLE names {error.filename}, which holds no certificates. "
            f"Correct the variable or remove it."
        ) from error


def find_redirect(address: str) -> str | None:
    """The address that `address` redirects to, without tracking; None if it does not or is unreachable. No
    body is read, and it ends within REDIRECT_TIMEOUT_SECONDS."""
    import asyncio

    import httpx

    try:
        location = asyncio.run(_find_location(address))
        target = _skip_login(urljoin(address, location)) if location else None
        if target is None or urlsplit(target).path.startswith(NOT_AN_ACCOUNT):
            return None
    except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, ArticleError):
        return None
    return clean_address(target)


async def _find_location(address: str) -> str | None:
    import asyncio

    import httpx

    gatekeeper = Gatekeeper(address, OWNERS)
    async with (
        asyncio.timeout(REDIRECT_TIMEOUT_SECONDS),
        httpx.AsyncClient(
            verify=tls_context(),
            timeout=REDIRECT_TIMEOUT_SECONDS,
            event_hooks={"request": [gatekeeper.before], "response": [gatekeeper.after]},
        ) as client,
        client.stream("GET", address) as response,
    ):
        return response.headers["location"] if response.has_redirect_location else None


def _skip_login(target: str) -> str:
    """A login page often names the address behind it in its query."""
    parts = urlsplit(target)
    if not parts.path.startswith("/login"):
        return target
    return parse_qs(parts.query).get("next", [target])[0]
