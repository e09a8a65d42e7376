"""Makes the marks on a ground: letters, rules, logos."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from socialkit.cards.drawing import Bar, Drawing, Run
from socialkit.cards.typography.fonts import Fonts, Mask
from socialkit.model.card import Box


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
