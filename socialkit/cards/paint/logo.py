"""A logo on a card, with its transparency.

In: the path of a picture of hers. Out: the picture as large as it is shown, and where. Raises
CardError for what is no usable picture. Knows nothing of words and themes.
"""

from __future__ import annotations

from functools import lru_cache

from PIL import Image

from socialkit.cards.drawing import Logo
from socialkit.cards.paint.pictures import LOGO, Stamp, read_picture, stamp_of, to_srgb
from socialkit.errors import CardError
from socialkit.model.card import Box


def place_logo(logo: Logo) -> tuple[Image.Image, Box, Box]:
    """The logo at the size in which it is shown, where it stands, and the box of its ink, in px."""
    left, top, right, bottom = logo.box
    image = _read_logo(logo.path, stamp_of(logo.path)).copy()
    image.thumbnail((right - left, bottom - top), Image.Resampling.LANCZOS)
    indent = (right - left - image.width) // 2 if logo.centred else 0
    left, top = left + indent, bottom - image.height
    box = image.getchannel("A").getbbox()
    if box is None:
        raise CardError(f"The logo {logo.path} is empty. Please choose another picture.")
    ink = (left + box[0], top + box[1], left + box[2], top + box[3])
    return image, (left, top, left + image.width, bottom), ink


@lru_cache(maxsize=2)
def _read_logo(path: str, stamp: Stamp) -> Image.Image:  # noqa: ARG001 - a changed file is read anew
    """The logo upright, in sRGB with alpha. Raise CardError where it is no usable picture."""
    return to_srgb(read_picture(path, LOGO)).convert("RGBA")
