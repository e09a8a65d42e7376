"""A card: the request, the brand, and the result."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

MAX_ADDRESS_LENGTH = 40

Box = tuple[int, int, int, int]  # left, top, right, bottom in px, right and bottom exclusive


class Size(StrEnum):
    """The four formats; `px` is (width, height)."""

    PORTRAIT = "portrait"
    SQUARE = "square"
    STORY = "story"
    LANDSCAPE = "landscape"

    @property
    def px(self) -> tuple[int, int]:
        """Width and height in px, as both networks show them uncropped."""
        return {
            Size.PORTRAIT: (1080, 1350),
            Size.SQUARE: (1080, 1080),
            Size.STORY: (1080, 1920),
            Size.LANDSCAPE: (1200, 630),
        }[self]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as "#RRGGBB"; the theme supplies those that are not given."""

    ground: str | None = None
    ink: str | None = None
    accent: str | None = None


@dataclass(frozen=True, slots=True)
class Brand:
    """The practice whose card it is. `logo` is an absolute path, or None for a wordmark of `name`.

    `photo` is an absolute path too; `photo_focus` the point that matters in it, as shares from left and
    top. `closing` is the sentence for the last slide of a carousel.
    """

    name: str
    handle: str | None = None
    credential: str | None = None
    website: str | None = None
    theme: str = "paper"
    logo: str | None = None
    palette: Palette = field(default_factory=Palette)
    photo: str | None = None
    photo_focus: tuple[float, float] = (0.5, 0.5)
    closing: str | None = None

    @property
    def contacts(self) -> tuple[str, ...]:
        """Handle and website as the closing slide and its alt text show them."""
        return tuple(filter(None, (self.handle, short_address(self.website or ""))))


def short_address(address: str) -> str:
    """A website as people write it: without https://, www. and a final slash; only the host if it is
    long."""
    bare = re.sub(r"(?i)^[a-z]+://(www\.)?", "", address.strip()).rstrip("/")
    return bare if len(bare) <= MAX_ADDRESS_LENGTH else re.split("[/?#]", bare)[0]


class Form(StrEnum):
    """The content of a picture: one line, the two sides of a contrast, a lead-in with a list, or the end
    of a carousel."""

    LINE = "line"
    CONTRAST = "contrast"
    LIST = "list"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class CardPart:
    """One side of a contrast or one item of a list, as written in the article."""

    text: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class CardRequest:
    """One picture to be made: the words as written in the article, and how to set them.

    `label` is a small line above the words (the side of a contrast); `emphasis` a phrase of `text`.
    A contrast has its two sides as `parts` and no `text`; a list has its lead-in as `text` and its
    items as `parts`; the end of a carousel has a sentence as `text`, if any, and contacts as `parts`.
    `among` are the texts, its own included, of a set of pictures that are seen one after the other.
    """

    text: str
    theme: str
    size: Size
    label: str | None = None
    emphasis: str | None = None
    form: Form = Form.LINE
    parts: tuple[CardPart, ...] = ()
    among: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All words that must be on the picture, in order, without labels."""
        return " ".join(filter(None, (self.text, *(part.text for part in self.parts))))


@dataclass(frozen=True, slots=True)
class Card:
    """A picture and the measurements that prove what is on it.

    `lines` joined equal the text except for white space and the shape of quotes. `contrast` holds the
    WCAG ratios of "quote", "accent" (None if nothing is accented) and "signature".
    """

    jpeg: bytes
    size_px: tuple[int, int]
    theme: str
    font_px: int
    lines: tuple[str, ...]
    ink_box: Box
    safe_box: Box
    contrast: dict[str, float | None]
