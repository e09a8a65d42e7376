"""Segments: the rows and paragraphs of a text before they are classified, with what is emphasised in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from socialkit.article.structure.broken_rows import Gap, TextRow, find_gaps
from socialkit.model.article import BlockKind
from socialkit.model.text import straighten_quotes

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
    it, as offsets into the whole text. `continues`: it begins within a sentence of the segment before.
    """

    start: int
    end: int
    hint: BlockKind | None = None
    level: int = 0
    mark: str = ""
    linked: bool = False
    strong: bool = False
    emphasis: tuple[tuple[int, int], ...] = ()
    continues: bool = False


@dataclass(frozen=True, slots=True)
class MarkupSegment:
    """A segment of a marked-up text before it has a place in the article's text; white space normalised.

    `emphasis` are offsets into `words`. `near`: only a line break is before it, within one block.
    """

    words: str
    hint: BlockKind | None = None
    level: int = 0
    linked: bool = False
    strong: bool = False
    emphasis: tuple[tuple[int, int], ...] = ()
    near: bool = False


def join_segments(pieces: Iterable[MarkupSegment]) -> tuple[str, tuple[Segment, ...]]:
    """One text with a row for each piece, and the segments in it. Empty pieces are dropped; pieces of one
    broken sentence are joined."""
    rows: list[str] = []
    segments: list[Segment] = []
    start = 0
    for piece, broken in _mend(pieces):
        words = piece.words
        may_be_marked = piece.hint in (None, BlockKind.LIST_ITEM)
        mark = _find_mark(words, 0, len(words)) if may_be_marked else _NO_MARK
        end = start + len(words)
        hint = BlockKind.LIST_ITEM if mark.listed else piece.hint
        emphasis = tuple((start + first, start + last) for first, last in piece.emphasis)
        segments.append(
            Segment(
                *(start + mark.length, end, hint, piece.level, mark.kind),
                *(piece.linked, piece.strong, emphasis, broken),
            )
        )
        rows.append(words)
        start = end + 1
    return "\n".join(rows), tuple(segments)


def _mend(pieces: Iterable[MarkupSegment]) -> Iterator[tuple[MarkupSegment, bool]]:
    """The pieces, joined where a sentence was broken, and whether each begins within a sentence."""
    kept = [replace(one, words=one.words.strip()) for one in pieces if one.words.strip()]
    gaps = find_gaps([_as_row(kept, index) for index in range(len(kept))])
    whole: MarkupSegment | None = None
    broken = False
    for piece, gap in zip(kept, gaps, strict=True):
        if whole is not None and gap is Gap.JOINED:
            whole = _append(whole, piece)
            continue
        if whole is not None:
            yield whole, broken
        whole, broken = piece, gap is Gap.BROKEN
    if whole is not None:
        yield whole, broken


def _as_row(pieces: list[MarkupSegment], index: int) -> TextRow:
    """Pieces of different kinds have no sentence in common, but an item may run on into plain rows."""
    piece = pieces[index]
    before = pieces[index - 1] if index else piece
    near = piece.near and piece.hint in (before.hint, None)
    marked = _find_mark(piece.words, 0, len(piece.words)).listed
    return TextRow(
        piece.words, near, ((piece.hint is None or near) and not marked) or _opens(pieces, index)
    )


def _opens(pieces: list[MarkupSegment], index: int) -> bool:
    """May the next piece continue this one, whatever it is?"""
    return index + 1 < len(pieces) and pieces[index + 1].near


def _append(one: MarkupSegment, other: MarkupSegment) -> MarkupSegment:
    shift = len(one.words) + 1
    moved = tuple((start + shift, end + shift) for start, end in other.emphasis)
    return replace(
        one,
        words=f"{one.words} {other.words}",
        linked=one.linked and other.linked,
        strong=one.strong and other.strong,
        emphasis=one.emphasis + moved,
    )


