"""Reads the two sides of a contrast and breaks them into lines at one common size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from socialkit.cards.drawing import Ruler
from socialkit.cards.layout.fitting import (
    Column,
    choose_voice,
    line_texts,
)
from socialkit.cards.themes.theme import Frame, Theme, Voice
from socialkit.cards.typography.line_breaking import Fit, Room, Strip, fit_strip, lay_strip
from socialkit.cards.typography.shaping import Word, check_letters, display, set_words, start_of
from socialkit.errors import CardError
from socialkit.model.card import CardPart, CardRequest

PARAGRAPH_GAP = 0.6
"""Between two paragraphs of a side, in sizes of the words."""
LABEL_ROOM, LABEL_GAP = 2.2, 0.3
"""From the top of a label to the top of its words: in sizes of the label, and of the words."""
EDGE = 0.066
"""The least space between words and the edge where the panels meet, as a share of the height."""
LARGEST = 0.1093
SHRINK = 0.97
FEWER_LINES, MAX_LOSS = 0.045, 0.84
"""How much size one line less is worth, and how far the words may shrink for fewer lines."""
SMALL = 0.053
"""Words of at most this share of the width do not shrink for fewer lines."""


@dataclass(frozen=True, slots=True)
class CardSide:
    """One side: its label, its voice, and its paragraphs as words and as strips."""

    label: str
    voice: Voice
    paragraphs: tuple[tuple[Word, ...], ...]
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class SetSide:
    """A side at its size: the fit of every paragraph, and the height in px of label and words."""

    side: CardSide
    fits: tuple[Fit, ...]
    label_px: float
    height: float

    @property
    def size(self) -> int:
        """The size of the words."""
        return self.fits[0].size

    @property
    def lines(self) -> int:
        """The number of lines of the words."""
        return sum(len(fit.lines) for fit in self.fits)

    @property
    def head(self) -> float:
        """From the top of the label to the top of the words, in px."""
        return _head(self.label_px, self.size)


def read_sides(request: CardRequest, theme: Theme, ruler: Ruler) -> tuple[CardSide, CardSide]:
    """Both sides. Raises CardError if one or a label is missing: the bad side must never be alone."""
    if len(request.parts) != 2 or not all((part.label or "").strip() for part in request.parts):
        name = start_of(request.words)
        raise CardError(
            f"{name} is not a whole contrast: a card needs both sides, each with its label "
            "(With …, Without …), so that no side is mistaken for your advice."
        )
    first, second = (_read_side(part, theme, ruler) for part in request.parts)
    return first, second


def _read_side(part: CardPart, theme: Theme, ruler: Ruler) -> CardSide:
    voice = choose_voice(part.text, theme.latin, theme.indic)
    texts = [display(row) for row in part.text.splitlines() if row.strip()] or [""]
    for text in texts:
        check_letters(text, voice.plain, ruler)
    chains = (voice.plain, voice.emphasised)
    paragraphs = tuple(set_words(text, None, chains, ruler) for text in texts)
    return CardSide(part.label or "", voice, paragraphs, tuple(map(lay_strip, paragraphs)))


def is_wide(size_px: tuple[int, int]) -> bool:
    """Are the panels side by side?"""
    return size_px[0] > size_px[1]


def fit_sides(
    sides: tuple[CardSide, CardSide],
    columns: tuple[Column, Column],
    end: float,
    request: CardRequest,
    frame: Frame,
) -> tuple[SetSide, SetSide]:
    """Both sides at the largest size at which both fit, or a little smaller if that saves lines."""
    width, height = request.size.px
    least, label = round(frame.least * width), frame.title * width
    room = end - frame.top * height
    air = 0.0 if is_wide(request.size.px) else 2 * EDGE * height
    together = max if is_wide(request.size.px) else sum
    largest = 0
    best: tuple[float, tuple[SetSide, SetSide] | None] = (0.0, None)
    for size in _sizes(round(LARGEST * frame.most * width), least):
        if size < max(MAX_LOSS * largest, min(largest, SMALL * width)):
            break
        # The fewest possible lines tell, cheaply, whether this size is worth a try.
        counts = [_least_lines(*one, size) for one in zip(sides, columns, strict=True)]
        heights = [_height(*one, size, label) for one in zip(sides, counts, strict=True)]
        if together(heights) + air > room or _worth(size, counts) <= best[0]:
            continue
        first, second = (
            _set_side(side, column, size, label, room)
            for side, column in zip(sides, columns, strict=True)
        )
        if first and second and together((first.height, second.height)) + air <= room:
            largest = largest or size
            trial = (_worth(size, (first.lines, second.lines)), (first, second))
            best = max(best, trial, key=lambda one: one[0])
    if best[1]:
        return best[1]
    raise _refusal(sides, columns, request, least)


def _worth(size: int, lines: Iterable[int]) -> float:
    return size * (1 - FEWER_LINES) ** sum(lines)


def _least_lines(side: CardSide, column: Column, size: int) -> int:
    """A lower bound of the number of lines at this size."""
    limit = (column.measure + 2 * column.slack) / size
    count = 0
    for words in side.paragraphs:
        used = limit + 1
        for word in words:
            if used + word.width > limit:
                count, used = count + 1, 0.0
            used += word.width + word.gap
    return count


def _height(side: CardSide, lines: int, size: int, label: float) -> float:
    """The height in px of the label and of words in this many lines."""
    voice, paragraphs = side.voice, len(side.paragraphs)
    body = paragraphs * (voice.rise + voice.fall) + (lines - paragraphs) * voice.leading
    return _head(label, size) + (body + (paragraphs - 1) * PARAGRAPH_GAP) * size


def _sizes(size: int, least: int) -> Iterator[int]:
    """Sizes from the largest to the smallest, a few hundredths at a time."""
    while size > least:
        yield size
        size = min(size - 1, round(size * SHRINK))
    yield least


def _refusal(
    sides: tuple[CardSide, CardSide],
    columns: tuple[Column, Column],
    request: CardRequest,
    least: int,
) -> CardError:
    name = start_of(display(request.words))
    for side, column in zip(sides, columns, strict=True):
        long = max((word for words in side.paragraphs for word in words), key=lambda one: one.width)
        if long.width * least > column.measure:
            return CardError(
                f"{name} does not fit a card: “{long.text}” alone is wider than a {request.size} card at "
                f"the smallest size that can be read on a phone ({least} px). Choose words without it."
            )
    return CardError(
        f"{name} does not fit a {request.size} card with both its sides: it is too long for the smallest "
        f"size that can be read on a phone ({least} px). Shorten it, or use a carousel with one side per "
        "slide (as: contrast)."
    )


def _head(label: float, size: int) -> float:
    return LABEL_ROOM * label + LABEL_GAP * size


def _set_side(
    side: CardSide, column: Column, size: int, label: float, room: float
) -> SetSide | None:
    voice = side.voice
    space = Room(column.measure, room, column.slack, voice.leading, body=voice.rise + voice.fall)
    fits = [fit_strip(strip, space, range(size, size + 1)) for strip in side.strips]
    found = tuple(fit for fit in fits if fit is not None)
    if len(found) < len(fits):
        return None
    lines = sum(len(fit.lines) for fit in found)
    return SetSide(side, found, label, _height(side, lines, size, label))


def side_texts(setting: SetSide) -> Iterator[str]:
    """The words of a side, line by line."""
    for words, fit in zip(setting.side.paragraphs, setting.fits, strict=True):
        yield from line_texts(words, fit)
