"""Paints the ground of the theme night: it darkens downwards, with a glow above and a hairline frame."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageDraw

from socialkit.cards.drawing import Ground
from socialkit.cards.paint.tones import grain, triple
from socialkit.cards.palette import mix
from socialkit.model.card import Box

DUSK = 0.38
"""The share of black in the colour at the foot."""
GLOW = 14
"""How many levels (of 255) the centre of the glow is lighter than the ground."""
RIM = 80
"""The level of a radial gradient at the middle of its edges, where the glow ends."""
INSET, STORY_TOP, STORY_BOTTOM = 0.05, 0.125, 0.172
FINE = 3
FRAME_SHARE = 0.42


def paint_night(ground: Ground) -> Image.Image:
    """The ground of the theme night."""
    foot = mix("#000000", ground.colour, DUSK)
    image = _fade(ground.size_px, ground.colour, foot)
    glow = _glow(ground.size_px)
    image = ImageChops.add(image, Image.merge("RGB", (glow, glow, glow)))
    fine = grain(ground.size_px)
    image = ImageChops.add(image, Image.merge("RGB", (fine, fine, fine)), offset=-128)
    _frame(image, mix(ground.accent, ground.colour, FRAME_SHARE))
    return image


def _fade(size_px: tuple[int, int], head: str, foot: str) -> Image.Image:
    down = Image.linear_gradient("L").resize(size_px, Image.Resampling.BICUBIC)
    return Image.composite(Image.new("RGB", size_px, foot), Image.new("RGB", size_px, head), down)


def _glow(size_px: tuple[int, int]) -> Image.Image:
    """Light from above the centre that ends before the edges."""
    width, height = size_px
    round_light = ImageChops.invert(Image.radial_gradient("L"))
    wide = round_light.resize((round(width * 1.5), round(height * 1.1)), Image.Resampling.BICUBIC)
    place = ((width - wide.width) // 2, round(-0.28 * height))
    light = Image.new("L", size_px)
    light.paste(wide, place)
    reach = 255 - RIM
    return light.point([round(max(0, level - RIM) * GLOW / reach) for level in range(256)])


def _frame(image: Image.Image, colour: str) -> None:
    """Draw one fine line, larger and scaled down, so that its corners are smooth."""
    width, height = image.size
    box = frame_box(image.size)
    large = Image.new("L", (width * FINE, height * FINE))
    ImageDraw.Draw(large).rounded_rectangle(
        [edge * FINE for edge in box], radius=8 * FINE, outline=255, width=2 * FINE
    )
    image.paste(triple(colour), (0, 0), large.resize(image.size, Image.Resampling.BOX))


def frame_box(size_px: tuple[int, int]) -> Box:
    """The box of the frame; in a story it is clear of the network's buttons."""
    width, height = size_px
    side = round(INSET * width)
    if height > 1.5 * width:
        return (side, round(STORY_TOP * height), width - side, round((1 - STORY_BOTTOM) * height))
    side = round(INSET * min(width, height))
    return (side, side, width - side, height - side)
