"""From drawing instructions to the bytes of a picture.

In: a Drawing and the fonts. Out: a JPEG, where its ink really lies, and on what.
Knows nothing of quotes, brands and themes.

No clock and no chance: the grain has a fixed seed and the colour profile is a file, so the same
drawing gives the same bytes in every process.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from socialkit.cards.drawing import Drawing
from socialkit.cards.fonts import Fonts, Mask
from socialkit.cards.paint.ground import Tones, lay_ground
from socialkit.model import Box

QUALITY = 90
SHEET_COLUMNS, SHEET_GAP_PX, SHEET_SHRINK = 4, 24, 2
SHEET_COLOUR = "#D9D5CF"


@dataclass(frozen=True, slots=True)
class Picture:
    """A painted card: its bytes, the box of all its ink, and on what each run stands.

    `tones` are the darkest and the lightest colour beneath every run, as "#RRGGBB", in their order.
    """

    jpeg: bytes
    size_px: tuple[int, int]
    ink_box: Box
    tones: tuple[Tones, ...]


def paint(drawing: Drawing, fonts: Fonts, profile: bytes) -> Picture:
    """Paint a drawing. Raise CardError for a picture of hers that cannot be used."""
    ground = lay_ground(drawing.ground)
    canvas = ground.image.copy()
    boxes, tones = [], []
    for bar in drawing.bars:
        canvas.paste(bar.colour, bar.box)
        boxes.append(bar.box)
    for run in drawing.runs:
        stamped = [_stamp(canvas, mask, run.colour) for mask in fonts.rasterise(run)]
        boxes += stamped
        tones.append(ground.tones_beneath(_around(stamped) if stamped else (0, 0, *canvas.size)))
    if drawing.logo is not None:
        from socialkit.cards.paint.logo import paste_logo

        boxes.append(paste_logo(canvas, drawing.logo))
    return Picture(encode(canvas, profile), canvas.size, _around(boxes), tuple(tones))


def arrange(jpegs: Sequence[bytes], profile: bytes) -> tuple[bytes, tuple[int, int]]:
    """A contact sheet of pictures of one size, a few in a row: its JPEG and its size in px."""
    shown = [Image.open(io.BytesIO(jpeg)) for jpeg in jpegs]
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


def _stamp(canvas: Image.Image, mask: Mask, colour: str) -> Box:
    size = (mask.width, mask.height)
    coverage = Image.frombuffer("L", size, mask.coverage, "raw", "L", mask.stride, -1)
    # a tile of the colour goes through a mask almost twice as fast as the colour itself does
    canvas.paste(Image.new("RGB", size, colour), (mask.left, mask.top), coverage)
    left, top, right, bottom = coverage.getbbox() or (0, 0, 0, 0)
    return mask.left + left, mask.top + top, mask.left + right, mask.top + bottom


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def encode(canvas: Image.Image, profile: bytes) -> bytes:
    """The picture as sRGB JPEG."""
    out = io.BytesIO()
    canvas.save(out, "JPEG", quality=QUALITY, subsampling=0, icc_profile=profile)
    return out.getvalue()
