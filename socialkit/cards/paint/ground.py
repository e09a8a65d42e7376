"""What lies beneath the words: painted once for each size and palette, with its tones.

In: a Ground. Out: its picture, and how dark and light it is where words stand. Knows nothing of
words. A further ground is a further painter in find_painter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image

from socialkit.cards.drawing import Ground
from socialkit.cards.palette import luminance
from socialkit.model import Box

if TYPE_CHECKING:
    from socialkit.cards.paint.pictures import Stamp

CELL_PX = 15
"""Tones are means over squares of this side, so that grain does not count."""

Tones = tuple[str, str]
Painter = Callable[[Ground], Image.Image]


@dataclass(frozen=True, slots=True)
class Painted:
    """A painted ground: the mean colours of its squares, row by row, and their luminance."""

    image: Image.Image
    cells: tuple[str, ...]
    lights: tuple[float, ...]
    columns: int

    def tones_beneath(self, box: Box) -> Tones:
        """The darkest and the lightest colour within a box of px, as "#RRGGBB"."""
        left, top, right, bottom = (edge // CELL_PX for edge in box)
        right = min(right, self.columns - 1)
        rows = range(max(0, top), min(bottom, len(self.cells) // self.columns - 1) + 1)
        found = [
            at
            for row in rows
            for at in range(row * self.columns + max(0, left), row * self.columns + right + 1)
        ]
        light = self.lights.__getitem__
        return self.cells[min(found, key=light)], self.cells[max(found, key=light)]


def lay_ground(ground: Ground) -> Painted:
    """The painted ground, from memory where it was painted before of the same photo."""
    photo = ground.backdrop and ground.backdrop.photo
    if not photo:
        return _lay(ground, None)
    from socialkit.cards.paint.pictures import stamp_of

    return _lay(ground, stamp_of(photo))


@lru_cache(maxsize=8)
def _lay(ground: Ground, photo: Stamp) -> Painted:  # noqa: ARG001 - a changed photo is painted anew
    image = find_painter(ground.painter)(ground)
    columns, rows = (length // CELL_PX for length in ground.size_px)
    raw = image.resize((columns, rows), Image.Resampling.BOX).tobytes()
    cells = tuple(f"#{raw[at : at + 3].hex().upper()}" for at in range(0, len(raw), 3))
    lights = {cell: luminance(cell) for cell in set(cells)}
    return Painted(image, cells, tuple(lights[cell] for cell in cells), columns)


def find_painter(name: str) -> Painter:
    """The painter of a ground, loaded when it is asked for: each has tools of its own."""
    match name:
        case "paper":
            from socialkit.cards.paint.paper import paint_paper

            return paint_paper
        case "night":
            from socialkit.cards.paint.night import paint_night

            return paint_night
        case "arch":
            from socialkit.cards.paint.arch import paint_arch

            return paint_arch
        case "compare":
            from socialkit.cards.paint.compare import paint_compare

            return paint_compare
        case "photo":
            from socialkit.cards.paint.photo import paint_photo

            return paint_photo
        case "hook":
            from socialkit.cards.paint.hook import paint_hook

            return paint_hook
    raise KeyError(name)
