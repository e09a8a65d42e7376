"""Feeds: their entries, newest first."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from socialkit.article.links.address import split_address
from socialkit.article.links.urls import clean_address
from socialkit.article.sources.article_files import decode
from socialkit.article.sources.fetch import FEED_TYPES, Answer
from socialkit.errors import ArticleError
from socialkit.model.text import without_control

if TYPE_CHECKING:
    from feedparser import FeedParserDict

MAX_ENTRIES = 30
MAX_TAGS = 40_000
"""The parser takes about a second for this many; the rest of the feed is not read."""
MAX_BARE_SIGNS = 50_000
"""The parser is slow with unescaped & signs; a feed with more of them is refused."""
FULL_WORDS = 150
"""A text with fewer words is the beginning of an article rather than the article."""
MAX_TITLE_LENGTH = 300
MAX_ADDRESS_LENGTH = 2000
MAX_SHOWN = 3
_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]")
_BEFORE_ROOT = (("<?", "?>"), ("<!--", "-->"), ("<!", ">"))
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding=[\"']([\w.-]{2,40})[\"']")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_LONG_TAG = re.compile(r"<(?!!)[^<>]{20000}")
_BARE_SIGN = re.compile(r"&(?!#?\w{1,31};)")
_ENTRY_END = re.compile(r"</(?:item|entry)\s*>")
_SILENT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_GOES_ON = re.compile(r"(?:\[…\]|\[\.\.\.\]|\[&hellip;\]|read more|continue reading)\W*\Z", re.I)
_FAULTS = (ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError)
"""What feedparser raises for a broken feed."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article in a feed. `words` is its text as HTML, if the feed contains all of it. `guid` is the
    feed's own name for it. `is_remembered`: the feed no longer lists it."""

    address: str
    title: str | None = None
    words: str | None = None
    published_at: datetime | None = field(default=None, compare=False)
    guid: str | None = field(default=None, compare=False)
    is_remembered: bool = field(default=False, compare=False)


def is_feed(answer: Answer) -> bool:
    """Is it a feed, by its content type or its first element?"""
    if answer.content_type in FEED_TYPES:
        return True
    try:
        return _ROOT.match(_skip_to_root(_decode_head(answer.body))) is not None
    except UnicodeError:
        return False


def _skip_to_root(head: str) -> str:
    """The text from the first element on, after declarations and comments."""
    rest = head.lstrip()
    while ends := [end for start, end in _BEFORE_ROOT if rest.startswith(start)]:
        rest = rest.partition(ends[0])[2].lstrip("]> \t\r\n")
    return rest


def _decode_head(body: bytes) -> str:
    is_wide = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    return body[:8000].decode("utf-16" if is_wide else "utf-8-sig", "ignore")


def read_feed(answer: Answer, address: str) -> tuple[FeedEntry, ...]:
    """The newest entries of the feed at `address`, newest first, each address once, at most 30.

    Raises ArticleError when it has no entry that can be read.
    """
    import feedparser

    try:
        found = feedparser.parse(
            BytesIO(_normalised_feed(answer, address)),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,  # nothing is shown as HTML; the text is read like that of a page
        )
    except _FAULTS as error:
        raise ArticleError(_unreadable(address)) from error
    entries = tuple(_read_entries(_newest_first(found.entries), address))
    if not entries:
        raise ArticleError(_unreadable(address))
    return entries


def describe_feed(entries: Iterable[FeedEntry], address: str) -> str:
    """The message when one article was asked for and the address is a feed."""
    shown = ", ".join(one.address for one in list(entries)[:MAX_SHOWN])
    return (
        f"{address} is a feed of several articles, not one article. Use the address of one of "
        f"them: {shown}. You can write the feed itself under articles: in schedule.yaml."
    )


def _unreadable(address: str) -> str:
    return (
        f"{address} is a feed without any article that can be read. Open it in a browser to see "
        f"what it contains, or use the articles’ own addresses."
    )


def _normalised_feed(answer: Answer, address: str) -> bytes:
    """The feed in UTF-8, cut after an entry if it is too long."""
    declared = _DECLARED.match(answer.body.lstrip())
    charset = answer.charset or (declared[1].decode() if declared else None)
    text = decode(answer.body, address, page=False, charset=charset)
    text = _DECLARATION.sub("", text, count=1)
    if _LONG_TAG.search(text) or len(_BARE_SIGN.findall(text)) > MAX_BARE_SIGNS:
        raise ArticleError(_unreadable(address))
    if text.count("<") > MAX_TAGS:
        text = _cut(text)
    return text.encode("utf-8", "replace")


def _cut(text: str) -> str:
    """The entries that end within the first MAX_TAGS tags."""
    place = 0
    for _ in range(MAX_TAGS):
        place = text.index("<", place) + 1
    ends = list(_ENTRY_END.finditer(text, 0, place))
    return text[: ends[-1].end()] if ends else ""


def _newest_first(entries: list[FeedParserDict]) -> list[FeedParserDict]:
    """By date, if every entry has one; otherwise in the feed's own order, which is usually the same."""
    if not all(map(_find_date, entries)):
        return entries
    return sorted(entries, key=_find_date, reverse=True)


def _find_date(one: FeedParserDict) -> tuple[int, ...]:
    said = dict.get(one, "published_parsed") or dict.get(one, "updated_parsed")
    return tuple(said or ())


def _find_moment(one: FeedParserDict) -> datetime | None:
    try:
        return datetime(*_find_date(one)[:6], tzinfo=UTC)  # type: ignore[arg-type,misc]
    except (TypeError, ValueError):
        return None


def _read_entries(found: Iterable[FeedParserDict], base: str) -> Iterator[FeedEntry]:
    """The first entries with the address of a page; of two with the same address, the first."""
    seen: set[str] = set()
    for one in found:
        address = _find_address(one, base)
        if address is None or address in seen or len(seen) >= MAX_ENTRIES:
            continue
        seen.add(address)
        guid = without_control(str(one.get("id") or ""))[:MAX_ADDRESS_LENGTH] or None
        yield FeedEntry(address, _find_title(one), _find_words(one), _find_moment(one), guid)


def _find_address(one: FeedParserDict, base: str) -> str | None:
    link = without_control(str(one.get("feedburner_origlink") or one.get("link") or "")).strip()
    if not link or len(link) > MAX_ADDRESS_LENGTH:
        return None
    try:
        address = urljoin(base, link)
    except ValueError:
        return None
    parts = split_address(address)
    if parts is None or not address.lower().startswith(("http://", "https://")):
        return None
    return clean_address(address.partition("#")[0])


def _find_title(one: FeedParserDict) -> str | None:
    """The text of the title: feeds have markup in titles, sometimes escaped twice."""
    raw = str(one.get("title") or "")[: 10 * MAX_TITLE_LENGTH]
    bare = _TAG.sub(" ", _SILENT.sub(" ", raw))
    return " ".join(without_control(html.unescape(bare)).split())[:MAX_TITLE_LENGTH].strip() or None


def _find_words(one: FeedParserDict) -> str | None:
    contents: list[Any] = [*one.get("content", ()), {"value": one.get("summary", "")}]
    texts = [without_control(str(part.get("value") or "")) for part in contents]
    return next((text for text in texts if _is_full(text)), None)


def _is_full(text: str) -> bool:
    bare = _TAG.sub(" ", text).strip()
    is_marked_up = _TAG.search(text) is not None
    return is_marked_up and len(bare.split()) >= FULL_WORDS and not _GOES_ON.search(bare[-60:])
