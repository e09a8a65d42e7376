"""Small functions on text that several stages need."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_STRAIGHT_QUOTES = str.maketrans("“”„‘’‛ʼ", '"' * 3 + "'" * 4)
_GUILLEMETS = str.maketrans("«»", '""')
_QUOTE_SHAPES = {"'": "['‘’‛ʼ]", '"': '["“”„«»]'}
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_SINGLE, _DOUBLE = "'‘’‚‛ʼ‹›`´′", '"“”„‟«»″'
_DASHES = "-\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_ANY_QUOTES = str.maketrans(
    dict.fromkeys(_SINGLE, "'") | dict.fromkeys(_DOUBLE, '"') | {"\u00a8": " ", "\u00b8": ","}
)
_STEERS = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = re.compile("[\x0b\x0c]")
_COLOURS = re.compile(r"\x1b\[[0-9;?]{0,20}[ -/]{0,3}[@-~]")
"""What a terminal takes for a colour or a movement (ECMA-48, section 5.4): no letter of it is meant."""
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOGIN = re.compile(r"(?P<scheme>\s*https?://)(?P<login>[^\s/?#]*)@", re.IGNORECASE)
_UNSEEN_RUN = re.compile(f"[{_UNSEEN}]+")
_DASH_RUN = re.compile(rf"\s*[{_DASHES}][{_DASHES}\s]*")
_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}
_ELEMENT = re.compile(r"\.{3}|ffi|ffl|ff|fi|fl|.", re.DOTALL)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 post", "3 posts", "1,200 posts": a number with its noun."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def shorten(text: str, most: int) -> str:
    """The text in at most `most` characters; what is cut off ends with an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def without_steering(text: str) -> str:
    """The text without signs that steer a terminal or calendar: control characters, halves of an emoji, and
    the marks that turn the direction of all that follows (UAX 9, section 2)."""
    return _STEERS.sub("", text)


def without_control(text: str) -> str:
    """The text without the signs that XML 1.0 (section 2.2) forbids and that no reader sees. Word's own line
    break (U+000B) and a page break become the end of a row."""
    return _FORBIDDEN.sub("", _BREAKS.sub("\n", _COLOURS.sub("", text)))


def split_login(address: str) -> tuple[str, str | None]:
    """A web address without the user and password in it, and these as they stand there: "USER:PASSWORD"."""
    found = _LOGIN.match(address)
    if found is None:
        return address, None
    return found["scheme"] + address[found.end() :], found["login"]


def word_set(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())


def straighten_quotes(text: str) -> str:
    """The text with straight quotes for curly ones, letter by letter: offsets stay valid."""
    return text.translate(_STRAIGHT_QUOTES)


def normalise(text: str) -> str:
    """The words alone: composed letters, single blanks, straight quotes. Capitals are kept."""
    composed = straighten_quotes(unicodedata.normalize("NFC", text))
    return " ".join(composed.translate(_GUILLEMETS).split())


def find_quote(quote: str, text: str) -> str | None:
    """The slice of `text` that equals `quote` except for white space and the shape of quotes."""
    quote = quote.strip()
    if quote and quote in text:
        return quote
    words = [
        "".join(_QUOTE_SHAPES.get(letter, re.escape(letter)) for letter in word)
        for word in normalise(quote).split()
    ]
    match = re.search(r"\s+".join(words), text) if words else None
    return match.group(0) if match else None


def fold_look(text: str) -> str:
    """What a reader sees of a text: without the signs that nobody sees, whatever the code of a letter, the
    shape of quotes, dashes and dots, and the blanks. No id may depend on it."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _UNSEEN_RUN.sub("", text.translate(_ANY_QUOTES)))
    return " ".join(_DASH_RUN.sub("-", text.replace("`", "'")).split())


def without_unseen(text: str) -> str:
    """The text without soft hyphens and the other signs that nobody sees, its letters composed."""
    return unicodedata.normalize("NFC", _UNSEEN_RUN.sub("", text))


def find_look(quote: str, text: str) -> str | None:
    """The slice of `text` that a reader could not tell from `quote`: equal as `fold_look` folds them."""
    plain = quote.strip()
    pattern = _look_pattern(quote)
    if pattern is None:
        return None
    exact = (re.compile(re.escape(plain)),) if plain in text else ()
    for one in (*exact, pattern):
        for found in one.finditer(text):
            behind = text[found.end() : found.end() + 1] or " "
            if not unicodedata.category(behind).startswith("M"):  # it belongs to the letter before
                return str(found.group(0))
    return None


@lru_cache(maxsize=256)
def _look_pattern(quote: str) -> re.Pattern[str] | None:
    """Whatever reads like the quote. Possessive, so that no run of unseen signs is tried twice."""
    elements = _ELEMENT.findall(fold_look(quote))
    if not elements:
        return None
    last = len(elements) - 1
    parts = [_element(one, at_edge=n in (0, last)) for n, one in enumerate(elements)]
    glue = f"[{_UNSEEN}]*+"
    joined = parts[0]
    for before, after, part in zip(elements, elements[1:], parts[1:], strict=False):
        has_own = before in (" ", "-") or after in (" ", "-")
        joined += part if has_own else glue + part
    return re.compile(joined)


def _element(one: str, *, at_edge: bool) -> str:
    if one == " ":
        return rf"[{_UNSEEN}]*+\s[\s{_UNSEEN}]*+"
    if one == "-":
        inside = rf"[\s{_UNSEEN}]*+[{_DASHES}][{_DASHES}\s{_UNSEEN}]*+"
        return f"[{_DASHES}]+" if at_edge else inside
    if one == "...":
        return r"(?:…|\.{3})"
    if one in _LIGATURES:
        letters = f"[{_UNSEEN}]*+".join(one)
        return f"(?:{letters}|{_LIGATURES[one]})"
    shapes = {"'": _SINGLE, '"': _DOUBLE}.get(one)
    if shapes:
        return f"[{re.escape(shapes)}]"
    forms = dict.fromkeys((one, unicodedata.normalize("NFD", one)))
    return f"(?:{'|'.join(map(re.escape, forms))})"


def fold_phrases(phrases: Iterable[str]) -> tuple[str, ...]:
    """Phrases as `holds_phrase` compares them: only what a reader sees counts, and not its capitals."""
    return tuple(filter(None, (fold_look(phrase).casefold() for phrase in phrases)))


def holds_phrase(text: str, folded: Sequence[str]) -> bool:
    """Does the text contain one of the phrases, which `fold_phrases` folded?"""
    words = fold_look(text).casefold()
    return any(phrase in words for phrase in folded)
