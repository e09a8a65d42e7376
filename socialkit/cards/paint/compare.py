"""Compare: two plain panels with a fine grain, one above the other or side by side."""

from __future__ import annotations

from PIL import Image, ImageChops

from socialkit.cards.drawing import Ground
from socialkit.cards.paint.noise import grain


def paint_compare(ground: Ground) -> Image.Image:
    """The ground of the theme compare; `ground.second` is the colour of the second panel, if any."""
    image = _panel(ground.size_px, ground.colour)
    if ground.second is not None:
        second = _panel(ground.size_px, ground.second)
        image.paste(second.crop((*ground.meeting, *ground.size_px)), ground.meeting)
    return image


def _panel(size_px: tuple[int, int], colour: str) -> Image.Image:
    """A whole card of one colour."""
    fine = grain(size_px)
    flat = Image.new("RGB", size_px, colour)
    return ImageChops.add(flat, Image.merge("RGB", (fine, fine, fine)), offset=-128)
