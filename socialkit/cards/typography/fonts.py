"""Shapes, measures and rasterises text in the shipped typefaces.

HarfBuzz does both shaping and drawing, so that small caps, kerning and Devanagari are the same on every
machine; Pillow's own text engine needs a system library for that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import uharfbuzz as hb

from socialkit.cards.drawing import Face, Role, Run
from socialkit.errors import CardError, MachineError

SUBPIXELS = 64
MAX_WIDTHS, MAX_INKS = 20_000, 1_000
MAX_SIGNATURES = 64

Ink = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mask:
    """Coverage of a run: `left`, `top` in px of the card; rows are stored from the bottom up."""

    left: int
    top: int
    width: int
    height: int
    stride: int
    coverage: bytes


class Glyph(NamedTuple):
    """A shaped glyph: its number in the font, its advance and its offsets, in font units."""

    number: int
    advance: int
    x: int
    y: int


@dataclass(frozen=True, eq=False)
class Fonts:
    """The faces in one assets folder, opened once: a Ruler for layout, and rasterising for painting.

    It is compared by identity, so that it can be the key of cached measurements.
    """

    folder: Path
    opened: dict[str, hb.Face] = field(default_factory=dict)
    widths: dict[tuple[str, Face], float] = field(default_factory=dict)
    letters: dict[tuple[str, str], bool] = field(default_factory=dict)
    signatures: dict[Run, Mask | None] = field(default_factory=dict)
    inks: dict[tuple[str, Face], Ink] = field(default_factory=dict)

    def width(self, text: str, face: Face) -> float:
        """The advance of the text in em. Raises MachineError when the font file is missing."""
        key = (text, face)
        width = self.widths.get(key)
        if width is None:
            _make_room(self.widths, MAX_WIDTHS)
            width = self.widths[key] = self._advance(text, face)
        return width

    def ink(self, text: str, face: Face) -> Ink:
        """Left, top, right and bottom of the ink, in em, y upwards."""
        key = (text, face)
        ink = self.inks.get(key)
        if ink is None:
            _make_room(self.inks, MAX_INKS)
            ink = self.inks[key] = self._ink(text, face)
        return ink

    def _ink(self, text: str, face: Face) -> Ink:
        font = hb.Font(self._face(face))
        unit = font.face.upem / face.scale
        pen, boxes = 0.0, []
        for glyph in _shape(font, text, face):
            extents = font.get_glyph_extents(glyph.number)
            if extents is not None and extents.width:
                left, top = pen + glyph.x + extents.x_bearing, glyph.y + extents.y_bearing
                boxes.append((left, top, left + extents.width, top + extents.height))
            pen += glyph.advance + face.tracking * font.face.upem
        if not boxes:
            return (0.0, 0.0, 0.0, 0.0)
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return min(lefts) / unit, max(tops) / unit, max(rights) / unit, min(bottoms) / unit

    def covers(self, letter: str, face: Face) -> bool:
        """Does the face have a glyph for this character?"""
        key = (letter, face.file)
        if key not in self.letters:
            found = hb.Font(self._face(face)).get_nominal_glyph(ord(letter))
            self.letters[key] = bool(found)
        return self.letters[key]

    def rasterise(self, run: Run) -> Mask | None:
        """The coverage of a run, or None if it leaves no ink.

        Raises CardError when a letter has no glyph.
        """
        if run.role is not Role.SIGNATURE:
            return self._draw(run)
        if run not in self.signatures:  # it is in the same place on every card of a brand
            _make_room(self.signatures, MAX_SIGNATURES)
            self.signatures[run] = self._draw(run)
        return self.signatures[run]

    def _draw(self, run: Run) -> Mask | None:
        font = hb.Font(self._face(run.face))
        size = run.size * run.face.scale * SUBPIXELS
        font.scale = (round(size), round(size))
        left, top = int(run.x // 1), int(run.baseline // 1)
        pen, drop = (run.x - left) * SUBPIXELS, (run.baseline - top) * SUBPIXELS
        raster = hb.RasterDraw()
        raster.scale_factor = (SUBPIXELS, SUBPIXELS)
        for glyph in _shape(font, run.text, run.face):
            if not glyph.number:
                raise CardError(
                    f"The typeface cannot set “{run.text}”; write it with other letters."
                )
            raster.transform = (1, 0, 0, 1, pen + glyph.x, glyph.y - drop)
            raster.draw_glyph(font, glyph.number)
            pen += glyph.advance + run.face.tracking * size
        return _read_mask(raster.render(), left, top)

    def _advance(self, text: str, face: Face) -> float:
        font = hb.Font(self._face(face))
        glyphs = _shape(font, text, face)
        advance = sum(glyph.advance for glyph in glyphs) / int(font.face.upem)
        return (advance + len(glyphs) * face.tracking) * face.scale

    def _face(self, face: Face) -> hb.Face:
        if face.file not in self.opened:
            path = self.folder / face.file
            if not path.is_file():
                raise MachineError(
                    f"The typeface {path.name} is missing from {path.parent}. Reinstall socialkit."
                )
            opened = hb.Face(hb.Blob.from_file_path(str(path)))
            if not opened.glyph_count:
                raise MachineError(f"The typeface {path} is damaged. Reinstall socialkit.")
            self.opened[face.file] = opened
        return self.opened[face.file]


def _make_room(kept: dict[Any, Any], most: int) -> None:
    if len(kept) >= most:
        kept.clear()


@lru_cache(maxsize=4)
def load_fonts(assets: Path) -> Fonts:
    """The typefaces of an assets folder; each file is opened when first needed."""
    return Fonts(assets / "fonts")


def _shape(font: hb.Font, text: str, face: Face) -> list[Glyph]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    features = {"kern": True, "liga": True} | dict.fromkeys(face.features, True)
    if face.tracking:
        features["liga"] = False  # a ligature would be untracked among tracked letters
    hb.shape(font, buffer, features)
    return [
        Glyph(info.codepoint, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def _read_mask(image: hb.RasterImage, left: int, top: int) -> Mask | None:
    box = image.extents
    if not box.width or not box.height:
        return None
    return Mask(
        left + box.x_origin,
        top - box.y_origin - box.height,
        box.width,
        box.height,
        box.stride,
        bytes(image.buffer),
    )
