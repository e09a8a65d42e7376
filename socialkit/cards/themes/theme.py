"""Defines a theme: typefaces, colours and proportions, for each of the four sizes.

Horizontal lengths and type sizes are fractions of the card's width, heights fractions of its height.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from socialkit.cards.drawing import Chain, Face
from socialkit.cards.palette import Colours, choose_colours
from socialkit.model.card import Box, Form, Palette, Size

MARGIN_PX = 64
"""Profile grids crop a 4:5 picture to 3:4, 34 px a side; 64 px keeps words clear of it."""
STORY_TOP_PX, STORY_BOTTOM_PX = 250, 340
"""Kept free in a story for the network's buttons (Meta's guidance for story advertisements)."""


CORMORANT = Face("cormorant-garamond/CormorantGaramond_500Medium.ttf")
CORMORANT_ITALIC = Face("cormorant-garamond/CormorantGaramond_600SemiBold_Italic.ttf")
TIRO = Face("tiro-devanagari-hindi/TiroDevanagariHindi_400Regular.ttf")
TIRO_ITALIC = Face("tiro-devanagari-hindi/TiroDevanagariHindi_400Regular_Italic.ttf")
TIRO_AMONG_LATIN = Face(TIRO.file, scale=0.84)
TIRO_ITALIC_AMONG_LATIN = Face(TIRO_ITALIC.file, scale=0.84)
SMALL_CAPS = Face("eb-garamond/EBGaramond_500Medium.ttf", ("smcp", "c2sc"), tracking=0.14)
MANROPE = Face("manrope/Manrope-Medium.ttf", tracking=0.01)
MANROPE_WORDS = Face("manrope/Manrope-Medium.ttf")
MANROPE_STRONG = Face("manrope/Manrope-SemiBold.ttf")
MANROPE_TRACKED = Face("manrope/Manrope-Medium.ttf", tracking=0.16)
FRAUNCES_LIGHT = Face("fraunces/Fraunces_300Light.ttf")
FRAUNCES = Face("fraunces/Fraunces_400Regular.ttf")
FRAUNCES_MEDIUM = Face("fraunces/Fraunces_500Medium.ttf")
FRAUNCES_ITALIC = Face("fraunces/Fraunces_400Regular_Italic.ttf")
NEWSREADER = Face("newsreader/Newsreader_400Regular.ttf")
NEWSREADER_ITALIC = Face("newsreader/Newsreader_400Regular_Italic.ttf")
NEWSREADER_STRONG_ITALIC = Face("newsreader/Newsreader_500Medium_Italic.ttf")
TIRO_AMONG_LARGE = Face(TIRO.file, scale=0.94)
TIRO_ITALIC_AMONG_LARGE = Face(TIRO_ITALIC.file, scale=0.94)
WORDMARK: Chain = (SMALL_CAPS, Face(TIRO.file, scale=0.8))
SMALL: Chain = (MANROPE, TIRO)
CONTACT: tuple[Chain, Chain] = ((MANROPE_STRONG, TIRO), SMALL)
"""The faces of the first contact at the end of a carousel, and of the second."""
LABEL: Chain = (MANROPE_TRACKED, Face(TIRO.file, scale=1.3))


@dataclass(frozen=True, slots=True)
class Voice:
    """How words are set: faces of plain and emphasised words, and proportions in em.

    `rise` is the height above the first baseline, `fall` the depth below the last.
    """

    plain: Chain
    emphasised: Chain
    leading: float
    rise: float
    fall: float


def in_devanagari(*, leading: float) -> Voice:
    """The voice of Devanagari text: marks above and below its letters need room."""
    return Voice((TIRO,), (TIRO_ITALIC,), leading, rise=0.88, fall=0.3)


@dataclass(frozen=True, slots=True)
class Frame:
    """The positions on one size.

    The mark and the words are between `top` and the signature, whose last baseline is `foot`; `lift` is
    the share of spare height above them. `least` is the smallest size of the words, `most` scales the
    largest. `beside` hangs the mark in the left margin; `in_a_row` sets the handle beside the name.
    `title` is the largest size of the title of a list (`least` and `most` are then those of the items),
    or the size of the labels of a contrast.
    """

    left: float
    right: float
    top: float
    foot: float
    gap: float
    lift: float
    least: float
    wordmark: float
    small: float
    mark: float = 0.0
    mark_gap: float = 0.0
    most: float = 1.0
    beside: bool = False
    in_a_row: bool = False
    title: float = 0.0


@dataclass(frozen=True, slots=True)
class Theme:
    """A look: the painter of the ground, colours, faces, and the frame of every size.

    `centred` centres lines, mark and signature; `ruled` adds a short rule above the signature. An empty
    `mark` means none. `form` and `most_words` are what the theme accepts. `dark` are the colours of the
    second panel of a contrast; `items` the voices of a list's items, Latin and Indic. `on_picture`: a
    picture may be beneath the words. `derive` makes a card's colours from those of theme and brand.
    """

    name: str
    painter: str
    colours: Colours
    latin: Voice
    indic: Voice
    frames: Mapping[Size, Frame]
    mark: Chain = ()
    wordmark: Chain = WORDMARK
    small: Chain = SMALL
    label: Chain = LABEL
    centred: bool = False
    ruled: bool = False
    form: Form = Form.LINE
    most_words: int = 1000
    dark: Colours | None = None
    items: tuple[Voice, ...] = ()
    on_picture: bool = False
    derive: Callable[[Colours, Palette], Colours] = choose_colours

    def is_for(self, form: Form) -> bool:
        """Is it made for this form? The last slide of a carousel has the theme of its lines."""
        return self.form is (Form.LINE if form is Form.CLOSING else form)


def safe_box(size: Size) -> Box:
    """The box in which ink may be on a size, in px."""
    width, height = size.px
    if size is Size.STORY:
        return (MARGIN_PX, STORY_TOP_PX, width - MARGIN_PX, height - STORY_BOTTOM_PX)
    return (MARGIN_PX, MARGIN_PX, width - MARGIN_PX, height - MARGIN_PX)
