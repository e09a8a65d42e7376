"""Lays out a contrast: two panels, each with its label and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from socialkit.cards.drawing import Drawing, Ground, Ruler, Run
from socialkit.cards.layout.fitting import (
    OVERSHOOT_PX,
    Column,
    choose_sides,
    choose_voice,
    line_texts,
    set_label,
    set_lines,
)
from socialkit.cards.layout.signature import Signature, build_signature
from socialkit.cards.palette import Colours
from socialkit.cards.themes.theme import MARGIN_PX, Frame, Theme, Voice, safe_box
from socialkit.cards.typography.line_breaking import Fit, Room, Strip, fit_strip, lay_strip
from socialkit.cards.typography.shaping import Word, check_letters, display, set_words, start_of
from socialkit.errors import CardError
from socialkit.model.card import Brand, CardPart, CardRequest

SPLIT_STEP_PX = 15
"""Panels meet on the grid over which tones are measured."""
MIN_PANEL, MIN_WIDE_PANEL = 0.3, 0.42
"""The least size of a panel, as a share of the free height, or of the width of a wide card."""
HANG = 0.012
"""How far punctuation may hang out: nearly every side is in quotes, and italic quotes are wide."""
BAD_SIDE = re.compile(r"(?i)\W*(?:without|no|instead of|unlike)\b|.*\b(?:के बिना|बिना)\b")


@dataclass(frozen=True, slots=True)
class Panels:
    """Both panels, measured. Words may be between `tops` and `bottoms`; `heights` is what is centred
    there: on a wide card that of the taller side, so that the labels are level. Lengths in px.
    """

    columns: tuple[Column, Column]
    tops: tuple[float, float]
    bottoms: tuple[float, float]
    heights: tuple[float, float]
    split: int


def lay_out_contrast(request: CardRequest, brand: Brand, theme: Theme, ruler: Ruler) -> Drawing:
    """Place everything on a card with two sides.

    Raises CardError when a side or its label is missing, or when the words do not fit.
    """
    sides = read_sides(request, theme, ruler)
    frame, size_px = theme.frames[request.size], request.size.px
    colours = _colours(request, theme, brand)
    split = _wide_split(sides, size_px) if is_wide(size_px) else 0
    frames = _frames(frame, split / size_px[0] if split else 0.0)
    whole = build_signature(brand, theme, frames[1], colours[1], size_px, ruler)
    feet = _apart(brand, theme, frames, colours, size_px, ruler) or (whole,)
    columns = (
        _column(frames[0], colours[0], size_px, ruler),
        _column(frames[1], colours[1], size_px, ruler),
    )
    end = whole.top - frame.gap * size_px[1]
    settings = fit_sides(sides, columns, end, request, frame)
    panels = _place(settings, columns, end, split, request, frame)
    runs = [run for index in (0, 1) for run in _runs(settings[index], panels, index, theme)]
    first, second = colours
    return Drawing(
        ground=Ground(
            theme.painter, size_px, first.ground, first.accent, second.ground, panels.split
        ),
        safe_box=safe_box(request.size),
        runs=(*runs, *(run for foot in feet for run in foot.runs)),
        bars=feet[-1].bars,
        logo=feet[-1].logo,
        lines=tuple(line for setting in settings for line in side_texts(setting)),
        font_px=settings[0].size,
    )


def _apart(
    brand: Brand,
    theme: Theme,
    frames: tuple[Frame, Frame],
    colours: tuple[Colours, Colours],
    size_px: tuple[int, int],
    ruler: Ruler,
) -> tuple[Signature, ...]:
    """Side by side: the name at the foot of the first panel and the handle at that of the second, for
    balance. Empty without a handle, or with a logo that both belong to.
    """
    apart = is_wide(size_px) and brand.name and brand.handle and not brand.logo
    if not apart or (brand.handle or "").removeprefix("@") == brand.name:
        return ()
    brands = (replace(brand, handle=None), Brand("", handle=brand.handle))
    return tuple(
        build_signature(one, theme, frame, hues, size_px, ruler)
        for one, frame, hues in zip(brands, frames, colours, strict=True)
    )


def _colours(request: CardRequest, theme: Theme, brand: Brand) -> tuple[Colours, Colours]:
    """The good side is on the light panel, whether it comes first or second."""
    light, dark = choose_sides(theme.colours, theme.dark or theme.colours, brand.palette)
    labels = [bool(BAD_SIDE.match(part.label or "")) for part in request.parts]
    return (dark, light) if labels == [True, False] else (light, dark)


def _wide_split(sides: tuple[CardSide, CardSide], size_px: tuple[int, int]) -> int:
    """The x where two panels side by side meet: the side with more words is the wider one."""
    first, second = (
        sum(word.width + word.gap for words in side.paragraphs for word in words) for side in sides
    )
    share = min(max(first / (first + second), MIN_WIDE_PANEL), 1 - MIN_WIDE_PANEL)
    return _on_grid((0.5 + share) / 2 * size_px[0])


def _frames(frame: Frame, split: float) -> tuple[Frame, Frame]:
    """The frame of each panel: the whole width, or its part of a wide card."""
    if not split:
        return frame, frame
    return replace(frame, right=1 - split + frame.right), replace(frame, left=split + frame.left)


def _column(frame: Frame, colours: Colours, size_px: tuple[int, int], ruler: Ruler) -> Column:
    width = size_px[0]
    measure = (1 - frame.left - frame.right) * width
    margin = min(frame.left, frame.right) * width
    slack = min(HANG * width, margin - MARGIN_PX - OVERSHOOT_PX)
    return Column(frame.left * width, measure, slack, True, colours, ruler)


def _place(
    settings: tuple[SetSide, SetSide],
    columns: tuple[Column, Column],
    end: float,
    split: int,
    request: CardRequest,
    frame: Frame,
) -> Panels:
    """Where the panels meet, and the heights between which the words of each are placed."""
    height = request.size.px[1]
    top = frame.top * height
    first, second = (setting.height for setting in settings)
    if split:
        tallest = max(first, second)
        return Panels(columns, (top, top), (end, end), (tallest, tallest), split)
    edge = EDGE * height
    spare = end - top - first - second - 2 * edge
    least = MIN_PANEL * (end - top)
    met = top + min(max(first + edge + spare / 2, least), end - top - least)
    meeting = _on_grid(min(max(met, top + first + edge), end - second - edge))
    return Panels(columns, (top, meeting + edge), (meeting - edge, end), (first, second), meeting)


def _on_grid(length: float) -> int:
    return round(length / SPLIT_STEP_PX) * SPLIT_STEP_PX


def _runs(setting: SetSide, panels: Panels, index: int, theme: Theme) -> Iterator[Run]:
    """Label and words of a side, centred in the free part of its panel."""
    column, top, bottom = panels.columns[index], panels.tops[index], panels.bottoms[index]
    y = top + max(0.0, bottom - top - panels.heights[index]) / 2
    yield from set_label(setting.side.label, theme.label, column, y, setting.label_px)
    y += setting.head
    voice = setting.side.voice
    for words, fit in zip(setting.side.paragraphs, setting.fits, strict=True):
        yield from set_lines(words, fit, voice, column, y)
        lines = len(fit.lines)
        y += ((lines - 1) * voice.leading + voice.rise + voice.fall + PARAGRAPH_GAP) * fit.size


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
