"""Laid paper: a breath of shade towards the edges, and grain."""

from __future__ import annotations

from PIL import Image, ImageChops

from socialkit.cards.drawing import Ground
from socialkit.cards.paint.noise import grain, shade


def paint_paper(ground: Ground) -> Image.Image:
    """The ground of the theme paper."""
    image = Image.new("RGB", ground.size_px, ground.colour)
    dark, fine = shade(ground.size_px), grain(ground.size_px)
    shaded = ImageChops.subtract(image, Image.merge("RGB", (dark, dark, dark)))
    return ImageChops.add(shaded, Image.merge("RGB", (fine, fine, fine)), offset=-128)
