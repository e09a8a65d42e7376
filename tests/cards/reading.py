"""Reading a card back with tesseract: the recipe, in one place for tests and benchmark.

In: the pixels of a card and its drawing. Out: what a machine that knows nothing of us reads there.
"""

from __future__ import annotations

import io
from math import ceil, floor

import pytest
from PIL import Image, ImageChops, ImageOps

from socialkit.cards.drawing import Drawing, Role, Run
from socialkit.cards.fonts import Fonts
from socialkit.cards.paint.ground import find_painter
from socialkit.cards.text import fold
from socialkit.model import Box

SCALES = (0.5, 0.35, 1.0, 0.25, 0.15)
WORD_ROLES = (Role.QUOTE, Role.ACCENT)
BORDER_PX = 6


def ground_of(drawing: Drawing) -> Image.Image:
    """The ground of a card without its words."""
    return find_painter(drawing.ground.painter)(drawing.ground)


def ink_on_white(picture: Image.Image, drawing: Drawing, fonts: Fonts) -> Image.Image:
    """The words alone, dark on white: what differs from the ground, in the words' own box."""
    difference = ImageChops.difference(picture, ground_of(drawing)).convert("L")
    boxes = [box_of(run, fonts) for run in drawing.runs if run.role in WORD_ROLES]
    lefts, tops, rights, bottoms = zip(*filter(None, boxes), strict=True)
    box = (min(lefts), min(tops), max(rights), max(bottoms))
    words = difference.crop(
        (box[0] - BORDER_PX, box[1] - BORDER_PX, box[2] + BORDER_PX, box[3] + BORDER_PX)
    )
    return ImageOps.invert(ImageOps.autocontrast(words))


def box_of(run: Run, fonts: Fonts) -> Box | None:
    """Where a run's ink lies, in px; None where it has none."""
    left, top, right, bottom = (length * run.size for length in fonts.ink(run.text, run.face))
    if right <= left:
        return None
    across, down = (run.x + left, run.x + right), (run.baseline - top, run.baseline - bottom)
    return floor(across[0]), floor(down[0]), ceil(across[1]), ceil(down[1])


def read(picture: Image.Image, scale: float) -> str:
    """What tesseract reads at this scale, folded."""
    pytesseract = pytest.importorskip("pytesseract")
    size = (round(picture.width * scale), round(picture.height * scale))
    framed = ImageOps.expand(picture.resize(size, Image.Resampling.LANCZOS), 20, 255)
    out = io.BytesIO()
    framed.save(out, "PNG", dpi=(150, 150))
    return plain(pytesseract.image_to_string(Image.open(out), config="--psm 6 --dpi 150"))


def plain(text: str) -> str:
    """Quotes, dashes and white space folded, everything else strict."""
    return fold(text.replace("—", "-").replace("–", "-"))
