"""Prepares text for type: typographic quotes, checks of letters, measured words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from socialkit.cards.drawing import Chain, Face, Ruler
from socialkit.errors import CardError

OPENERS = "“‘«‹„‚("
CLOSERS = "”’»›)"
HANGERS = ".,;:-‐"
DASHES = "—–-―"
JOINERS = "\u00a0\u202f\u2060"
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
TITLES = frozenset({"Dr", "Mr", "Mrs", "Ms", "Prof", "St", "No.", "Rev"})
NUMBER = re.compile(r"[\d][\d.,]*")
DEVANAGARI = re.compile("[\u0900-\u097f\u1cd0-\u1cff\ua8e0-\ua8ff]")
QUOTE_SHAPES = str.maketrans("“”„‟«»‘’‚‛‹›`´′", '""""""' + "'" * 9)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a word in one face, as drawn."""

    text: str
    face: Face


@dataclass(frozen=True, slots=True)
class Word:
    """A word as set; lengths in em.

    `text` is the original except for the shape of quotes. `gap` is the space after it (0 inside
    “lost—found”). `hang_left` and `hang_right` are the widths of punctuation that may be outside the
    column. `binds` forbids a break after the word.
    """

    text: str
    pieces: tuple[Piece, ...]
    width: float
    gap: float
    hang_left: float
    hang_right: float
    emphasised: bool
    binds: bool


def display(text: str) -> str:
    """The text with typographic quotes and single spaces; nothing else changes."""
    folded = " ".join(re.split(r"[^\S\u00a0\u202f]+", text.strip()))
    return re.sub("[\"']", lambda found: _curl(folded, found.start()), folded)


def fold(text: str) -> str:
    """What must be equal in a text and on its card: everything but white space and the shape of quotes."""
    return "".join(text.translate(QUOTE_SHAPES).split())


def start_of(text: str) -> str:
    """The first words of a text, in quotes, to name it in a message."""
    words = text.split()
    short = " ".join(words[:6])[:60]
    return f"“{short} …”" if short != " ".join(words) else f"“{short}”"


def check_letters(text: str, chain: Chain, ruler: Ruler) -> None:
    """Raise CardError if the faces cannot set the text; the message names the letters."""
    letters = list(dict.fromkeys(_visible(text)))
    if not letters:
        raise CardError("There are no words to set on a card.")
    name = start_of(text)
    if any(unicodedata.bidirectional(one) in ("R", "AL", "AN") for one in letters):
        raise CardError(
            f"{name} has words that are written from right to left. Cards can only be set from left to right."
        )
    missing = [one for one in letters if not _can_be_set(one, chain, ruler)]
    named = " ".join(map(_seen, missing))
    if any(_is_picture(one) for one in missing):
        raise CardError(f"{name} contains {named}. Cards show words only: remove the emoji.")
    if missing:
        raise CardError(
            f"The typefaces of the card have no letter for {named} in {name}. Cards can be set in "
            "Latin letters and in Devanagari; write these letters differently."
        )


def _can_be_set(letter: str, chain: Chain, ruler: Ruler) -> bool:
    """Does a face have a visible glyph for it? Some faces have empty ones for control characters."""
    if unicodedata.category(letter) == "Cc":
        return False
    return any(ruler.covers(letter, face) for face in chain)


def _seen(letter: str) -> str:
    """The letter for a message; an invisible one by its code point."""
    return letter if letter.isprintable() else f"U+{ord(letter):04X} (an invisible sign)"


def set_words(
    text: str, emphasis: tuple[int, int] | None, chains: tuple[Chain, Chain], ruler: Ruler
) -> tuple[Word, ...]:
    """The words of a display text, measured. `emphasis` is a span of it, set in the second chain."""
    tokens = list(_tokens(text))
    words = []
    for index, (start, end, spaced) in enumerate(tokens):
        token = text[start:end]
        following = text[slice(*tokens[index + 1][:2])] if index + 1 < len(tokens) else ""
        emphasised = emphasis is not None and start < emphasis[1] and end > emphasis[0]
        measured = _measure(token, chains[emphasised], ruler)
        words.append(
            Word(
                text=token,
                pieces=measured.pieces,
                width=measured.width,
                gap=measured.gap if spaced else 0.0,
                hang_left=measured.hang_left,
                hang_right=measured.hang_right,
                emphasised=emphasised,
                binds=_binds(token, following, spaced),
            )
        )
    return tuple(words)


class _Measured(NamedTuple):
    pieces: tuple[Piece, ...]
    width: float
    gap: float
    hang_left: float
    hang_right: float


