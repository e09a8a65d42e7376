"""What lies beneath the words: painted once for each size and palette, with its tones.

In: a Ground. Out: its picture, and how dark and light it is where words stand. Knows nothing of
words. A further ground is a further painter in GROUNDS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

from socialkit.cards.drawing import Ground
from socialkit.cards.paint.arch import paint_arch
from socialkit.cards.paint.compare import paint_compare
from socialkit.cards.paint.night import paint_night
from socialkit.cards.paint.paper import paint_paper
from socialkit.model import Box

CELL_PX = 15
"""Tones are means over squares of this side, so that grain does not count."""

Tones = tuple[str, str]
GROUNDS: dict[str, Callable[[Ground], Image.Image]] = {
    "paper": paint_paper,
    "night": paint_night,
    "arch": paint_arch,
    "compare": paint_compare,
}


@dataclass(frozen=True, slots=True)
class Painted:
    """A painted ground. `cells` are the mean colours of its squares, row by row."""

    image: Image.Image
    cells: bytes
    columns: int

    def tones_beneath(self, box: Box) -> Tones:
        """The darkest and the lightest colour within a box of px, as "#RRGGBB"."""
        left, top, right, bottom = (edge // CELL_PX for edge in box)
        right = min(right, self.columns - 1)
        rows = range(max(0, top), min(bottom, len(self.cells) // (3 * self.columns) - 1) + 1)
        found = [
            self.cells[3 * at : 3 * at + 3]
            for row in rows
            for at in range(row * self.columns + max(0, left), row * self.columns + right + 1)
        ]
        return f"#{min(found, key=sum).hex().upper()}", f"#{max(found, key=sum).hex().upper()}"


@lru_cache(maxsize=12)
def lay_ground(ground: Ground) -> Painted:
    """The painted ground, from memory where it was painted before."""
    image = GROUNDS[ground.painter](ground)
    columns, rows = (length // CELL_PX for length in ground.size_px)
    return Painted(image, image.resize((columns, rows), Image.Resampling.BOX).tobytes(), columns)
