"""Hook: one full colour, and a deeper moon within a thin ring that runs off the upper edge.

Words may stand on both: the moon lies further from the words' lightness than the ground does, so
that it adds to their contrast, and the ring is faint.
"""

from __future__ import annotations

from PIL import Image, ImageChops, ImageDraw

from socialkit.cards.drawing import Ground
from socialkit.cards.paint.colours import triple
from socialkit.cards.paint.noise import grain
from socialkit.cards.palette import luminance, mix

FINE = 2
DEEPER, RING_SHARE = 0.17, 0.24
"""How much black (white under dark words) is in the moon, and how much accent in the ring."""
MOON = ((0.93, 0.04), 0.27)
RING = ((0.86, 0.06), 0.34)
"""Middle, as shares of width and height, and radius as a share of the shorter side."""
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
    """A disc, or a ring of some thickness, drawn larger and scaled down for a smooth edge."""
    width, height = size_px
    large = Image.new("L", (width * FINE, height * FINE))
    x, y = middle[0] * width * FINE, middle[1] * height * FINE
    reach = radius * min(width, height) * FINE
    box = (x - reach, y - reach, x + reach, y + reach)
    line = max(2, round((thickness or 0) * min(width, height))) * FINE
    draw = ImageDraw.Draw(large)
    if thickness is None:
        draw.ellipse(box, fill=255)
    else:
        draw.ellipse(box, outline=255, width=line)
    return large.resize(size_px, Image.Resampling.BOX)
