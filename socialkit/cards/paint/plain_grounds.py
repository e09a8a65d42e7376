"""Paints the grounds of one or two colours: paper, compare and hook."""

from __future__ import annotations

from PIL import Image, ImageChops

from socialkit.cards.drawing import Ground
from socialkit.cards.paint.tones import grain, shade, triple
from socialkit.cards.palette import luminance, mix


def paint_paper(ground: Ground) -> Image.Image:
    """The ground of the theme paper."""
    dark, fine = shade(ground.size_px), grain(ground.size_px)
    return Image.merge("RGB", [_band(dark, fine, level) for level in triple(ground.colour)])


def _band(dark: Image.Image, fine: Image.Image, level: int) -> Image.Image:
    """One channel: the level less the shade, never below 0, plus the grain around 128.

    The small differences between pixels are combined first and the level is then looked up, which is
    several times faster than painting the level and adding to it.
    """
    lost = dark.point([min(depth, level) for depth in range(256)])
    rest = ImageChops.subtract_modulo(fine, lost)
    return rest.point([min(max(level + left - 128, 0), 255) for left in range(256)])


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


FINE = 2
DEEPER, RING_SHARE = 0.17, 0.24
"""The share of black (white under dark words) in the moon, and of the accent in the ring."""
MOON = ((0.93, 0.04), 0.27)
RING = ((0.86, 0.06), 0.34)
"""Centre, as shares of width and height, and radius, as a share of the shorter side."""
THICKNESS = 0.0026


def paint_hook(ground: Ground) -> Image.Image:
    """The ground of the theme hook."""
    size = ground.size_px
    image = Image.new("RGB", size, ground.colour)
    moon, ring = _round(size, *MOON, None), _round(size, *RING, THICKNESS)
    far = "#000000" if luminance(ground.accent) > luminance(ground.colour) else "#FFFFFF"
    image.paste(triple(mix(far, ground.colour, DEEPER)), (0, 0), moon)
    image.paste(triple(mix(ground.accent, ground.colour, RING_SHARE)), (0, 0), ring)
    fine = grain(size)
    return ImageChops.add(image, Image.merge("RGB", (fine, fine, fine)), offset=-128)


def _round(
    size_px: tuple[int, int], middle: tuple[float, float], radius: float, thickness: float | None
) -> Image.Image:
    """A disc, or a ring of a thickness, drawn larger and scaled down for a smooth edge."""
    width, height = size_px
    large = Image.new("L", (width * FINE, height * FINE))
    x, y = middle[0] * width * FINE, middle[1] * height * FINE
    reach = radius * min(width, height) * FINE
    box = (x - reach, y - reach, x + reach, y + reach)
    line = max(2, round((thickness or 0) * min(width, height))) * FINE
    from PIL import ImageDraw  # which paper can do without

    draw = ImageDraw.Draw(large)
    if thickness is None:
        draw.ellipse(box, fill=255)
    else:
        draw.ellipse(box, outline=255, width=line)
    return large.resize(size_px, Image.Resampling.BOX)