@lru_cache(maxsize=20_000)
def _measure(token: str, chain: Chain, ruler: Ruler) -> _Measured:
    """A word as drawn; cached, because words come again on the cards of an article."""
    pieces = split_pieces(_as_drawn(token), chain, ruler)
    return _Measured(
        pieces,
        _width(pieces, ruler),
        _gap(pieces[-1], ruler),
        _hang(pieces[0], ruler, left=True),
        _hang(pieces[-1], ruler, left=False),
    )


def split_pieces(text: str, chain: Chain, ruler: Ruler) -> tuple[Piece, ...]:
    """The text in pieces of one face each; combining marks stay with their letter."""
    pieces: list[Piece] = []
    letters = unicodedata.normalize("NFC", UNSEEN.sub("", text))
    if all(ruler.covers(letter, chain[0]) for letter in letters):
        return (Piece(letters, chain[0]),)
    for letter in letters:
        face = _face_for(letter, pieces[-1].face if pieces else None, chain, ruler)
        if pieces and pieces[-1].face == face:
            pieces[-1] = Piece(pieces[-1].text + letter, face)
        else:
            pieces.append(Piece(letter, face))
    return tuple(pieces) or (Piece("", chain[0]),)


def _face_for(letter: str, before: Face | None, chain: Chain, ruler: Ruler) -> Face:
    sticks = unicodedata.category(letter) in ("Mn", "Mc", "Cf")
    stays = before is not None and (sticks or (before is not chain[0] and not letter.isalnum()))
    if before is not None and stays and (_is_unseen(letter) or ruler.covers(letter, before)):
        return before
    return next((face for face in chain if ruler.covers(letter, face)), chain[0])


def _tokens(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end and “white space follows” of every word; an em dash within a word ends it."""
    for found in re.finditer(r"\S+", re.sub(f"[{JOINERS}]", "_", text)):
        start, end = found.span()
        cuts = list(_dash_cuts(text, start, end))
        for left, right in zip([start, *cuts], [*cuts, end], strict=True):
            yield left, right, right == end and end < len(text)


def _dash_cuts(text: str, start: int, end: int) -> Iterable[int]:
    for found in re.finditer(r"—+|--+", text[start:end]):
        cut = start + found.end()
        if found.start() and cut < end and text[cut] not in CLOSERS + HANGERS + "?!":
            yield cut


def _as_drawn(token: str) -> str:
    """The token with hyphens for dashes made real dashes; Word.text keeps the original."""
    if token == "-":
        return "–"
    return re.sub("--+", "—", token.translate(dict.fromkeys(map(ord, JOINERS[:2]), " ")))


def _binds(token: str, following: str, spaced: bool) -> bool:
    if following and not following.strip(DASHES):
        return True
    if not spaced:
        return False
    return (
        token in TITLES
        or token.removesuffix(".") in TITLES
        or bool(NUMBER.fullmatch(token) and following[:1].islower())
    )


def _gap(piece: Piece, ruler: Ruler) -> float:
    """The space after a word, which differs between scripts."""
    return ruler.width(piece.text + " ", piece.face) - ruler.width(piece.text, piece.face)


def _hang(piece: Piece, ruler: Ruler, *, left: bool) -> float:
    allowed = OPENERS if left else CLOSERS + HANGERS + "”’"
    bare = piece.text.lstrip(allowed) if left else piece.text.rstrip(allowed)
    if not bare or bare == piece.text:
        return 0.0
    return ruler.width(piece.text, piece.face) - ruler.width(bare, piece.face)


def _width(pieces: Iterable[Piece], ruler: Ruler) -> float:
    return sum(ruler.width(piece.text, piece.face) for piece in pieces)


def _curl(text: str, index: int) -> str:
    before = text[index - 1] if index else " "
    after = text[index + 1 : index + 2]
    opens = (before.isspace() or before in "([—–-“‘\"'") and not after.isspace() and after != ""
    if text[index] == '"':
        return "“" if opens else "”"
    return "‘" if opens and not after.isdigit() else "’"


def _visible(text: str) -> list[str]:
    drawn = " ".join(_as_drawn(token) for token in display(text).split(" "))
    letters = unicodedata.normalize("NFC", UNSEEN.sub("", drawn))
    return [one for one in letters if not one.isspace() and not _is_unseen(one)]


def _is_unseen(letter: str) -> bool:
    return letter in "\u200c\u200d"


def _is_picture(letter: str) -> bool:
    return unicodedata.category(letter) == "So" or letter == "\ufe0f" or letter >= "\U0001f000"
