"""Laid paper: a breath of shade towards the edges, and grain."""

from __future__ import annotations

from PIL import Image, ImageChops

from socialkit.cards.drawing import Ground
from socialkit.cards.paint.colours import triple
from socialkit.cards.paint.noise import grain, shade


def paint_paper(ground: Ground) -> Image.Image:
    """The ground of the theme paper."""
    dark, fine = shade(ground.size_px), grain(ground.size_px)
    return Image.merge("RGB", [_band(dark, fine, level) for level in triple(ground.colour)])


def _band(dark: Image.Image, fine: Image.Image, level: int) -> Image.Image:
    """One channel: less the shade, never below 0, and then the grain around 128.

    What differs from pixel to pixel is small and comes first; the level is then looked up, which is
    several times faster than to paint it and to add to it.
    """
    lost = dark.point([min(depth, level) for depth in range(256)])
    rest = ImageChops.subtract_modulo(fine, lost)
    return rest.point([min(max(level + left - 128, 0), 255) for left in range(256)])
