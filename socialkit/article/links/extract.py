"""The Instagram and Facebook accounts, websites and phone numbers that an article links to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from socialkit.article.links.address import split_address
from socialkit.article.links.no_account import CHATS, LINK_LISTS, SHORTENERS, reject
from socialkit.article.links.urls import (
    clean_address,
    facebook_identity,
    instagram_handle,
    names_only_a_post,
)
from socialkit.article.links.wrapped import unwrap
from socialkit.model.article import Links, RejectedLink
from socialkit.model.text import word_set

MAX_WORDS_BESIDE = 4
"""A row with an address and at most this many other words is there for the address."""
MAX_LETTERS_BESIDE = 400
"""What stands further away in the same row says nothing about an address; a page may be one row."""

_URL = re.compile(
    r"(?<![\w@])(?:https?://|www\.)[^\s<>\"“”‘’|\\^`{}\[\]]{3,2000}"
    r"|(?<![\w@./=-])(?:[a-z0-9-]{1,63}\.){0,2}(?:instagram\.com|instagr\.am|ig\.me|facebook\.com|fb\.com|fb\.me"
    r"|fb\.watch|m\.me|threads\.net|threads\.com|linktr\.ee|wa\.me|bit\.ly)"
    r"/[^\s<>\"“”‘’|\\^`{}\[\]]{1,2000}"
    r"|(?<![\w@./=-])[a-z0-9][a-z0-9-]{2,62}(?:\.(?:com|org|net|in|info|health|care|life|co|eu|de|example)"
    r"(?:\.(?:uk|in|au|nz|za))?|\.org\.uk)(?![\w@-])(?!\.\w)(?:/[^\s<>\"“”‘’|\\^`{}\[\]]{0,2000})?",
    re.IGNORECASE,
)
_LOOSE_END = ".,;:!?'*_~…·•)"
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_OTHER_NETWORKS = r"(?:facebook|fb|threads|tiktok|youtube|linkedin|twitter|x|pinterest)"
_INSTAGRAM = r"(?:instagram|insta|ig)\b"
_NO_MAIL = r"(?![\w.]*@)"
_NEAR_INSTAGRAM = re.compile(
    rf"(?<![\w@.])\b{_INSTAGRAM}(?:[ \t]{{0,2}}(?:and|[&/+,])[ \t]{{0,2}}{_OTHER_NETWORKS}\b){{0,2}}"
    r"[^\n@\w]{0,12}(?:handle|account|page|profile|name|username|at|as|is|on)?[^\n@\w]{1,6}"
    rf"@(?P<before>[\w.]{{1,30}}){_NO_MAIL}"
    rf"|(?<![\w@.])@(?P<after>[\w.]{{1,30}})[ \t]?(?:[ \t](?:on|at|via)|[(|–—-])[ \t(]{{0,2}}"
    rf"(?:{_OTHER_NETWORKS}[ \t]{{0,2}}(?:and|[&/+,])[ \t]{{0,2}}){{0,2}}"
    rf"{_INSTAGRAM}(?![ \t]{{0,3}}[:|(–—-]{{0,2}}[ \t]{{0,3}}@|[ \t]{{0,2}}:)"
    r"|\b(?:instagram|insta)[ \t]{0,2}[:–—][ \t]{0,3}(?P<bare>[a-z0-9][a-z0-9._]{2,29})[ \t]{0,3}$",
    re.IGNORECASE | re.MULTILINE,
)
_NO_HANDLES = word_set(
    "soon link here below above none yes not tba www http https profile account page handle username"
)
"""Words that stand after “Instagram:” where no name was written."""
_OTHERS = re.compile(
    r"(?:.*\.)?(?:instagram\.com|instagr\.am|facebook\.com|fb\.(?:com|me|watch)|messenger\.com|m\.me"
    r"|threads\.(?:net|com)|youtube\.com|youtu\.be|vimeo\.com|twitter\.com|x\.com|t\.co|bsky\.app"
    r"|tiktok\.com|pinterest\.[a-z.]+|pin\.it|linkedin\.com|lnkd\.in|snapchat\.com|reddit\.com"
    r"|tumblr\.com|whatsapp\.com|wa\.me|telegram\.(?:me|org)|t\.me|skype\.com|zoom\.us"
    r"|google\.[a-z.]+|goo\.gl|g\.page|g\.co|gstatic\.com|apple\.com|spotify\.com|amazon\.[a-z.]+"
    r"|amzn\.(?:to|in)|audible\.com|goodreads\.com|wikipedia\.org|wikimedia\.org|doi\.org|orcid\.org"
    r"|nih\.gov|who\.int|apa\.org|springer\.com|sciencedirect\.com|jstor\.org|researchgate\.net"
    r"|creativecommons\.org|w3\.org|schema\.org|wordpress\.org|gravatar\.com|unsplash\.com|pexels\.com"
    r"|mailchi\.mp|bit\.ly|tinyurl\.com)"
)
"""Networks, search engines, shops and libraries: an address there is not the owner's website."""

