"""Chooses the phrase of a quote to set in italics and colour.

It is chosen by the structure of the sentence alone, and only if that is clear: a wrong emphasis is
worse than none.
"""

from __future__ import annotations

import re

from socialkit.cards.typography.shaping import QUOTE_SHAPES, display, start_of
from socialkit.errors import CardError

MIN_WORDS = 7
"""A shorter quote needs no emphasis."""
MAX_SHARE = 0.5
LENGTHS = range(2, 7)

TURNS = (
    r"\bnot\b[^.?!;]*?,? but (?:only |rather |also )?(?P<turn>[^,;:—]+)$",
    r"[,;] (?:but|yet) (?P<turn>[^,;:—]+)$",
    r"(?:[;:—]| –) ?(?P<turn>[^,;:—]+)$",
    r", (?:and |so )?(?P<turn>[^,;:—]+)$",
    r"\b(?:in|of|by|with|through|from|into|without|for) (?P<turn>[^,;:—]*,? ?[^,;:—]+)$",
)
"""Tried in order on the last sentence: not X but Y; the part after “but”; the part after a colon; the last
clause; the part after the last preposition."""
LAST_TURN = len(TURNS) - 1

LITTLE = """
a an the of to and or but nor is are was were be been am do does did has have had will would can
could may might must shall should not no it its he she they we you i me him her them us that this
these those who whom which what when where why how if than as at by for from in into on onto with
without about after before because so then there here our your my their his up out off over each
other another any some very too
"""
LITTLE_WORDS = frozenset(LITTLE.split())
DENIAL = re.compile(
    r"(?i)\b(?:not|never|no|rarely|seldom|hardly|nobody|nothing|without)\b|n[’']t\b"
)
"""The end of a negated sentence is what it denies, rarely its point."""
LEADS_ON = re.compile(
    r"(?i)(?:who|which|that|because|when|if|as|than|while|or|nor|where|is|are|was)\b"
)


def choose_emphasis(text: str, wish: str | None) -> tuple[int, int] | None:
    """The span to emphasise in a display text: the requested phrase, or the one its structure suggests.

    Raises CardError when the requested phrase is not in the text.
    """
    return _find_wish(text, wish) if wish and wish.strip() else _find_turn(text)


def usable_emphasis(text: str, wish: str | None) -> str | None:
    """The requested phrase if it can be emphasised in this text, else None: then the structure of the
    sentence decides."""
    if not wish or not wish.strip() or not _find_phrase(display(text), wish):
        return None
    return wish


def choose_in_title(text: str, wish: str | None) -> tuple[int, int] | None:
    """The span to emphasise in the lead-in of a list: the requested phrase, or the last words if they
    are a turn or the clause that the items complete (“When it is calm, *you can:*”)."""
    if wish and wish.strip():
        return _find_wish(text, wish)
    bare = text.rstrip(" :…")
    turn = _find_turn(bare)
    if turn is not None:
        return turn[0], len(text)
    clause = re.fullmatch(r"(?P<before>[^,;:—.!?“”]+), (?P<last>[^,;:—.!?“”]+)", bare)
    if clause is None or len(clause["before"].split()) < 2 or len(clause["last"].split()) > 4:
        return None
    return clause.start("last"), len(text)


def _find_phrase(text: str, wish: str) -> re.Match[str] | None:
    wanted = re.escape(display(wish).translate(QUOTE_SHAPES))
    return re.search(rf"(?<!\w){wanted}(?!\w)", text.translate(QUOTE_SHAPES), re.IGNORECASE)


def _find_wish(text: str, wish: str) -> tuple[int, int]:
    found = _find_phrase(text, wish)
    if not found:
        raise CardError(
            f"The emphasis “{display(wish)}” is not in {start_of(text)}. "
            "Copy the phrase from the line, or leave the emphasis out."
        )
    return found.span()


def _find_turn(text: str) -> tuple[int, int] | None:
    if len(text.split()) < MIN_WORDS or re.search("[“”«»(]", text):
        return None
    sentence_start = max((found.end() for found in re.finditer(r"[.?!…] +", text)), default=0)
    sentence = text[sentence_start:].rstrip(" .!")
    if sentence.endswith("?"):
        return None
    for number, pattern in enumerate(TURNS):
        found = re.search(pattern, sentence)
        if found and _is_plain(found["turn"], sentence, text, last_resort=number == LAST_TURN):
            return sentence_start + found.start("turn"), len(text)
    return None


def _is_plain(turn: str, sentence: str, text: str, *, last_resort: bool) -> bool:
    words = re.findall(r"[^\s,]+", turn)
    if len(words) not in LENGTHS or len(words) > MAX_SHARE * len(text.split()):
        return False
    if LEADS_ON.match(turn):
        return False
    if last_resort:
        if DENIAL.search(sentence):
            return False
        return len(words) <= 4 and not any(word.lower() in LITTLE_WORDS for word in words)
    return sentence.count(",") <= 1
