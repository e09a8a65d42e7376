"""Data types of drawing: faces, text runs, and instructions that place every stroke."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from socialkit.model.card import Box


@dataclass(frozen=True, slots=True)
class Face:
    """One font file (path under assets/fonts) and how to use it.

    `features` are OpenType tags to switch on, `tracking` is em added after every glyph, `scale` the
    size of this face relative to the main face (fallback faces look larger or smaller).
    """

    file: str
    features: tuple[str, ...] = ()
    tracking: float = 0.0
    scale: float = 1.0


Chain = tuple[Face, ...]
"""Faces in order of preference: each letter is set in the first that has it."""


class Ruler(Protocol):
    """Measures type for layout. Lengths are in em of the requested size, y upwards."""

    def width(self, text: str, face: Face) -> float:
        """The advance of the text."""

    def ink(self, text: str, face: Face) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the ink, from the origin on the baseline."""

    def covers(self, letter: str, face: Face) -> bool:
        """Does the face have a glyph for this character?"""

    def __hash__(self) -> int:
        """Measurements are cached by ruler."""


class Role(StrEnum):
    """The role of a text run; it decides which contrast is required."""

    QUOTE = "quote"
    ACCENT = "accent"
    SIGNATURE = "signature"
    ORNAMENT = "ornament"


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one face and colour, drawn from (x, baseline) at a size; lengths in px."""

    text: str
    face: Face
    x: float
    baseline: float
    size: float
    colour: str
    role: Role


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle, such as a rule."""

    box: Box
    colour: str


MAX_PICTURE_BYTES = 100_000_000
"""A larger file is no picture for a card and is not read."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture file, drawn as large as fits, at the bottom of `box`, at its left edge or centred."""

    path: str
    box: Box
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Backdrop:
    """A picture beneath words: the box in px in which words may be, their colours (the accent is that of
    the ground), and the photo with the point that matters in it, as shares from the left and the top.
    """

    zone: Box
    ink: str
    muted: str
    photo: str | None = None
    focus: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True, slots=True)
class Ground:
    """The layer beneath the words: its painter, colours and size in px.

    A ground of two panels has a `second` colour, which begins at `split_px` from the top, or from the
    left on a wide card.
    """

    painter: str
    size_px: tuple[int, int]
    colour: str
    accent: str
    second: str | None = None
    split_px: int = 0
    backdrop: Backdrop | None = None

    @property
    def meeting(self) -> tuple[int, int]:
        """The upper left corner of the second panel, in px."""
        width, height = self.size_px
        return (self.split_px, 0) if width > height else (0, self.split_px)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that is drawn. `lines` are the words as broken into lines; `font_px` is their size."""

    ground: Ground
    safe_box: Box
    runs: tuple[Run, ...]
    bars: tuple[Bar, ...]
    logo: Logo | None
    lines: tuple[str, ...]
    font_px: int
