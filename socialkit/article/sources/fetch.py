"""The door to the web: one page or feed comes in here, or an error says why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from socialkit.article.sources.article_files import MOST_BYTES, too_large
from socialkit.errors import ArticleError, PageOutOfReach
from socialkit.tls import make_ssl_context

if TYPE_CHECKING:
    import ssl

    import httpx
from urllib.parse import parse_qs, urljoin, urlsplit

from socialkit.article.links.urls import clean_address

PAGE_SECONDS = 20.0
CONNECT_SECONDS = 10.0
MOST_REDIRECTS = 5
LONGEST_TAG = 500
"""An ETag with more letters is none that is worth keeping."""
NOT_MODIFIED = 304
FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a web server sent: the page itself and what it said about it.

    `etag` and `last_modified` are the server's own words, to ask later whether anything changed.
    """

    body: bytes
    content_type: str
    charset: str | None
    etag: str | None = None
    last_modified: str | None = None


Load = Callable[[str], Answer]
"""How an address is loaded: straight from the web, or by way of the shelf of copies."""


def fetch(address: str, *, seconds: float = PAGE_SECONDS, held: Answer | None = None) -> Answer:
    """Load a page within `seconds` as a whole, however slowly it drips.

    Where an answer is `held`, the site is asked whether anything changed; if not, that very answer
    comes back. Raise PageOutOfReach when the network or the site is down, another ArticleError when
    there is no such page, or it is endless or too large.
    """
    import asyncio

    import httpx

    try:
        return asyncio.run(_fetch_in_time(address, seconds, held))
    except (TimeoutError, httpx.TimeoutException) as error:
        raise PageOutOfReach(
            f"{address} did not answer in time. Try again later, or save the page and use the file."
        ) from error
    except httpx.TooManyRedirects as error:
        raise ArticleError(
            f"{address} leads on and on to other pages. Open it in a browser and use the address shown there."
        ) from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
        raise ArticleError(
            f"{address} is no address of a page. Check how it is written."
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


async def _fetch_in_time(address: str, seconds: float, held: Answer | None) -> Answer:
    import asyncio

    import httpx

    limits = httpx.Timeout(seconds, connect=CONNECT_SECONDS)
    async with (
        asyncio.timeout(seconds),
        httpx.AsyncClient(
            verify=tls_context(),
            timeout=limits,
            headers=_headers(held),
            follow_redirects=True,
            max_redirects=MOST_REDIRECTS,
        ) as client,
        client.stream("GET", address) as response,
    ):
        return await _receive(address, response, held)


def _headers(held: Answer | None) -> dict[str, str]:
    headers = {
        "User-Agent": "socialkit (reads the owner's own articles)",
        "Accept": ", ".join(["text/html", "text/plain", *sorted(FEED_TYPES), "*/*;q=0.5"]),
        "Accept-Encoding": "gzip, deflate",
    }
    if held is not None and held.etag:
        headers["If-None-Match"] = held.etag
    if held is not None and held.last_modified:
        headers["If-Modified-Since"] = held.last_modified
    return headers


async def _receive(address: str, response: httpx.Response, held: Answer | None) -> Answer:
    if response.status_code == NOT_MODIFIED and held is not None:
        return held
    if response.status_code != 200:
        raise _refusal(address, response.status_code)
    content_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await _receive_body(address, response, is_feed=content_type in FEED_TYPES)
    return Answer(
        body,
        content_type,
        response.charset_encoding,
        _tag(response.headers.get("etag")),
        _tag(response.headers.get("last-modified")),
    )


async def _receive_body(address: str, response: httpx.Response, *, is_feed: bool) -> bytes:
    if "," in response.headers.get("content-encoding", ""):  # packed twice, a page can be endless
        raise ArticleError(
            f"{address} is packed in a way that is not safe to open. "
            f"Save the page from your browser as .html and use that file."
        )
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > MOST_BYTES:
            raise ArticleError(_feed_too_large(address) if is_feed else too_large(address))
    return bytes(body)


def _feed_too_large(address: str) -> str:
    return (
        f"{address} is a feed larger than {MOST_BYTES // 1_000_000} MB, too large to be read. "
        f"Let it hold fewer articles, or name the articles’ own addresses."
    )


def _tag(words: str | None) -> str | None:
    """What a server calls this version of a page, if it can be said back to it."""
    fits = words is not None and len(words) <= LONGEST_TAG and words.isascii()
    return words if fits and words and words.isprintable() else None


def _refusal(address: str, status: int) -> ArticleError:
    if status == 429 or status >= 500:
        words = f"{address} is out of order just now ({status}). Try again later."
        return PageOutOfReach(words, whole_site=False)
    if status in (404, 410):
        return ArticleError(f"There is no page at {address} (404). Check the address.")
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


LOOK_SECONDS = 10
NOT_AN_ACCOUNT = ("/login", "/checkpoint", "/share", "/recover", "/cookie")


def find_redirect(address: str) -> str | None:
    """Give the address that `address` points to, without tracking; None where nobody tells."""
    import httpx

    try:
        with httpx.Client(verify=tls_context(), timeout=LOOK_SECONDS) as client:
            answer = client.get(address)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError):
        return None
    if not answer.has_redirect_location:
        return None
    target = _beyond_login(urljoin(address, answer.headers["location"]))
    if urlsplit(target).path.startswith(NOT_AN_ACCOUNT):
        return None
    return clean_address(target)


def _beyond_login(target: str) -> str:
    """A log-in page often carries the address that it stands in front of."""
    parts = urlsplit(target)
    if not parts.path.startswith("/login"):
        return target
    return parse_qs(parts.query).get("next", [target])[0]
