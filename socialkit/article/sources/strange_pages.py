"""Pages that are not the article: maintenance, a login, a cookie wall, a parked domain, "not found" with
status 200.

A page that is known is compared with its words: the lines made from it and the last good copy. A page that
is read for the first time can only be judged by its own words, so that only plain signs on a short page
count. Knows nothing of files and clocks; `StrangeSight` says since when the same page is seen.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from socialkit.article.bounded import SMALL_BYTES, run_bounded
from socialkit.article.links.address import split_address
from socialkit.article.sources.access import OWNERS, Access
from socialkit.article.sources.article_files import decode
from socialkit.article.sources.feeds import is_feed
from socialkit.article.sources.fetch import Answer, fetch
from socialkit.article.sources.page_signs import GATES, SHOWN, TEXT_SIGNS, TITLE_SIGNS, StrangeKind
from socialkit.errors import ArticleError, StrangePage

BELIEVED_AFTER = timedelta(days=3)
"""A new page without any sign of trouble, seen unchanged for so long, is a rewritten article: longer than a
weekend without anybody at the site, shorter than the week in which the owner would miss the new words."""
LEAST_SHARE = 0.02
"""Of the sequences of four words of an article, a rewrite keeps more; another page keeps none."""
LEAST_SHARE_BEHIND_GATE = 0.5
"""Login pages and paywalls show the first paragraphs."""
SHORT_PAGE = 120
GATE_WORDS = 500
"""Up to so many words a page that asks for a login or a payment may show."""
SEQUENCE = 4
MAX_BODY = 2_000_000


_TITLE_PARTS = re.compile(r"\s+[|–—·»-]\s+")
_WORDS = re.compile(r"[^\W_]+")
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)


class KnownArticle(NamedTuple):
    """What is known of the article at an address: the words of its lines that were not rejected, and the
    file where they stand."""

    lines: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True)
class StrangeSight:
    """What stands at an address instead of its article: the same content since `since`."""

    kind: StrangeKind
    sha256: str
    since: datetime

    def is_believed(self, now: datetime) -> bool:
        """Has it stood there long enough to be what the owner wants?"""
        return self.kind.may_be_believed and now - self.since >= BELIEVED_AFTER


class _Shown(NamedTuple):
    """The text of a page: what was read as its article, its title, and everything on it."""

    article: str
    title: str
    everything: str


def fetch_article(address: str, access: Access = OWNERS) -> Answer:
    """The page at an address that nothing is known of. Raises what `fetch` raises, and StrangePage where
    the page is plainly no article."""
    answer = fetch(address, access=access)
    kind = find_kind(address, answer, known=(), copy=None)
    if kind is not None:
        raise StrangePage(describe_strange(address, kind, None, None))
    return answer


def find_kind(
    address: str, answer: Answer, *, known: Collection[str], copy: Answer | None
) -> StrangeKind | None:
    """What a page is instead of the article at `address`; None if it may be the article. `known` are its
    lines, `copy` is its last good copy."""
    if is_feed(answer) or len(answer.body) > MAX_BODY:
        return None
    if copy is not None and is_feed(copy):
        return StrangeKind.NO_FEED
    if copy is not None and copy.body == answer.body:
        return None
    shown = _read(address, answer)
    if shown is None:
        return None
    words = [*known, *([_article_of(address, copy)] if copy else [])]
    share = _share(words, shown.everything)
    if share is None:
        return _find_sign(shown, SHORT_PAGE) or _front_page(address, answer, shown)
    if share < LEAST_SHARE:
        sign = _find_sign(shown, GATE_WORDS) or _front_page(address, answer, None)
        return sign or StrangeKind.OTHER_WORDS
    gate = _find_sign(shown, GATE_WORDS) if share < LEAST_SHARE_BEHIND_GATE else None
    return gate if gate in GATES else None


def digest(address: str, answer: Answer) -> str:
    """The same for two answers that show the same text."""
    return hashlib.sha256(_article_of(address, answer).encode()).hexdigest()


@lru_cache(maxsize=2)  # a page and its last copy are looked at several times
def _read(address: str, answer: Answer) -> _Shown | None:
    """The text of a page; None if it cannot be read, which its reader will say better. Raises TooMuchWork."""
    is_page = answer.content_type in ("", "text/html", "application/xhtml+xml")
    try:
        raw = decode(answer.body, address, page=is_page, charset=answer.charset)
    except ArticleError:
        return None
    if not is_page:
        return _Shown(raw, "", raw) if answer.content_type.startswith("text/") else None
    if len(raw) > SMALL_BYTES:
        return run_bounded(_read_page, raw, name=address)
    return _read_page(raw)


def _read_page(raw: str) -> _Shown:
    from socialkit.article.formats.html import read_html

    page = read_html(raw)
    article = "\n".join(piece.words for piece in page.pieces)
    said = _TITLE.search(raw)
    return _Shown(article, page.title or (said[1] if said else ""), page.everything)


def _article_of(address: str, answer: Answer) -> str:
    shown = _read(address, answer)
    return shown.article if shown else ""


def _sequences(text: str) -> set[tuple[str, ...]]:
    words = [word.lower() for word in _WORDS.findall(text)]
    return {tuple(words[place : place + SEQUENCE]) for place in range(len(words) - SEQUENCE + 1)}


def _share(known: Iterable[str], text: str) -> float | None:
    """Which share of the known words stands in a text, as sequences of four; None if nothing is known."""
    wanted: set[tuple[str, ...]] = set()
    for one in known:
        wanted |= _sequences(one)
    return len(wanted & _sequences(text)) / len(wanted) if wanted else None


def _find_sign(shown: _Shown, most_words: int) -> StrangeKind | None:
    """What a page says of itself, if it is no longer than `most_words`."""
    if len(shown.article.split()) > most_words:
        return None
    parts = [_plain(one) for one in _TITLE_PARTS.split(shown.title)]
    for kind, sign in TITLE_SIGNS.items():
        if any(sign.fullmatch(one) for one in parts):
            return kind
    text = _plain(f"{shown.title}\n{shown.article or shown.everything}")
    return next((kind for kind, sign in TEXT_SIGNS.items() if sign.search(text)), None)


def _plain(text: str) -> str:
    return " ".join(text.replace("'", "’").split()).strip(" .!…")


def _front_page(address: str, answer: Answer, shown: _Shown | None) -> StrangeKind | None:
    """Was the address of an article answered with the front page of a site? A first page that has much
    to read counts as an article all the same."""
    wanted, final = split_address(address), split_address(answer.final_address or address)
    if wanted is None or final is None or not wanted.segments or final.segments or final.query:
        return None
    is_long = shown is not None and len(shown.article.split()) > SHORT_PAGE
    return None if is_long else StrangeKind.FRONT_PAGE


def describe_strange(
    address: str, kind: StrangeKind, since: datetime | None, known: KnownArticle | None
) -> str:
    """For an article of which there is no copy."""
    day = since.astimezone() if since else None
    words = (
        f"{address} shows {SHOWN[kind]}{f' since {day.day} {day:%B}' if day else ''}, so it was not read. "
        f"No lines are made from it, and what is planned stays as it is. Open the address in a private "
        f"window of your browser to see what readers get."
    )
    return f"{words} If it is your new article, {_give_up(known)}." if known else words


def describe_kept(sight: StrangeSight, read_at: datetime, known: KnownArticle | None) -> str:
    """For a page whose last good copy is used."""
    since, day = sight.since.astimezone(), read_at.astimezone()
    words = (
        f"this address shows {SHOWN[sight.kind]} since {since.day} {since:%B}; the copy of {day.day} "
        f"{day:%B %Y} is used, and what is planned stays. Open it in a private window of your browser to "
        f"see what readers get."
    )
    if sight.kind is StrangeKind.NO_FEED:
        return words
    if sight.kind.may_be_believed:
        end = (sight.since + BELIEVED_AFTER).astimezone()
        words += f" If you have rewritten it, the new words are used from {end.day} {end:%B} on"
        return f"{words}, or at once if you {_give_up(known)}." if known else f"{words}."
    return f"{words} If it is your new article, {_give_up(known)}." if known else words


def _give_up(known: KnownArticle) -> str:
    return f"write use: no beside the old lines in {known.file}"
