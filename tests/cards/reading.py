"""Reading a card back with tesseract: the recipe, in one place for tests and benchmark."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, product
from math import ceil, floor

import pytest
from PIL import Image, ImageOps

from socialkit.cards.drawing import Drawing, Role, Run
from socialkit.cards.paint.ground import find_painter
from socialkit.cards.typography.fonts import Fonts
from socialkit.cards.typography.shaping import fold
from socialkit.model.card import Box, CardRequest, Form

SCALES = (0.5, 0.35, 1.0, 0.25, 0.15, 0.7)
WORD_ROLES = (Role.QUOTE, Role.ACCENT)
BORDER_PX = 6
SLANTS = (0.0, 0.2, 0.1)
"""As set, and with italics leaned back nearly or half upright: px across for every px up."""


def ground_of(drawing: Drawing) -> Image.Image:
    """The ground of a card without its words."""
    return find_painter(drawing.ground.painter)(drawing.ground)


def ink_of(runs: Iterable[Run], difference: Image.Image, fonts: Fonts) -> Image.Image:
    """These runs alone, dark on white, out of what differs from the ground."""
    boxes = [box_of(run, fonts) for run in runs]
    lefts, tops, rights, bottoms = zip(*filter(None, boxes), strict=True)
    box = (min(lefts), min(tops), max(rights), max(bottoms))
    words = difference.crop(
        (box[0] - BORDER_PX, box[1] - BORDER_PX, box[2] + BORDER_PX, box[3] + BORDER_PX)
    )
    return ImageOps.invert(ImageOps.autocontrast(words))


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a card that is read by itself: the expected words, and their runs."""

    text: str
    runs: tuple[Run, ...]


def regions_of(request: CardRequest, drawing: Drawing) -> tuple[Region, ...]:
    """The words of a card, part by part: a line, both sides, or a title and its items."""
    runs = [run for run in drawing.runs if run.role in WORD_ROLES]
    if request.form is Form.LINE:
        return (Region(request.text, tuple(runs)),)
    if request.form is Form.CONTRAST:
        words = [run for run in runs if run.role is Role.QUOTE]
        texts = [part.text for part in request.parts]
        return tuple(map(Region, texts, _by_panel(words, drawing)))
    texts = [request.text, *(f"{part.label or ''} {part.text}" for part in request.parts)]
    return tuple(map(Region, texts, _by_numeral(runs)))


def labels_of(request: CardRequest, drawing: Drawing) -> tuple[Region, ...]:
    """The labels above both sides, in capitals as they are set."""
    labels = [run for run in drawing.runs if run.role is Role.ACCENT]
    texts = [(part.label or "").upper().rstrip(" :") for part in request.parts]
    return tuple(map(Region, texts, _by_panel(labels, drawing)))


def _by_panel(runs: Iterable[Run], drawing: Drawing) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    ground = drawing.ground
    halves: tuple[list[Run], list[Run]] = ([], [])
    wide = ground.size_px[0] > ground.size_px[1]
    for run in runs:
        halves[(run.x if wide else run.baseline) > ground.split_px].append(run)
    return tuple(halves[0]), tuple(halves[1])


def _by_numeral(runs: Iterable[Run]) -> list[tuple[Run, ...]]:
    """The title, then every item without its numeral."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        if run.role is Role.ACCENT and run.text == str(len(parts)):
            parts.append([])
        else:
            parts[-1].append(run)
    return [tuple(part) for part in parts]


def misread(region: Region, difference: Image.Image, fonts: Fonts) -> str:
    """Empty where some scale gives the words of the region, else the last that was read.

    What is misread as a whole is read line by line: a capital I in italics is taken for T or L where
    its neighbours above and below are near.
    """
    whole = _misread(region, difference, fonts)
    lines = [tuple(runs) for _, runs in groupby(region.runs, key=lambda run: run.baseline)]
    if not whole or len(lines) == 1:
        return whole
    if plain(_drawn(region.runs)) != plain(region.text):
        return whole
    return "/".join(
        _misread(Region(_drawn(runs), runs), difference, fonts) for runs in lines
    ).strip("/")


def _drawn(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def _misread(region: Region, difference: Image.Image, fonts: Fonts) -> str:
    words, reading = ink_of(region.runs, difference, fonts), ""
    for slant, scale in product(SLANTS, SCALES):
        reading = read(_upright(words, slant), scale)
        if reading == plain(region.text):
            return ""
    return reading or "nothing"


def _upright(words: Image.Image, slant: float) -> Image.Image:
    """Italics leaned back; what leans by nature is misread where I and l stand together."""
    if not slant:
        return words
    size = (ceil(words.width + slant * words.height), words.height)
    lean = (1, -slant, 0, 0, 1, 0)
    return words.transform(
        size, Image.Transform.AFFINE, lean, Image.Resampling.BICUBIC, fillcolor=255
    )


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
