"""Paints drawing instructions as the bytes of a picture: the marks (letters, rules, logos) on their ground.

The grain has a fixed seed and the colour profile is a file, so the same drawing gives the same bytes
in every process.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PIL import Image

from socialkit.cards.drawing import Bar, Drawing, Run
from socialkit.cards.paint.ground import Painted, lay_ground
from socialkit.cards.paint.jpeg import code, encode, widen
from socialkit.cards.paint.tones import Tones
from socialkit.cards.typography.fonts import Fonts, Mask
from socialkit.model.card import Box

SHEET_COLUMNS, SHEET_GAP_PX, SHEET_SHRINK = 4, 24, 2
SHEET_COLOUR = "#D9D5CF"


@dataclass(frozen=True, slots=True)
class Picture:
    """A painted card: its bytes, the box of all its ink, and the tones beneath each run.

    `tones` are the darkest and the lightest colour beneath every run, as "#RRGGBB", in their order.
    """

    jpeg: bytes
    size_px: tuple[int, int]
    ink_box: Box
    tones: tuple[Tones, ...]


def paint(drawing: Drawing, fonts: Fonts, profile: bytes) -> Picture:
    """Paint a drawing. Raises CardError for a logo or photo that cannot be used."""
    ground = lay_ground(drawing.ground, profile)
    letters = [run_mark(run, fonts) for run in drawing.runs]
    marks = [*map(bar_mark, drawing.bars), *filter(None, letters), *logo_marks(drawing)]
    whole = (0, 0, *drawing.ground.size_px)
    return Picture(
        _put(marks, ground, drawing.ground.size_px),
        drawing.ground.size_px,
        around(mark.ink for mark in marks),
        tuple(ground.lights.beneath(mark.ink if mark else whole) for mark in letters),
    )


def _put(marks: Sequence[PaintedMark], ground: Painted, size_px: tuple[int, int]) -> bytes:
    """The ground with the marks on it as JPEG; only the parts with marks are painted."""
    coded = ground.coded
    for box, inside in _bands(marks, size_px):
        canvas = ground.cut(box)
        for mark in inside:
            mark.put(canvas, box[:2])
        coded = coded.with_part(box, code(canvas))
    return coded.to_bytes()


def _bands(
    marks: Sequence[PaintedMark], size_px: tuple[int, int]
) -> Iterator[tuple[Box, list[PaintedMark]]]:
    """Boxes without common rows, from the top, each with the marks in it, in their order."""
    wide = [(widen(mark.box, size_px), mark) for mark in marks]
    placed = [(box, mark) for box, mark in wide if box[0] < box[2] and box[1] < box[3]]
    boxes: list[Box] = []
    for box in sorted((box for box, _ in placed), key=lambda box: box[1]):
        if boxes and box[1] <= boxes[-1][3]:
            boxes[-1] = around((boxes[-1], box))
        else:
            boxes.append(box)
    for band in boxes:
        yield band, [mark for box, mark in placed if band[1] <= box[1] < band[3]]


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def arrange(jpegs: Sequence[bytes], profile: bytes) -> tuple[bytes, tuple[int, int]]:
    """A contact sheet of pictures of one size, a few per row: its JPEG and its size in px."""
    shown = [Image.open(io.BytesIO(jpeg), formats=("JPEG",)) for jpeg in jpegs]
    width, height = (length // SHEET_SHRINK for length in shown[0].size)
    columns = min(len(shown), SHEET_COLUMNS)
    rows = -(-len(shown) // columns)
    across, down = width + SHEET_GAP_PX, height + SHEET_GAP_PX
    size = (columns * across + SHEET_GAP_PX, rows * down + SHEET_GAP_PX)
    sheet = Image.new("RGB", size, SHEET_COLOUR)
    for index, image in enumerate(shown):
        row, column = divmod(index, columns)
        small = image.resize((width, height), Image.Resampling.LANCZOS)
        sheet.paste(small, (SHEET_GAP_PX + column * across, SHEET_GAP_PX + row * down))
    return encode(sheet, profile), size


@dataclass(frozen=True, slots=True)
class PaintedMark:
    """A picture or a colour, its box (px), its coverage, and the box of its ink."""

    paint: Image.Image | str
    box: Box
    coverage: Image.Image | None
    ink: Box

    def put(self, canvas: Image.Image, origin: tuple[int, int]) -> None:
        """Paste it on a canvas whose upper left corner is at `origin` of the card."""
        left, top, right, bottom = self.box
        across, down = origin
        place = (left - across, top - down, right - across, bottom - down)
        canvas.paste(self.paint, place, self.coverage)


def bar_mark(bar: Bar) -> PaintedMark:
    """A filled rectangle."""
    return PaintedMark(bar.colour, bar.box, None, bar.box)


def run_mark(run: Run, fonts: Fonts) -> PaintedMark | None:
    """The letters of a run, or None if they leave no ink. Raises CardError when a glyph is missing."""
    mask = fonts.rasterise(run)
    return None if mask is None else _letters_mark(mask, run.colour)


def logo_marks(drawing: Drawing) -> Iterator[PaintedMark]:
    """The logo, if there is one. Raises CardError when it is not a usable picture."""
    if drawing.logo is not None:
        from socialkit.cards.paint.pictures import place_logo  # loads colour management

        image, box, ink = place_logo(drawing.logo)
        yield PaintedMark(image, box, image, ink)


def _letters_mark(mask: Mask, colour: str) -> PaintedMark:
    size = (mask.width, mask.height)
    coverage = Image.frombuffer("L", size, mask.coverage, "raw", "L", mask.stride, -1)
    left, top, right, bottom = coverage.getbbox() or (0, 0, 0, 0)
    return PaintedMark(
        # pasting a tile of the colour through a mask is almost twice as fast as pasting the colour
        Image.new("RGB", size, colour),
        (mask.left, mask.top, mask.left + mask.width, mask.top + mask.height),
        coverage,
        (mask.left + left, mask.top + top, mask.left + right, mask.top + bottom),
    )