_ASSET = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|pdf|css|js|mp3|mp4|xml|json|woff2?)$", re.IGNORECASE
)
_BUSINESS = re.compile(
    r"\b(?:book|contact|call|appointment|session|website|web site|site|visit|reach|schedule"
    r"|enquir|inquir|consultation|get in touch|find me|read more)",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w./=@#%-])(?:tel:)?\(?\+?\(?\d[\d ()./\u00a0–-]{5,24}\d(?![\w%])")
_PHONE_WORD = re.compile(
    r"\b(?:call|phone|tel|telephone|mobile|cell|whatsapp|contact|ring|text|dial|helpline)\b|tel:|[☎📞📱📲]",
    re.IGNORECASE,
)
_NO_PHONE = re.compile(r"\b(?:isbn|issn|doi|gstin|pin ?code|registration|reg\.? no)\b", re.I)
_DATE = re.compile(
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\(?\d{4}\)?\s?[–/-]\s?\(?\d{2,4}\)?(?:\s.*)?)"
)
_GROUPED = re.compile(r"\(\d{3}\) ?\d{3}[-. ]\d{4}|\d{3}[-. ]\d{3}[-. ]\d{4}|0\d{2,4}[ -]\d.*")


@dataclass(frozen=True, slots=True)
class _Found:
    address: str
    row: str
    above: str

    @property
    def is_account(self) -> bool:
        """Is it the address of an account?"""
        is_path = "/" in self.address
        return is_path and bool(instagram_handle(self.address) or facebook_identity(self.address))


def find_links(raw: str, *, own: str | None = None, profiles: Sequence[str] = ()) -> Links:
    """The accounts, websites and phone numbers in a raw text, in order of first appearance.

    `own` is the front page of the owner's site, if known: it comes first among the websites. `profiles`
    are addresses that a page names as its owner's where no reader sees them. They count, as do links to
    single posts of an account, only where the text links to no account of that network: both may be
    somebody else's, and then there are two, of which none is chosen.
    """
    found = list(_find_addresses(raw))
    behind = [_Found(unwrap(one), "", "") for one in profiles]
    return Links(
        instagram=_find_handles(raw, found, behind),
        facebook=_find_pages(found, behind),
        website=_find_websites(found, own),
        phone=_unique(_find_phones(raw)),
        rejected=_find_rejected(found),
    )


def origin(address: str | None) -> str | None:
    """The front page of the site that an address belongs to."""
    parts = split_address(address) if address else None
    return f"{parts.scheme}://{parts.host}" if parts else None


def _unique(found: Iterable[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for _, text in sorted(found, key=lambda pair: pair[0])))


def _rows(raw: str) -> Iterator[tuple[int, str, str]]:
    start, above = 0, ""
    for row in raw.split("\n"):
        yield start, row, above
        start += len(row) + 1
        above = row or above


def _find_addresses(raw: str) -> Iterator[_Found]:
    for _, row, above in _rows(raw):
        for match in _URL.finditer(row):
            address = unwrap(_trim(match.group()))
            if split_address(address) is not None:
                near = row[
                    max(0, match.start() - MAX_LETTERS_BESIDE) : match.end() + MAX_LETTERS_BESIDE
                ]
                yield _Found(address, near, above[-MAX_LETTERS_BESIDE:])


def _trim(address: str) -> str:
    """Without the punctuation of the sentence; a closing bracket stays if it was opened in the address."""
    while address and address[-1] in _LOOSE_END:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    inner = address.find("](")
    return address if inner < 0 else address[:inner]


def _find_handles(raw: str, found: list[_Found], behind: list[_Found]) -> tuple[str, ...]:
    linked = [(one, handle) for one in found if (handle := _handle_of(one))]
    sure = [handle for one, handle in linked if not names_only_a_post(one.address)]
    sure += _find_named_handles(raw)
    unsure = [handle for _, handle in linked]
    return tuple(dict.fromkeys(sure or [*unsure, *filter(None, map(_handle_of, behind))]))


def _handle_of(one: _Found) -> str | None:
    return instagram_handle(one.address) if "/" in one.address else None


