"""A logo on a card, pasted with its transparency.

In: the path of a picture of hers. Out: the picture on the canvas, and where its ink lies. Raises
CardError for what is no usable picture. Knows nothing of words and themes.
"""

from __future__ import annotations

from functools import lru_cache

from PIL import Image

from socialkit.cards.drawing import Logo
from socialkit.cards.paint.pictures import LOGO, Stamp, read_picture, stamp_of, to_srgb
from socialkit.errors import CardError
from socialkit.model import Box


def paste_logo(canvas: Image.Image, logo: Logo) -> Box:
    """Paste it at the foot of its box; the box of its ink in px."""
    left, top, right, bottom = logo.box
    image = _read_logo(logo.path, stamp_of(logo.path)).copy()
    image.thumbnail((right - left, bottom - top), Image.Resampling.LANCZOS)
    indent = (right - left - image.width) // 2 if logo.centred else 0
    place = (left + indent, bottom - image.height)
    canvas.paste(image, place, image)
    box = image.getchannel("A").getbbox()
    if box is None:
        raise CardError(f"The logo {logo.path} is empty. Please choose another picture.")
    return place[0] + box[0], place[1] + box[1], place[0] + box[2], place[1] + box[3]


@lru_cache(maxsize=2)
def _read_logo(path: str, stamp: Stamp) -> Image.Image:  # noqa: ARG001 - a changed file is read anew
    """The logo upright, in sRGB with alpha. Raise CardError where it is no usable picture."""
    return to_srgb(read_picture(path, LOGO)).convert("RGBA")
