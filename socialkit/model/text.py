"""Small functions on text that several stages need."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_STRAIGHT_QUOTES = str.maketrans("“”„‘’‛ʼ", '"' * 3 + "'" * 4)
_GUILLEMETS = str.maketrans("«»", '""')
_QUOTE_SHAPES = {"'": "['‘’‛ʼ]", '"': '["“”„«»]'}


def count(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 post", "3 posts", "1,200 posts": a number with its noun."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def shorten(text: str, most: int) -> str:
    """The text in at most `most` characters; what is cut off ends with an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


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


def fold_phrases(phrases: Iterable[str]) -> tuple[str, ...]:
    """Phrases as `holds_phrase` compares them: white space, quotes and capitals do not matter."""
    return tuple(filter(None, (normalise(phrase).casefold() for phrase in phrases)))


def holds_phrase(text: str, folded: Sequence[str]) -> bool:
    """Does the text contain one of the phrases, which `fold_phrases` folded?"""
    words = normalise(text).casefold()
    return any(phrase in words for phrase in folded)
