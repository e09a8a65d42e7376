"""Segments: the rows and paragraphs of a text before they are classified."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from socialkit.model.article import BlockKind

WIDEST_WRAP = 100
NARROWEST_WRAP = 45
"""Characters: text wrapped by hand has rows of 60 to 100; a longer row is a whole paragraph."""

EMOJI = "\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\u200d\U0001f000-\U0001faff"
_LIST_MARK = re.compile(
    r"[ \t\u00a0]{0,40}(?:(?P<bullet>[-*+•·●○◦▪■‣⁃–](?:[ \t]{1,4}\[[ xX]\])?|\[[ xX]\])"
    r"|(?P<number>\(?\d{1,2}[.)]|\(?[a-z]\)))"
    r"[ \t\u00a0]{1,40}(?=\S)"
)
_EMOJI_MARK = re.compile(rf"\s{{0,40}}[{EMOJI}]{{1,6}}\s{{0,40}}(?=\S)")
_ROW = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?:…।॥。？！][\"”’»)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Segment:
    """A span of the text, end exclusive, without the marks and white space around it.

    `hint` is the kind that markup or a list mark gives it. `mark` is the mark that was before it.
    `linked`: all of it is one link. `strong`: all of it is bold. `emphasis`: the emphasised spans in
    it, as offsets into the whole text.
    """

    start: int
    end: int
    hint: BlockKind | None = None
    level: int = 0
    mark: str = ""
    linked: bool = False
    strong: bool = False
    emphasis: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MarkupSegment:
    """A segment of a marked-up text before it has a place in the article's text; white space normalised.

    `emphasis` are offsets into `words`.
    """

    words: str
    hint: BlockKind | None = None
    level: int = 0
    linked: bool = False
    strong: bool = False
    emphasis: tuple[tuple[int, int], ...] = ()


def join_segments(pieces: Iterable[MarkupSegment]) -> tuple[str, tuple[Segment, ...]]:
    """One text with a row for each piece, and the segments in it. Empty pieces are dropped."""
    rows: list[str] = []
    segments: list[Segment] = []
    start = 0
    for piece in pieces:
        words = piece.words.strip()
        if not words:
            continue
        may_be_marked = piece.hint in (None, BlockKind.LIST_ITEM)
        mark = _find_mark(words, 0, len(words)) if may_be_marked else _NO_MARK
        end = start + len(words)
        hint = BlockKind.LIST_ITEM if mark.listed else piece.hint
        emphasis = tuple((start + first, start + last) for first, last in piece.emphasis)
        segments.append(
            Segment(
                *(start + mark.length, end, hint, piece.level, mark.kind),
                *(piece.linked, piece.strong, emphasis),
            )
        )
        rows.append(words)
        start = end + 1
    return "\n".join(rows), tuple(segments)


def read_plain(text: str) -> tuple[Segment, ...]:
    """The segments of a plain text: rows, or paragraphs where rows are wrapped by hand."""
    rows = [span for span in map(_trimmed, _ROW.finditer(text)) if span[0] < span[1]]
    rows = _join_wrapped(text, rows, everywhere=is_hard_wrapped(text))
    return tuple(_read_row(text, start, end) for start, end in rows)


def is_hard_wrapped(text: str) -> bool:
    """Are the rows wrapped by hand at an even width, with blank rows between paragraphs?"""
    inner = [
        row
        for paragraph in re.split(r"\n[ \t]*\n", text)
        for row in paragraph.strip().split("\n")[:-1]
    ]
    prose = [row for row in inner if not _LIST_MARK.match(row)]
    if len(prose) < 2 or "\n\n" not in re.sub(r"[ \t]+\n", "\n", text):
        return False
    open_ended = sum(1 for row in prose if not _SENTENCE_END.search(row[-20:]))
    width = median(len(row) for row in prose)
    return NARROWEST_WRAP <= width <= WIDEST_WRAP and open_ended >= 0.6 * len(prose)


@dataclass(frozen=True, slots=True)
class _Mark:
    kind: str = ""
    length: int = 0
    listed: bool = False


_NO_MARK = _Mark()


def _find_mark(text: str, start: int, end: int) -> _Mark:
    found = _LIST_MARK.match(text, start, end)
    if found:
        return _Mark((found["bullet"] or found["number"]), found.end() - start, listed=True)
    emoji = _EMOJI_MARK.match(text, start, end)
    if emoji:
        return _Mark(emoji.group().strip(), emoji.end() - start)
    return _NO_MARK


def _read_row(text: str, start: int, end: int) -> Segment:
    mark = _find_mark(text, start, end)
    hint = BlockKind.LIST_ITEM if mark.listed else None
    return Segment(start + mark.length, end, hint, mark=mark.kind)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    row = match.group()
    return match.start() + len(row) - len(row.lstrip()), match.start() + len(row.rstrip())


def _join_wrapped(
    text: str, rows: list[tuple[int, int]], *, everywhere: bool
) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    last = 0
    for start, end in rows:
        before = text[last : joined[-1][1]] if joined else ""
        near = bool(joined) and text.count("\n", joined[-1][1], start) == 1
        goes_on = everywhere or breaks_mid_sentence(before, text[start:end])
        if near and goes_on and not _find_mark(text, start, end).listed:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        last = start
    return joined


def breaks_mid_sentence(row: str, following: str) -> bool:
    """Does a long row end within a sentence that continues, in lower case, in the next row?"""
    broken = len(row) >= NARROWEST_WRAP and not _SENTENCE_END.search(row[-20:])
    return broken and following.lstrip()[:1].islower()