def read_plain(text: str) -> tuple[str, tuple[Segment, ...]]:
    """A plain text and its segments: rows, or paragraphs where rows are wrapped by hand. In the text, a row
    that continues a sentence follows after a blank."""
    rows = [span for span in map(_trimmed, _ROW.finditer(text)) if span[0] < span[1]]
    rows = _join_wrapped(text, rows, everywhere=is_hard_wrapped(text))
    gaps = find_gaps([_plain_row(text, rows, index) for index in range(len(rows))])
    parts: list[str] = []
    spans: list[tuple[int, int, bool]] = []
    last = place = 0
    for (start, end), gap in zip(rows, gaps, strict=True):
        parts.append(" " if gap is Gap.JOINED else text[last:start])
        place += len(parts[-1])
        words = text[start:end]
        if gap is Gap.JOINED:
            spans[-1] = (spans[-1][0], place + len(words), spans[-1][2])
        else:
            spans.append((place, place + len(words), gap is Gap.BROKEN))
        parts.append(words)
        place += len(words)
        last = end
    mended = "".join([*parts, text[last:]])
    return mended, tuple(
        replace(_read_row(mended, start, end), continues=broken) for start, end, broken in spans
    )


def _plain_row(text: str, rows: list[tuple[int, int]], index: int) -> TextRow:
    start, end = rows[index]
    near = index > 0 and text.count("\n", rows[index - 1][1], start) == 1
    words = text[start:end]
    following = rows[index + 1][0] if index + 1 < len(rows) else len(text)
    opens = text.count("\n", end, following) == 1
    return TextRow(words, near, opens or not _find_mark(text, start, end).listed)


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
    for start, end in rows:
        near = bool(joined) and text.count("\n", joined[-1][1], start) == 1
        if near and everywhere and not _find_mark(text, start, end).listed:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


MIN_PULLED_WORDS, MAX_PULLED_WORDS = 4, 60
MAX_PULLS = 30
_QUOTE_MARKS = " \"'“”‘’«»…"

Span = tuple[int, int]


def find_spans(parts: Sequence[tuple[str, bool]], words: str, *, strong: bool) -> tuple[Span, ...]:
    """The spans of `words` that are marked; `words` are all parts with normalised white space.

    Empty if everything is marked but not `strong`: a paragraph wholly in italics is a note, a
    biography or a client's voice as often as a key line.
    """
    if not any(marked for _, marked in parts):
        return ()
    letters = [place for place, letter in enumerate(words) if not letter.isspace()]
    spans: list[Span] = []
    count = 0
    for text, marked in parts:
        first, count = count, count + len("".join(text.split()))
        if marked and first < count:
            spans.append((letters[first], letters[count - 1] + 1))
    merged = _merge(spans, words)
    return merged if strong or merged != ((0, len(words)),) else ()


def _merge(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """In order; joined where they overlap or only white space is between them."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def mark_pull_quotes(
    text: str, segments: Sequence[Segment], pull_quotes: Iterable[str]
) -> tuple[Segment, ...]:
    """The segments, with the words emphasised that a pull quote repeats letter for letter.

    `pull_quotes` are the words of pull quotes that are not in the text; quotations in it count too.
    """
    quoted = (
        text[segment.start : segment.end]
        for segment in segments
        if segment.hint is BlockKind.QUOTATION
    )
    wanted = [words for words in map(_bare, (*pull_quotes, *quoted)) if _is_pull_quote(words)][
        :MAX_PULLS
    ]
    plain = straighten_quotes(text)
    return tuple(
        _mark(plain, segment, wanted) if segment.hint is None else segment for segment in segments
    )


def _bare(words: str) -> str:
    return straighten_quotes(" ".join(words.split()).strip(_QUOTE_MARKS))


def _is_pull_quote(words: str) -> bool:
    return MIN_PULLED_WORDS <= len(words.split()) <= MAX_PULLED_WORDS


def _mark(plain: str, segment: Segment, wanted: Sequence[str]) -> Segment:
    places = [(plain.find(words, segment.start, segment.end), len(words)) for words in wanted]
    found = [(start, start + length) for start, length in places if start >= 0]
    return (
        replace(segment, emphasis=_merge([*segment.emphasis, *found], plain)) if found else segment
    )


def clip(spans: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    """The parts of the spans between `start` and `end`."""
    return tuple((max(a, start), min(b, end)) for a, b in spans if a < end and b > start)
