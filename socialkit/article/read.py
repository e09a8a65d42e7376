"""The door to files and pages: an article comes in here, or an ArticleError says why not.

In: a path or an address. Out: an Article. Knows nothing of lines, cards or schedules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.article.clean import Cleaned, Form, clean
from socialkit.article.decode import decode
from socialkit.article.files import MOST_BYTES, load_file, too_large
from socialkit.article.front_matter import FrontMatter, split_front_matter
from socialkit.article.sources import is_address, relative_source, slug_of, words_of
from socialkit.errors import ArticleError
from socialkit.model import Article

if TYPE_CHECKING:
    import ssl

    import httpx

PAGE_SECONDS = 20.0
CONNECT_SECONDS = 10.0
MOST_REDIRECTS = 5
_PAGE_FORMS = {
    "text/html": Form.HTML,
    "application/xhtml+xml": Form.HTML,
    "text/plain": Form.TEXT,
    "text/markdown": Form.MARKDOWN,
}
_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a web server sent: the page itself and what it said about it."""

    body: bytes
    content_type: str
    charset: str | None


def read_article(source: str, *, folder: Path, slug: str | None = None) -> Article:
    """The article at `source`: a path, from `folder` on if relative, or the address of a page.

    Raise ArticleError when it cannot be read or holds no text; the message names the place and says
    what to do.
    """
    name = source if is_address(source) else relative_source(source, folder)
    if is_address(source):
        matter, cleaned = _read_page(source)
    else:
        matter, cleaned = _read_file(folder / source, name)
    if not _WORD.search(cleaned.text):
        raise ArticleError(f"{name} holds no text. Put the article’s words into it and try again.")
    return Article(
        slug=slug or slug_of(name),
        title=matter.title or cleaned.title or words_of(name),
        source=name,
        text=cleaned.text,
        blocks=cleaned.blocks,
        links=cleaned.links,
        address=cleaned.address,
        sample=matter.sample,
    )


def _read_file(path: Path, name: str) -> tuple[FrontMatter, Cleaned]:
    raw, form = load_file(path, name)
    if form is Form.HTML:
        return FrontMatter(), clean(raw, Form.HTML)
    try:
        matter, rest = split_front_matter(raw)
    except ArticleError as error:
        raise ArticleError(f"{name}: {error}") from error
    return matter, clean(rest, form, address=matter.address)


def _read_page(address: str) -> tuple[FrontMatter, Cleaned]:
    if not address.lower().startswith(("http://", "https://")):
        raise ArticleError(f"{address} cannot be read. A page’s address begins with https://")
    answer = fetch(address)
    form = _PAGE_FORMS.get(answer.content_type or "text/html")
    if form is None:
        raise ArticleError(
            f"{address} is no page of text but {answer.content_type}. "
            f"Use the article’s own page, or save its words as a .txt file."
        )
    raw = decode(answer.body, address, page=form is Form.HTML, charset=answer.charset)
    return FrontMatter(), clean(raw, form, address=address)


def fetch(address: str, *, seconds: float = PAGE_SECONDS) -> Answer:
    """Load a page within `seconds` as a whole, however slowly it drips.

    Raise ArticleError when it is not there, out of reach, endless or too large.
    """
    import asyncio

    import httpx

    try:
        return asyncio.run(_fetch_in_time(address, seconds))
    except (TimeoutError, httpx.TimeoutException) as error:
        raise ArticleError(
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
        raise ArticleError(_no_connection(address, error)) from error


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


async def _fetch_in_time(address: str, seconds: float) -> Answer:
    import asyncio

    import httpx

    limits = httpx.Timeout(seconds, connect=CONNECT_SECONDS)
    headers = {
        "User-Agent": "socialkit (reads the owner's own articles)",
        "Accept": "text/html,text/plain",
    }
    async with (
        asyncio.timeout(seconds),
        httpx.AsyncClient(
            verify=tls_context(),
            timeout=limits,
            headers=headers,
            follow_redirects=True,
            max_redirects=MOST_REDIRECTS,
        ) as client,
        client.stream("GET", address) as response,
    ):
        return await _receive(address, response)


async def _receive(address: str, response: httpx.Response) -> Answer:
    if response.status_code != 200:
        raise ArticleError(_refused(address, response.status_code))
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > MOST_BYTES:
            raise ArticleError(too_large(address))
    content_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Answer(bytes(body), content_type, response.charset_encoding)


def _refused(address: str, status: int) -> str:
    if status in (404, 410):
        return f"There is no page at {address} (404). Check the address."
    if status in (401, 403, 451):
        return (
            f"{address} does not let a program read it ({status}). "
            f"Save the page from your browser as .html and use that file."
        )
    if status == 429 or status >= 500:
        return f"{address} is out of order just now ({status}). Try again later."
    return f"{address} did not send a page ({status}). Check the address."


def tls_context() -> ssl.SSLContext:
    """Whom to trust: SSL_CERT_FILE and REQUESTS_CA_BUNDLE where they are set, else the usual list.

    Raise ArticleError when a variable names a file that is not there.
    """
    import os
    import ssl

    import certifi

    named = [os.environ.get(name) for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")]
    context = ssl.create_default_context(cafile=None if any(named) else certifi.where())
    for path in filter(None, named):
        try:
            context.load_verify_locations(
                cafile=None if Path(path).is_dir() else path,
                capath=path if Path(path).is_dir() else None,
            )
        except (OSError, ssl.SSLError) as error:
            raise ArticleError(
                f"SSL_CERT_FILE or REQUESTS_CA_BUNDLE names {path}, which holds no certificates. "
                f"Correct the variable or remove it."
            ) from error
    return context
