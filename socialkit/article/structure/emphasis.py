"""Finds emphasised words: bold, marked or italic within a paragraph, or repeated in a pull quote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from socialkit.article.structure.segments import Segment
from socialkit.model.article import BlockKind
from socialkit.model.text import straighten_quotes

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
