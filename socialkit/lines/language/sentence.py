"""A sentence in its context: its words, its block, the sentence before it, its quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from socialkit.model.article import BlockKind
from socialkit.model.text import straighten_quotes, word_set

_TOKEN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+(?:'[A-Za-zÀ-ÖØ-öø-ÿ]+)*|\d+|[,;:—–?!()\"…]|--")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A slice of an article and its context, all within its own block or section.

    `place` counts from 0 within the block of `siblings` sentences. `quotes` are the spans of `text` in
    quote marks, marks included; `opens_quoted`: the quote began in an earlier sentence. `voiced`: the
    sentence before introduced speech without quote marks, and this one continues in "I". `example`
    marks the side of a contrast. `opens_section` and `ends_section`: the block is next to a heading, a
    label or the end of the article. `emphasised` is the share of its letters that is emphasised. `is_torn`:
    a part of it is in the row before or after, or it opens with a small letter as if one were.
    """

    text: str
    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH
    place: int = 0
    siblings: int = 1
    previous: str | None = None
    section: str | None = None
    quotes: tuple[tuple[int, int], ...] = ()
    opens_quoted: bool = False
    example: bool = False
    voiced: bool = False
    opens_section: bool = False
    ends_section: bool = False
    emphasised: float = 0.0
    is_torn: bool = False
    plain: str = field(init=False, repr=False)
    lower: str = field(init=False, repr=False)
    tokens: tuple[str, ...] = field(init=False, repr=False)
    words: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        plain = straighten_quotes(self.text)
        lower = plain.lower()
        tokens = tuple(_TOKEN.findall(lower))
        object.__setattr__(self, "plain", plain)
        object.__setattr__(self, "lower", lower)
        object.__setattr__(self, "tokens", tokens)
        object.__setattr__(self, "words", tuple(t for t in tokens if t[0].isalnum()))

    @property
    def length(self) -> int:
        """How many words, as a reader counts them."""
        return len(self.text.split())

    @property
    def quoted_words(self) -> int:
        """How many of the words are in quote marks."""
        return sum(len(self.text[start:end].split()) for start, end in self.quotes)

    @property
    def unquoted(self) -> str:
        """The words outside quotes, in lower case with straight quotes."""
        pieces, position = [], 0
        for start, end in self.quotes:
            pieces.append(self.plain[position:start])
            position = end
        return "".join([*pieces, self.plain[position:]]).lower()


EMOJI = "\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\u200d\U0001f000-\U0001faff"
_STOP = re.compile(
    r"(?P<stop>\.(?:\s\.){2,}|[.!?…।॥。？！]+)(?P<close>[\"'”’»)\]*_]*)"
    rf"(?P<mark>(?:\[\d{{1,3}}\]|[¹²³⁰-⁹]|[{EMOJI}])*)(?:(?=\s|$)|(?<=[।॥。？！]))"
)
_BULLETS = re.compile(rf"[\s{EMOJI}]+")
_LAST_WORD = re.compile(r"(\S{1,24})$")
_FIRST_WORD = re.compile(r"\s*[\"'“‘]*([A-Za-z]+)")
_NEXT = re.compile(r"\s*([\"'“‘«(\[]*)(\S?)")
ABBREVIATIONS = word_set(
    """
    dr mr mrs ms mx prof rev hon gen sgt capt lt col gov sen mt st sr jr vs cf al
    etc approx dept est fig no vol pp p ed eds inc
    ltd co corp min max hr hrs tel ext e.g i.e eg ie a.m p.m ph.d m.d b.a m.a m.sc u.s u.k u.n
    d.c jan feb mar apr jun jul aug sep sept oct nov dec डॉ प्रो
    """
)
MAY_END = word_set("etc a.m p.m ph.d m.d b.a m.a m.sc u.s u.k u.n d.c inc ltd co corp al")
"""Abbreviations after which a new sentence may begin, if the next word is a usual opener."""
OPENERS = word_set(
    """
    the a an it this that these those they we you he she i in on at if when while but and so
    what how why there here some many most no not every each then others both
    """
)
_DOTTED = re.compile(r"(?:[A-Z][a-z]{0,2}\.)+[A-Z][a-z]{0,3}")
"""J.R, U.S.A, M.Phil: initials, countries, degrees."""
MAX_ITEM_NUMBER_LENGTH = 6
"""Characters with white space; the point of an item's number does not end a sentence."""
_PAIRS = {"“": "”", "„": "“”", "«": "»", '"': '"', "‘": "’"}


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The spans of the sentences of `text[start:end]`, in order.

    A full stop ends a sentence when white space follows and the next letter is not lower case, but not
    after an abbreviation, an initial or the number of an item. A danda (।) needs no white space.
    Closing quotes and brackets belong to the sentence; emoji and footnote numbers do not.
    """
    end = len(text) if end is None else end
    spans, opened = [], start
    for match in _STOP.finditer(text, start, end):
        if _ends_sentence(text, match, opened, end):
            spans.append((opened, match.end("close")))
            opened = match.end()
    spans.append((opened, end))
    return [span for span in (_trim(text, *one) for one in spans) if span[0] < span[1]]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    bullets = _BULLETS.match(text, start, end)
    start = bullets.end() if bullets else start
    return start, start + len(text[start:end].rstrip())


def _ends_sentence(text: str, match: re.Match[str], opened: int, end: int) -> bool:
    following = _NEXT.match(text, match.end(), end)
    letter = following.group(2) if following else ""
    if letter and (letter.islower() or letter in ",;:—–"):
        return False
    if match.group("stop") != "." or match.group("close"):
        return True
    near = match.start() - opened <= MAX_ITEM_NUMBER_LENGTH
    if near and text[opened : match.start()].strip().isdigit():
        return False
    return not _is_abbreviation(text, match, opened, end)


def _is_abbreviation(text: str, match: re.Match[str], opened: int, end: int) -> bool:
    before = _LAST_WORD.search(text, max(opened, match.start() - 24), match.start())
    word = before.group(1).lstrip("(\"'“‘[") if before else ""
    following = _FIRST_WORD.match(text, match.end(), end)
    opens = following is not None and following.group(1).lower() in OPENERS
    if len(word) == 1 and word.isalpha() and word.isupper() and word != "I":
        return not (opens and following is not None and len(following.group(1)) > 1)
    lower = word.lower()
    if lower == "no" and not text[match.end() : match.end() + 2].strip().isdigit():
        return False
    if lower in ABBREVIATIONS:
        return not (lower in MAY_END and opens)
    return bool(_DOTTED.fullmatch(word)) and not opens


def find_quotes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of `text[start:end]` in quote marks, marks included; an open quote extends to the end."""
    spans: list[tuple[int, int]] = []
    opened, closers = -1, ""
    for index in range(start, end):
        letter = text[index]
        if opened >= 0:
            if letter in closers and not _is_apostrophe(text, index, end):
                spans.append((opened, index + 1))
                opened = -1
        elif letter in _PAIRS and not (letter == "‘" and _is_apostrophe(text, index, end)):
            opened, closers = index, _PAIRS[letter]
    if opened >= 0:
        spans.append((opened, end))
    return spans


def _is_apostrophe(text: str, index: int, end: int) -> bool:
    """Is this mark inside a word, as in "don’t"?"""
    if text[index] not in "‘’":
        return False
    after = text[index + 1] if index + 1 < end else " "
    return text[index] == "’" and after.isalnum()
