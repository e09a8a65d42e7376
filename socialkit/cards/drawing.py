"""The nouns of drawing: faces, words as set, and instructions that say where every stroke goes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from socialkit.model.card import Box


@dataclass(frozen=True, slots=True)
class Face:
    """One font file (path under assets/fonts) and how to use it.

    `features` are OpenType tags to switch on, `tracking` is em added after every glyph, `scale`
    the size of this face where its neighbour has 1 (fallback faces look larger or smaller).
    """

    file: str
    features: tuple[str, ...] = ()
    tracking: float = 0.0
    scale: float = 1.0


Chain = tuple[Face, ...]
"""Faces in order of preference: each letter is set in the first that has it."""


class Ruler(Protocol):
    """What layout must know of type. Lengths are in em of the size asked for, y upwards."""

    def width(self, text: str, face: Face) -> float:
        """The advance of the text."""

    def ink(self, text: str, face: Face) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of what is black, from the origin on the baseline."""

    def covers(self, letter: str, face: Face) -> bool:
        """Has the face a glyph for this one character?"""

    def __hash__(self) -> int:
        """What was measured with a ruler is kept under it."""


class Role(StrEnum):
    """What a stroke is for; it decides which contrast it must hold."""

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


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture file, drawn as large as it fits, at the foot of `box` and at its left edge or on its
    middle."""

    path: str
    box: Box
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Backdrop:
    """A picture beneath words: the box in px where they may stand, their colours (the accent is the
    ground's), and her photo with the point that matters in it, as shares from the left and the top.
    """

    zone: Box
    ink: str
    muted: str
    photo: str | None = None
    focus: tuple[float, float] = (0.5, 0.5)


@dataclass(frozen=True, slots=True)
class Ground:
    """The layer beneath the words: which painter, in which colours, at which size in px.

    A ground of two panels has a `second` colour, from `split_px` on: from the top, on a wide card
    from the left.
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
    """All that is to be drawn. `lines` are the words as broken; `font_px` is their size."""

    ground: Ground
    safe_box: Box
    runs: tuple[Run, ...]
    bars: tuple[Bar, ...]
    logo: Logo | None
    lines: tuple[str, ...]
    font_px: int
