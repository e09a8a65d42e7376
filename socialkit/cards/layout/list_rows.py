"""Reads the items of a list and breaks them into lines at one common size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from socialkit.cards.drawing import Ruler
from socialkit.cards.layout.fitting import Column, choose_voice, line_texts
from socialkit.cards.themes.theme import Theme, Voice
from socialkit.cards.typography.line_breaking import Fit, Room, fit_words
from socialkit.cards.typography.shaping import Word, check_letters, display, set_words
from socialkit.model.card import CardPart

MAX_LINES = 3
"""Lines of one item."""
NUMERAL_ROOM = 1.7
"""The indent of the items for numerals, in their size."""
PADS, MAX_PAD = (0.58, 0.38), 0.9
"""The least space above and below an item, in its size: preferred, and for many items; and the most."""
FEWER_LINES, MAX_LOSS = 0.15, 0.82
"""How much size one broken item less is worth (a third line counts twice), and how far the items may
shrink for that."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item as words; the first `labelled` words are its label, which is not part of the text."""

    words: tuple[Word, ...]
    labelled: int
    voice: Voice


@dataclass(frozen=True, slots=True)
class ListRows:
    """The items at their common size; lengths in px."""

    items: tuple[Item, ...]
    fits: tuple[Fit, ...]
    size: int

    def height_of(self, index: int) -> float:
        """The height of the lines of one item."""
        voice, lines = self.items[index].voice, len(self.fits[index].lines)
        return ((lines - 1) * voice.leading + voice.rise + voice.fall) * self.size

    @property
    def bare(self) -> float:
        """The height of all items without space between them."""
        return sum(self.height_of(index) for index in range(len(self.items)))


def read_item(part: CardPart, theme: Theme, ruler: Ruler) -> Item:
    """The words of an item, after those of its label if it has one."""
    text, label = display(part.text), display(part.label or "").rstrip(" :")
    voice = choose_voice(text, *theme.items)
    head = f"{label}: " if label else ""
    check_letters(text, voice.plain, ruler)
    if head:
        check_letters(head, voice.plain, ruler)
    span = (0, len(head) - 1) if head else None
    words = set_words(head + text, span, (voice.plain, voice.emphasised), ruler)
    return Item(words, len(set_words(head, None, (voice.plain,) * 2, ruler)) if head else 0, voice)


def beside_numerals(column: Column, size: int) -> Column:
    """The column of the items, beside their numerals."""
    indent = NUMERAL_ROOM * size
    return replace(column, left=column.left + indent, measure=column.measure - indent)


def fit_items(
    items: Sequence[Item], column: Column, height: float, sizes: range
) -> ListRows | None:
    """All items at one size: the largest that fits, or a little smaller if that breaks fewer items."""
    for pad in PADS:
        largest = 0
        best: tuple[float, ListRows | None] = (0.0, None)
        for size in reversed(sizes):
            if size <= max(best[0], MAX_LOSS * largest):
                break
            rows = _rows(items, column, size, height - 2 * len(items) * pad * size)
            if rows is not None:
                largest = largest or size
                broken = sum((len(fit.lines) - 1) * len(fit.lines) / 2 for fit in rows.fits)
                best = max(best, (size * (1 - FEWER_LINES) ** broken, rows), key=lambda one: one[0])
        if best[1] is not None:
            return best[1]
    return None


def _rows(items: Sequence[Item], column: Column, size: int, height: float) -> ListRows | None:
    """The items at a size, if they fit the height; a cheap lower bound is tested first."""
    beside = beside_numerals(column, size)
    least = sum(_least_height(item, beside.measure / size) for item in items) * size
    if least > height:
        return None
    fits = _break_items(items, beside, size)
    rows = ListRows(tuple(items), fits, size) if fits else None
    return rows if rows and rows.bare <= height else None


def _least_height(item: Item, measure: float) -> float:
    """A lower bound of the height of an item, in em."""
    length = sum(word.width + word.gap for word in item.words)
    lines = max(1, -int(-(length - 1) // measure))
    return (lines - 1) * item.voice.leading + item.voice.rise + item.voice.fall


def _break_items(items: Sequence[Item], column: Column, size: int) -> tuple[Fit, ...] | None:
    """Every item in as few lines as possible at this size, or None if one needs too many."""
    fits = []
    for item in items:
        fit = next(
            filter(None, (_break(item, column, size, lines) for lines in range(1, MAX_LINES + 1))),
            None,
        )
        if fit is None:
            return None
        fits.append(fit)
    return tuple(fits)


def _break(item: Item, column: Column, size: int, lines: int) -> Fit | None:
    voice = item.voice
    if lines == 1:
        length = sum(word.width + word.gap for word in item.words) - item.words[-1].gap
        return Fit(size, ((0, len(item.words)),)) if length * size <= column.measure else None
    body = voice.rise + voice.fall
    height = ((lines - 1) * voice.leading + body) * size + 0.01
    room = Room(column.measure, height, column.slack, voice.leading, body)
    return fit_words(item.words, room, range(size, size + 1))


def space_of(rows: ListRows, height: float) -> float:
    """The space above and below every item: the spare height, up to a limit."""
    spare = (height - rows.bare) / (2 * len(rows.items))
    return min(spare, MAX_PAD * rows.size)


def tops(rows: ListRows, first: float, air: float) -> Iterator[float]:
    """The top of the lines of every item."""
    y = first
    for index in range(len(rows.items)):
        yield y + air
        y += rows.height_of(index) + 2 * air


def item_texts(rows: ListRows) -> Iterator[str]:
    """The words of every item, line by line, without its label."""
    for item, fit in zip(rows.items, rows.fits, strict=True):
        kept = [(max(first, item.labelled), past) for first, past in fit.lines]
        lines = tuple((first, past) for first, past in kept if first < past)
        yield from line_texts(item.words, Fit(fit.size, lines))
