"""From a contrast and a theme to drawing instructions: two panels, each with its label and its words.

In: a CardRequest with two parts, a Brand, a Theme and a Ruler. Out: a Drawing. Raises CardError for
words that cannot be set, and for a side that would stand alone. Knows nothing of files and pixels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from socialkit.cards.breaking import Fit, Room, fit_words
from socialkit.cards.drawing import Drawing, Ground, Ruler, Run
from socialkit.cards.palette import Colours
from socialkit.cards.setting import (
    Column,
    choose_voice,
    line_texts,
    set_label,
    set_lines,
)
from socialkit.cards.sides import choose_sides
from socialkit.cards.signature import sign
from socialkit.cards.text import Word, check_letters, display, set_words, start_of
from socialkit.cards.themes.theme import Frame, Theme, Voice, safe_box
from socialkit.errors import CardError
from socialkit.model import Brand, CardPart, CardRequest

SPLIT_STEP_PX = 15
"""Panels meet on the squares over which tones are measured."""
LEAST_PANEL, LEAST_WIDE_PANEL = 0.3, 0.42
"""The least of a panel, as a share of the height that is free, or of the width of a wide card."""
PARAGRAPH_GAP = 0.6
"""Between two paragraphs of a side, in sizes of the words."""
LABEL_ROOM, LABEL_GAP = 2.2, 0.3
"""From the top of a label to the top of its words: in sizes of the label, and of the words."""
EDGE = 0.066
"""The least air between words and the edge where the panels meet, as a share of the height."""
HANG = 0.012
"""How far punctuation may hang out: nearly every side is in quotes, and those of italics are wide."""
LARGEST = 0.1093
SHRINK = 0.97
FEWER_LINES, MOST_LOSS = 0.036, 0.84
"""What one line less may cost of the size, and how small the words may become for fewer lines."""
BAD_SIDE = re.compile(r"(?i)\W*(?:without|no|instead of|unlike)\b|.*\b(?:के बिना|बिना)\b")


@dataclass(frozen=True, slots=True)
class Side:
    """One side as it will be set: its label, its voice, and its paragraphs as words."""

    label: str
    voice: Voice
    paragraphs: tuple[tuple[Word, ...], ...]


@dataclass(frozen=True, slots=True)
class SetSide:
    """A side at its size: the fit of every paragraph, and the height in px of label and words."""

    side: Side
    fits: tuple[Fit, ...]
    label_px: float
    height: float

    @property
    def size(self) -> int:
        """The size of the words."""
        return self.fits[0].size

    @property
    def lines(self) -> int:
        """How many lines the words take."""
        return sum(len(fit.lines) for fit in self.fits)

    @property
    def head(self) -> float:
        """From the top of the label to the top of the words, in px."""
        return _head(self.label_px, self.size)


@dataclass(frozen=True, slots=True)
class Panels:
    """Both panels, measured. `tops` and `bottoms` are where words may stand, `heights` what is
    centred between them: on a wide card that of the taller side, so that the labels stand level.
    Lengths in px.
    """

    columns: tuple[Column, Column]
    tops: tuple[float, float]
    bottoms: tuple[float, float]
    heights: tuple[float, float]
    split: int


def lay_out_contrast(request: CardRequest, brand: Brand, theme: Theme, ruler: Ruler) -> Drawing:
    """Say where everything stands on a card of two sides.

    Raise CardError when a side or its label is missing, or when the words do not fit.
    """
    sides = _read_sides(request, theme, ruler)
    frame, size_px = theme.frames[request.size], request.size.px
    colours = _colours(request, theme, brand)
    split = _wide_split(sides, size_px) if _is_wide(size_px) else 0
    frames = _frames(frame, split / size_px[0] if split else 0.0)
    foot = sign(brand, theme, frames[1], colours[1], size_px, ruler)
    columns = (
        _column(frames[0], colours[0], size_px, ruler),
        _column(frames[1], colours[1], size_px, ruler),
    )
    end = foot.top - frame.gap * size_px[1]
    settings = _fit(sides, columns, end, request, frame)
    panels = _place(settings, columns, end, split, request, frame)
    runs = [run for index in (0, 1) for run in _runs(settings[index], panels, index, theme)]
    first, second = colours
    return Drawing(
        ground=Ground(
            theme.painter, size_px, first.ground, first.accent, second.ground, panels.split
        ),
        safe_box=safe_box(request.size),
        runs=(*runs, *foot.runs),
        bars=foot.bars,
        logo=foot.logo,
        lines=tuple(line for setting in settings for line in _texts(setting)),
        font_px=settings[0].size,
    )


def _read_sides(request: CardRequest, theme: Theme, ruler: Ruler) -> tuple[Side, Side]:
    """Both sides; the bad side never stands alone, and neither without its label."""
    if len(request.parts) != 2 or not all((part.label or "").strip() for part in request.parts):
        name = start_of(request.words)
        raise CardError(
            f"{name} is no whole contrast: a card needs both sides, each with its label "
            "(With …, Without …), so that no side is taken for your advice."
        )
    first, second = (_read_side(part, theme, ruler) for part in request.parts)
    return first, second


def _read_side(part: CardPart, theme: Theme, ruler: Ruler) -> Side:
    voice = choose_voice(part.text, theme.latin, theme.indic)
    texts = [display(row) for row in part.text.splitlines() if row.strip()] or [""]
    for text in texts:
        check_letters(text, voice.plain, ruler)
    chains = (voice.plain, voice.emphasised)
    return Side(
        part.label or "", voice, tuple(set_words(text, None, chains, ruler) for text in texts)
    )


def _colours(request: CardRequest, theme: Theme, brand: Brand) -> tuple[Colours, Colours]:
    """The good side stands on the light panel, wherever it comes first or second."""
    light, dark = choose_sides(theme.colours, theme.dark or theme.colours, brand.palette)
    labels = [bool(BAD_SIDE.match(part.label or "")) for part in request.parts]
    return (dark, light) if labels == [True, False] else (light, dark)


def _is_wide(size_px: tuple[int, int]) -> bool:
    return size_px[0] > size_px[1]


def _wide_split(sides: tuple[Side, Side], size_px: tuple[int, int]) -> int:
    """Where two panels side by side meet: the side with more words is the wider one."""
    first, second = (
        sum(word.width + word.gap for words in side.paragraphs for word in words) for side in sides
    )
    share = min(max(first / (first + second), LEAST_WIDE_PANEL), 1 - LEAST_WIDE_PANEL)
    return _on_grid((0.5 + share) / 2 * size_px[0])


def _frames(frame: Frame, split: float) -> tuple[Frame, Frame]:
    """The frame of each panel: the whole width, or its part of a wide card."""
    if not split:
        return frame, frame
    return replace(frame, right=1 - split + frame.right), replace(frame, left=split + frame.left)


def _column(frame: Frame, colours: Colours, size_px: tuple[int, int], ruler: Ruler) -> Column:
    width = size_px[0]
    measure = (1 - frame.left - frame.right) * width
    return Column(frame.left * width, measure, HANG * width, True, colours, ruler)


def _fit(
    sides: tuple[Side, Side],
    columns: tuple[Column, Column],
    end: float,
    request: CardRequest,
    frame: Frame,
) -> tuple[SetSide, SetSide]:
    """Both sides at the largest size at which both fit."""
    width, height = request.size.px
    least, label = round(frame.least * width), frame.title * width
    room = end - frame.top * height
    found: list[tuple[float, tuple[SetSide, SetSide]]] = []
    for size in _sizes(round(LARGEST * frame.most * width), least):
        if found and size < MOST_LOSS * found[0][1][0].size:
            break
        first, second = (
            _set_side(side, column, size, label, room)
            for side, column in zip(sides, columns, strict=True)
        )
        if first and second and _height(first, second, request.size.px) <= room:
            worth = size * (1 - FEWER_LINES) ** (first.lines + second.lines)
            found.append((worth, (first, second)))
    if found:
        return max(found, key=lambda one: one[0])[1]
    raise _refusal(sides, columns, request, least)


def _height(first: SetSide, second: SetSide, size_px: tuple[int, int]) -> float:
    """What both sides need of the height, with the least air where the panels meet."""
    if _is_wide(size_px):
        return max(first.height, second.height)
    return first.height + second.height + 2 * EDGE * size_px[1]


def _sizes(size: int, least: int) -> Iterator[int]:
    """From the largest down to the smallest, a few hundredths at a time."""
    while size > least:
        yield size
        size = min(size - 1, round(size * SHRINK))
    yield least


def _refusal(
    sides: tuple[Side, Side], columns: tuple[Column, Column], request: CardRequest, least: int
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
        f"size that can be read on a phone ({least} px). Shorten it, or use a carousel with a side a "
        "slide (as: contrast)."
    )


def _head(label: float, size: int) -> float:
    return LABEL_ROOM * label + LABEL_GAP * size


def _set_side(side: Side, column: Column, size: int, label: float, room: float) -> SetSide | None:
    voice = side.voice
    space = Room(column.measure, room, column.slack, voice.leading, body=voice.rise + voice.fall)
    fits = [fit_words(words, space, range(size, size + 1)) for words in side.paragraphs]
    found = tuple(fit for fit in fits if fit is not None)
    if len(found) < len(fits):
        return None
    words = sum(space.height_of(len(fit.lines), size) for fit in found)
    gaps = (len(found) - 1) * PARAGRAPH_GAP * size
    return SetSide(side, found, label, _head(label, size) + words + gaps)


def _place(
    settings: tuple[SetSide, SetSide],
    columns: tuple[Column, Column],
    end: float,
    split: int,
    request: CardRequest,
    frame: Frame,
) -> Panels:
    """Where the panels meet, and between which heights the words of each stand."""
    height = request.size.px[1]
    top = frame.top * height
    first, second = (setting.height for setting in settings)
    if split:
        tallest = max(first, second)
        return Panels(columns, (top, top), (end, end), (tallest, tallest), split)
    edge = EDGE * height
    spare = end - top - first - second - 2 * edge
    least = LEAST_PANEL * (end - top)
    met = top + min(max(first + edge + spare / 2, least), end - top - least)
    meeting = _on_grid(min(max(met, top + first + edge), end - second - edge))
    return Panels(columns, (top, meeting + edge), (meeting - edge, end), (first, second), meeting)


def _on_grid(length: float) -> int:
    return round(length / SPLIT_STEP_PX) * SPLIT_STEP_PX


def _runs(setting: SetSide, panels: Panels, index: int, theme: Theme) -> Iterator[Run]:
    """Label and words of a side, in the middle of what its panel leaves free."""
    column, top, bottom = panels.columns[index], panels.tops[index], panels.bottoms[index]
    y = top + max(0.0, bottom - top - panels.heights[index]) / 2
    yield from set_label(setting.side.label, theme.label, column, y, setting.label_px)
    y += setting.head
    voice = setting.side.voice
    for words, fit in zip(setting.side.paragraphs, setting.fits, strict=True):
        yield from set_lines(words, fit, voice, column, y)
        lines = len(fit.lines)
        y += ((lines - 1) * voice.leading + voice.rise + voice.fall + PARAGRAPH_GAP) * fit.size


def _texts(setting: SetSide) -> Iterator[str]:
    for words, fit in zip(setting.side.paragraphs, setting.fits, strict=True):
        yield from line_texts(words, fit)
