"""Grain, and shade that shows no rings: the same every time.

In: a size in px. Out: grey pictures. Knows nothing of themes.
"""

from __future__ import annotations

import random
from functools import lru_cache

from PIL import Image, ImageChops

GRAIN_SEED = 1843
GRAIN_BELL = (1, 4, 13, 30, 50, 60, 50, 30, 13, 4, 1)
"""How many of 256 equally likely levels become 123, 124 … 133: a bell of deviation 1.7 around 128."""
SHADE_DEPTH = 0.03


@lru_cache(maxsize=2)
def shade(size_px: tuple[int, int]) -> Image.Image:
    """What the edges lose, 0 to 4 levels, dithered so that no rings show."""
    glow = Image.radial_gradient("L").resize(size_px, Image.Resampling.BICUBIC)
    fine = glow.point([round(max(0, level - 120) * SHADE_DEPTH * 16) for level in range(256)])
    dither = make_noise(size_px, GRAIN_SEED + 1).point([level >> 4 for level in range(256)])
    # the sum stays within a byte, and a sum that need not look is many times faster
    return ImageChops.add_modulo(fine, dither).point([level >> 4 for level in range(256)])


@lru_cache(maxsize=2)
def grain(size_px: tuple[int, int]) -> Image.Image:
    """Grey noise around 128, normally distributed, the same every time."""
    lowest = 128 - len(GRAIN_BELL) // 2
    curve = [level for level, share in enumerate(GRAIN_BELL, lowest) for _ in range(share)]
    return make_noise(size_px, GRAIN_SEED).point(curve)


def make_noise(size_px: tuple[int, int], seed: int) -> Image.Image:
    """White noise, every level as likely as every other."""
    width, height = size_px
    return Image.frombytes("L", size_px, random.Random(seed).randbytes(width * height))
