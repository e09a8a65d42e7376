"""The themes as data: typefaces, colours and proportions of each, for each of the four sizes.

In: nothing. Out: `THEMES_BY_NAME`, and their names as `THEMES`. Knows nothing of how anything is drawn.

Lengths across, and sizes of type, are fractions of the card's width; heights fractions of its height.
A further theme is a further value here and a painter of its ground in paint.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from socialkit.cards.drawing import Chain, Face
from socialkit.cards.palette import Colours
from socialkit.model import Box, Size

MARGIN_PX = 64
"""Profile grids crop a 4:5 picture to 3:4, 34 px a side; 64 px keeps words clear of it."""
STORY_TOP_PX, STORY_BOTTOM_PX = 250, 340
"""Kept free in a story for the network's own buttons (its guidance for advertisements)."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How a quote is set: faces of plain and of emphasised words, and proportions in em.

    `rise` is the height of the first line above its baseline, `fall` what hangs below the last.
    """

    plain: Chain
    emphasised: Chain
    leading: float
    rise: float
    fall: float


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand on one size.

    The words and the mark stand between `top` and the signature, whose last baseline is `foot`;
    `lift` is the share of spare height above them. `least` is the smallest size of the words, `most`
    scales the largest. `beside` hangs the mark in the left margin; `in_a_row` sets the handle beside
    the name.
    """

    left: float
    right: float
    top: float
    foot: float
    gap: float
    lift: float
    mark: float
    mark_gap: float
    least: float
    wordmark: float
    small: float
    most: float = 1.0
    beside: bool = False
    in_a_row: bool = False


@dataclass(frozen=True, slots=True)
class Theme:
    """A look: the ground's painter, colours, faces and the frame of every size."""

    name: str
    painter: str
    colours: Colours
    latin: Voice
    indic: Voice
    mark: Chain
    wordmark: Chain
    small: Chain
    label: Chain
    frames: Mapping[Size, Frame]


def safe_box(size: Size) -> Box:
    """Where ink may stand on a size, in px."""
    width, height = size.px
    if size is Size.STORY:
        return (MARGIN_PX, STORY_TOP_PX, width - MARGIN_PX, height - STORY_BOTTOM_PX)
    return (MARGIN_PX, MARGIN_PX, width - MARGIN_PX, height - MARGIN_PX)


CORMORANT = Face("cormorant-garamond/CormorantGaramond_500Medium.ttf")
CORMORANT_ITALIC = Face("cormorant-garamond/CormorantGaramond_600SemiBold_Italic.ttf")
TIRO = Face("tiro-devanagari-hindi/TiroDevanagariHindi_400Regular.ttf")
TIRO_ITALIC = Face("tiro-devanagari-hindi/TiroDevanagariHindi_400Regular_Italic.ttf")
TIRO_AMONG_LATIN = Face(TIRO.file, scale=0.84)
TIRO_ITALIC_AMONG_LATIN = Face(TIRO_ITALIC.file, scale=0.84)
SMALL_CAPS = Face("eb-garamond/EBGaramond_500Medium.ttf", ("smcp", "c2sc"), tracking=0.14)
MANROPE = Face("manrope/Manrope-Medium.ttf", tracking=0.01)
MANROPE_TRACKED = Face("manrope/Manrope-Medium.ttf", tracking=0.16)

PAPER = Theme(
    name="paper",
    painter="paper",
    colours=Colours(ground="#F5EFE6", ink="#2F2723", accent="#A4502F", muted="#74645A"),
    latin=Voice(
        plain=(CORMORANT, TIRO_AMONG_LATIN),
        emphasised=(CORMORANT_ITALIC, TIRO_ITALIC_AMONG_LATIN),
        leading=1.14,
        rise=0.68,
        fall=0.28,
    ),
    indic=Voice(
        plain=(TIRO,), emphasised=(TIRO_ITALIC,), leading=1.46, rise=0.88, fall=0.3
    ),
    mark=(CORMORANT_ITALIC,),
    wordmark=(SMALL_CAPS, Face(TIRO.file, scale=0.8)),
    small=(MANROPE, TIRO),
    label=(MANROPE_TRACKED, TIRO),
    frames={
        Size.PORTRAIT: Frame(
            left=0.109, right=0.0975, top=0.1, foot=0.93, gap=0.068, lift=0.42, mark=0.30,
            mark_gap=0.072, least=0.0389, wordmark=0.0352, small=0.0231,
        ),
        Size.SQUARE: Frame(
            left=0.109, right=0.0975, top=0.1, foot=0.906, gap=0.08, lift=0.42, mark=0.27,
            mark_gap=0.062, least=0.0389, wordmark=0.0352, small=0.0231, most=0.96, in_a_row=True,
        ),
        Size.STORY: Frame(
            left=0.109, right=0.0975, top=0.155, foot=0.8, gap=0.055, lift=0.45, mark=0.33,
            mark_gap=0.08, least=0.0426, wordmark=0.038, small=0.025, most=1.08,
        ),
        Size.LANDSCAPE: Frame(
            left=0.165, right=0.087, top=0.137, foot=0.873, gap=0.072, lift=0.46, mark=0.225,
            mark_gap=0.0, least=0.0375, wordmark=0.0285, small=0.0195, most=0.82,
            beside=True, in_a_row=True,
        ),
    },
)  # fmt: skip

THEMES_BY_NAME: Mapping[str, Theme] = {PAPER.name: PAPER}
THEMES: tuple[str, ...] = tuple(THEMES_BY_NAME)
