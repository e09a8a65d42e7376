"""Which words she set apart: bold, marked or in italics inside a paragraph, or said again in a pull quote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from socialkit.article.structure.segments import Run
from socialkit.model.article import BlockKind

FEWEST_PULLED_WORDS, MOST_PULLED_WORDS = 4, 60
MOST_PULLS = 30
_QUOTE_MARKS = " \"'“”‘’«»…"
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")

Span = tuple[int, int]


def find_spans(parts: Sequence[tuple[str, bool]], words: str, *, strong: bool) -> tuple[Span, ...]:
    """Where in `words` the marked parts stand; `words` are all the parts with even white space.

    Nothing where everything is marked but not `strong`: a paragraph wholly in italics is a note, a
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
    """In order, and as one where they overlap or only white space stands between them."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def mark_pulled(text: str, runs: Sequence[Run], pulls: Iterable[str]) -> tuple[Run, ...]:
    """The runs, with the words marked that a pull quote says again, letter for letter.

    `pulls` are the words of pull quotes that are left out; a quotation in the text counts as well.
    """
    quoted = (text[run.start : run.end] for run in runs if run.hint is BlockKind.QUOTATION)
    wanted = [words for words in map(_bare, (*pulls, *quoted)) if _is_pull(words)][:MOST_PULLS]
    plain = text.translate(_STRAIGHT)
    return tuple(_mark(plain, run, wanted) if run.hint is None else run for run in runs)


def _bare(words: str) -> str:
    return " ".join(words.split()).strip(_QUOTE_MARKS).translate(_STRAIGHT)


def _is_pull(words: str) -> bool:
    return FEWEST_PULLED_WORDS <= len(words.split()) <= MOST_PULLED_WORDS


def _mark(plain: str, run: Run, wanted: Sequence[str]) -> Run:
    places = [(plain.find(words, run.start, run.end), len(words)) for words in wanted]
    found = [(start, start + length) for start, length in places if start >= 0]
    return replace(run, emphasis=_merge([*run.emphasis, *found], plain)) if found else run


def clip(spans: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    """What of the spans lies between `start` and `end`."""
    return tuple((max(a, start), min(b, end)) for a, b in spans if a < end and b > start)
