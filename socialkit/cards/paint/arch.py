"""Paints the ground of the theme arch: a light panel with a round top before a sun and two hills."""

from __future__ import annotations

from math import ceil, floor

from PIL import Image, ImageDraw, ImageFilter

from socialkit.cards.drawing import Ground
from socialkit.cards.paint.tones import triple, turn
from socialkit.cards.palette import mix
from socialkit.model.card import Box

FINE = 2
WALL, SUN, HILL, NEAR_HILL = 0.16, 0.42, 0.36, 0.5
LEAF_TURN, LEAF_SATURATION = 95, 0.42
WARM_TURN, WARM_SATURATION = 14, 1.35
SHADOW = 30
"""Of 255: how dark the panel's shadow is at its darkest."""


def paint_arch(ground: Ground) -> Image.Image:
    """The ground of the theme arch; `ground.colour` is the colour of the panel."""
    width = ground.size_px[0]
    warm = turn(ground.accent, WARM_TURN, saturation=WARM_SATURATION)
    wall = mix(warm, ground.colour, WALL)
    leaf = turn(ground.accent, LEAF_TURN, saturation=LEAF_SATURATION)
    image = Image.new("RGB", ground.size_px, wall)
    _put_disc(image, (0.86, 0.105), 0.165, mix(warm, wall, SUN))
    _put_disc(image, (0.10, 1.06), 0.33, mix(leaf, wall, HILL))
    _put_disc(image, (0.93, 1.10), 0.36, mix(leaf, wall, NEAR_HILL))
    panel = _panel(ground.size_px)
    shadow = panel.filter(ImageFilter.GaussianBlur(0.016 * width))
    shade = shadow.point([round(level * SHADOW / 255) for level in range(256)])
    image.paste(triple(mix("#000000", wall, 0.6)), (0, round(0.012 * width)), shade)
    image.paste(triple(ground.colour), (0, 0), panel)
    return image


def _put_disc(image: Image.Image, centre: tuple[float, float], radius: float, colour: str) -> None:
    """Draw a disc whose radius is a share of the diagonal, so that every size has the same balance.
    It is drawn larger in grey and scaled down for a smooth edge."""
    reach = radius * (image.width**2 + image.height**2) ** 0.5 / 1.6
    x, y = centre[0] * image.width, centre[1] * image.height
    left, top = max(0, floor(x - reach) - 2), max(0, floor(y - reach) - 2)
    size = (
        min(image.width, ceil(x + reach) + 2) - left,
        min(image.height, ceil(y + reach) + 2) - top,
    )
    large = Image.new("L", (size[0] * FINE, size[1] * FINE))
    box = (x - left - reach, y - top - reach, x - left + reach, y - top + reach)
    ImageDraw.Draw(large).ellipse([edge * FINE for edge in box], fill=255)
    image.paste(triple(colour), (left, top), large.resize(size, Image.Resampling.LANCZOS))


def _panel(size_px: tuple[int, int]) -> Image.Image:
    large = Image.new("L", (size_px[0] * FINE, size_px[1] * FINE))
    draw = ImageDraw.Draw(large)
    left, top, right, bottom = (edge * FINE for edge in panel_box(size_px))
    rise = min((right - left) / 2, (bottom - top) * 0.8)
    draw.ellipse((left, top, right, top + 2 * rise), fill=255)
    draw.rectangle((left, top + rise, right, bottom), fill=255)
    return large.resize(size_px, Image.Resampling.LANCZOS)


def panel_box(size_px: tuple[int, int]) -> Box:
    """The panel's box in px."""
    width, height = size_px
    if height > 1.5 * width:
        return _box(size_px, (0.093, 0.125, 0.907, 0.835))
    if height > 1.1 * width:
        return _box(size_px, (0.105, 0.074, 0.895, 0.926))
    return _box(size_px, (0.09, 0.074, 0.91, 0.926) if width == height else (0.16, 0.06, 0.84, 1.1))


def _box(size_px: tuple[int, int], shares: tuple[float, float, float, float]) -> Box:
    width, height = size_px
    left, top, right, bottom = shares
    return round(left * width), round(top * height), round(right * width), round(bottom * height)
