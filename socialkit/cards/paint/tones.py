"""Tones: colours as numbers, grain and shade, and the luminance of a painted ground."""

from __future__ import annotations

import colorsys
import random
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from PIL import Image, ImageChops

from socialkit.cards.palette import luminance
from socialkit.model.card import Box

CELL_PX = 15
"""Tones are means over squares of this size, so that grain does not count."""
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
        """These, replaced by the other's from a corner (px) on."""
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


GRAIN_SEED = 1843
GRAIN_BELL = (1, 4, 13, 30, 50, 60, 50, 30, 13, 4, 1)
"""How many of 256 equally likely levels become 123, 124 … 133: a bell curve with deviation 1.7."""
SHADE_DEPTH = 0.03


@lru_cache(maxsize=2)
def shade(size_px: tuple[int, int]) -> Image.Image:
    """How much the edges are darkened, 0 to 4 levels, dithered so that no rings show."""
    glow = Image.radial_gradient("L").resize(size_px, Image.Resampling.BICUBIC)
    fine = glow.point([round(max(0, level - 120) * SHADE_DEPTH * 16) for level in range(256)])
    dither = make_noise(size_px, GRAIN_SEED + 1).point([level >> 4 for level in range(256)])
    # the sum stays within a byte, and the unchecked sum is many times faster
    return ImageChops.add_modulo(fine, dither).point([level >> 4 for level in range(256)])


@lru_cache(maxsize=2)
def grain(size_px: tuple[int, int]) -> Image.Image:
    """Grey noise around 128, normally distributed, always the same."""
    lowest = 128 - len(GRAIN_BELL) // 2
    curve = [level for level, share in enumerate(GRAIN_BELL, lowest) for _ in range(share)]
    return make_noise(size_px, GRAIN_SEED).point(curve)


def make_noise(size_px: tuple[int, int], seed: int) -> Image.Image:
    """White noise in which every level is equally likely."""
    width, height = size_px
    return Image.frombytes("L", size_px, random.Random(seed).randbytes(width * height))


Triple = tuple[int, int, int]


def triple(colour: str) -> Triple:
    """The three channels, 0 to 255."""
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def turn(colour: str, degrees: float, *, saturation: float = 1.0) -> str:
    """The colour with its hue turned on the wheel, and its saturation scaled."""
    hue, light, strength = colorsys.rgb_to_hls(*(channel / 255 for channel in triple(colour)))
    channels = colorsys.hls_to_rgb(
        (hue + degrees / 360) % 1, light, min(1.0, strength * saturation)
    )
    return "#" + bytes(round(255 * channel) for channel in channels).hex().upper()
