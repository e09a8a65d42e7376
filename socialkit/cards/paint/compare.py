"""Compare: two plain panels with a fine grain, one above the other or side by side."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageChops

from socialkit.cards.drawing import Ground
from socialkit.cards.paint.noise import grain


def paint_compare(ground: Ground) -> Image.Image:
    """The ground of the theme compare; `ground.second` is the colour of the second panel."""
    width, height = ground.size_px
    image = _panel(ground.size_px, ground.colour).copy()
    corner = (ground.split_px, 0) if width > height else (0, ground.split_px)
    second = _panel(ground.size_px, ground.second or ground.colour)
    image.paste(second.crop((*corner, width, height)), corner)
    return image


@lru_cache(maxsize=4)
def _panel(size_px: tuple[int, int], colour: str) -> Image.Image:
    """A whole card of one colour, kept: only where the panels meet differs from card to card."""
    fine = grain(size_px)
    flat = Image.new("RGB", size_px, colour)
    return ImageChops.add(flat, Image.merge("RGB", (fine, fine, fine)), offset=-128)
