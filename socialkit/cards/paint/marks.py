"""Everything that lies on a ground: letters, rules, logos.

In: a Drawing and the fonts. Out: Marks, each with the box of its ink. Raises CardError for a logo that
is of no use. Knows nothing of grounds and of encoding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from socialkit.cards.drawing import Bar, Drawing, Run
from socialkit.cards.typography.fonts import Fonts, Mask
from socialkit.model.card import Box


@dataclass(frozen=True, slots=True)
class Mark:
    """A picture or a colour, where it goes (px), through which coverage, and the box of its ink."""

    paint: Image.Image | str
    box: Box
    coverage: Image.Image | None
    ink: Box

    def put(self, canvas: Image.Image, origin: tuple[int, int]) -> None:
        """Paste it on a canvas that shows the card from this point on."""
        left, top, right, bottom = self.box
        across, down = origin
        place = (left - across, top - down, right - across, bottom - down)
        canvas.paste(self.paint, place, self.coverage)


def bar_mark(bar: Bar) -> Mark:
    """A filled rectangle."""
    return Mark(bar.colour, bar.box, None, bar.box)


def run_mark(run: Run, fonts: Fonts) -> Mark | None:
    """The letters of a run, or None where they leave no ink. Raise CardError where one is missing."""
    mask = fonts.rasterise(run)
    return None if mask is None else _letters_mark(mask, run.colour)


def logo_marks(drawing: Drawing) -> Iterator[Mark]:
    """Her logo, if there is one. Raise CardError where it is no usable picture."""
    if drawing.logo is not None:
        from socialkit.cards.paint.logo import place_logo

        image, box, ink = place_logo(drawing.logo)
        yield Mark(image, box, image, ink)


def _letters_mark(mask: Mask, colour: str) -> Mark:
    size = (mask.width, mask.height)
    coverage = Image.frombuffer("L", size, mask.coverage, "raw", "L", mask.stride, -1)
    left, top, right, bottom = coverage.getbbox() or (0, 0, 0, 0)
    return Mark(
        # a tile of the colour goes through a mask almost twice as fast as the colour itself does
        Image.new("RGB", size, colour),
        (mask.left, mask.top, mask.left + mask.width, mask.top + mask.height),
        coverage,
        (mask.left + left, mask.top + top, mask.left + right, mask.top + bottom),
    )