def _find_named_handles(raw: str) -> Iterator[str]:
    """The handles that a text names beside the word Instagram. Never a part of an e-mail address."""
    for match in _NEAR_INSTAGRAM.finditer(raw):
        name = match["before"] or match["after"] or match["bare"]
        handle = instagram_handle(name.rstrip("."))
        if handle and "." not in handle[-4:-1] and handle not in _NO_HANDLES:
            yield handle


def _find_pages(found: list[_Found], behind: list[_Found]) -> tuple[str, ...]:
    sure = [one for one in found if not names_only_a_post(one.address)]
    return _pages_of(sure) or _pages_of([*found, *behind])


def _pages_of(found: list[_Found]) -> tuple[str, ...]:
    pages: dict[tuple[str, str], str] = {}
    for one in found:
        identity = facebook_identity(one.address) if "/" in one.address else None
        if identity is not None:
            pages.setdefault(identity, _page_address(one.address, identity))
    return tuple(pages.values())


def _find_rejected(found: list[_Found]) -> tuple[RejectedLink, ...]:
    rejected = (reject(one.address, _URL.sub(" ", one.row)) for one in found if not one.is_account)
    return tuple(dict.fromkeys(one for one in rejected if one is not None))


def _page_address(address: str, identity: tuple[str, str]) -> str:
    """The Page's own address, without a tab or a post of it."""
    kind, value = identity
    usual = clean_address(address)
    first = usual.removeprefix("https://www.facebook.com/").split("/")[0]
    if kind == "name":
        return f"https://www.facebook.com/{first if first.lower() == value else value}"
    is_post = first.startswith(("permalink.php", "story.php"))
    return f"https://www.facebook.com/{value}" if is_post else usual


def _find_websites(found: list[_Found], own: str | None) -> tuple[str, ...]:
    sites = [(one, origin(one.address) or "") for one in found if _may_be_own(one.address)]
    near = {_host(site) for one, site in sites if _BUSINESS.search(f"{one.above}\n{one.row}")}
    alone = {_host(site) for one, site in sites if _stands_alone(one)}
    if own is not None:
        contact = [one for one, site in sites if _host(site) == _host(own) and _invites(one)]
        return tuple(
            dict.fromkeys([own, *(_written(one.address) for one in contact if _is_deeper(one))])
        )
    own_hosts = near or alone
    return tuple(
        dict.fromkeys(_written(one.address) for one, site in sites if _host(site) in own_hosts)
    )


def _host(site: str) -> str:
    return site.partition("://")[2].removeprefix("www.")


def _may_be_own(address: str) -> bool:
    parts = split_address(address)
    if parts is None or _OTHERS.fullmatch(parts.host) or _ASSET.search(parts.path):
        return False
    return not any(kind.fullmatch(parts.host) for kind in (LINK_LISTS, CHATS, SHORTENERS))


def _stands_alone(one: _Found) -> bool:
    rest = _URL.sub(" ", one.row)
    return len(re.findall(r"[^\W\d_]+", rest)) <= MAX_WORDS_BESIDE


def _invites(one: _Found) -> bool:
    return _BUSINESS.search(one.row) is not None


def _is_deeper(one: _Found) -> bool:
    parts = split_address(one.address)
    return parts is not None and bool(parts.segments)


def _written(address: str) -> str:
    """The address as written, without tracking, with https where no scheme was given."""
    return clean_address(address)


def _find_phones(raw: str) -> Iterator[tuple[int, str]]:
    for start, row, above in _rows(raw):
        if _NO_PHONE.search(row):
            continue
        bare = _MAIL.sub(_blank, _URL.sub(_blank, row))
        for match in _PHONE.finditer(bare):
            number = _tidy(match.group())
            if _is_phone(number, f"{above[-80:]} {row[max(0, match.start() - 80) : match.end()]}"):
                yield start + match.start(), number


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _tidy(number: str) -> str:
    number = number.removeprefix("tel:").strip(" .-–/\u00a0")
    if number.count("(") != number.count(")"):
        number = number.lstrip("(").rstrip(") ")
    return number


def _is_phone(number: str, near: str) -> bool:
    digits = sum(letter.isdigit() for letter in number)
    if _DATE.fullmatch(number) or not 7 <= digits <= 15:
        return False
    if number.startswith(("+", "(+", "00")):
        return digits >= 8
    if _PHONE_WORD.search(near):
        return digits >= 7
    return 10 <= digits <= 11 and _GROUPED.fullmatch(number) is not None
