"""Lays out a contrast: two panels, each with its label and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from socialkit.cards.drawing import Drawing, Ground, Ruler, Run
from socialkit.cards.layout.contrast_sides import (
    EDGE,
    PARAGRAPH_GAP,
    CardSide,
    SetSide,
    fit_sides,
    is_wide,
    read_sides,
    side_texts,
)
from socialkit.cards.layout.fitting import (
    OVERSHOOT_PX,
    Column,
    choose_sides,
    set_label,
    set_lines,
)
from socialkit.cards.layout.signature import Signature, build_signature
from socialkit.cards.palette import Colours
from socialkit.cards.themes.theme import MARGIN_PX, Frame, Theme, safe_box
from socialkit.model.card import Brand, CardRequest

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
