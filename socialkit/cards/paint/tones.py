"""How dark and how light a ground is where words stand.

In: a painted ground. Out: the darkest and the lightest tone in a box. Knows nothing of words.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from PIL import Image

from socialkit.cards.palette import luminance
from socialkit.model.card import Box

CELL_PX = 15
"""Tones are means over squares of this side, so that grain does not count."""

Tones = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Lights:
    """The luminance of a ground's squares as a picture of floats, and the colour of each luminance."""

    squares: Image.Image
    colours: Mapping[float, str]

    def beneath(self, box: Box) -> Tones:
        """The darkest and the lightest colour within a box of px, as "#RRGGBB"."""
        left, top, right, bottom = (edge // CELL_PX for edge in box)
        columns, rows = self.squares.size
        inside = (
            min(max(0, left), columns - 1),
            min(max(0, top), rows - 1),
            min(right + 1, columns),
            min(bottom + 1, rows),
        )
        darkest, lightest = cast("tuple[float, float]", self.squares.crop(inside).getextrema())
        return self.colours[darkest], self.colours[lightest]

    def joined(self, other: Lights, corner: tuple[int, int]) -> Lights:
        """These with the other's from a corner on, in px."""
        squares = self.squares.copy()
        place = (corner[0] // CELL_PX, corner[1] // CELL_PX)
        squares.paste(other.squares.crop((*place, *squares.size)), place)
        return Lights(squares, {**self.colours, **other.colours})


def measure_lights(image: Image.Image) -> Lights:
    """The lights of a painted ground."""
    size = (image.width // CELL_PX, image.height // CELL_PX)
    raw = image.resize(size, Image.Resampling.BOX).tobytes()
    cells = [f"#{raw[at : at + 3].hex().upper()}" for at in range(0, len(raw), 3)]
    lights = {cell: luminance(cell) for cell in set(cells)}
    values = array("f", (lights[cell] for cell in cells))
    squares = Image.frombytes("F", size, values.tobytes(), "raw", "F;32NF")
    return Lights(squares, dict(zip(values, cells, strict=True)))
