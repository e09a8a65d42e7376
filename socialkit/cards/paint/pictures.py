"""Puts the logo on a card, and converts pictures to sRGB."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageCms

from socialkit.cards.drawing import Logo
from socialkit.cards.paint.picture_files import LOGO, Stamp, read_picture, stamp_of
from socialkit.errors import BrandFault
from socialkit.model.card import Box


def to_srgb(image: Image.Image) -> Image.Image:
    """The picture converted by its own colour profile, if it has a valid one. CMYK becomes RGB."""
    profile = image.info.get("icc_profile")
    if image.mode not in ("CMYK", "RGB", "RGBA") or not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return image
    return converted or image


_SRGB = ImageCms.createProfile("sRGB")


def place_logo(logo: Logo) -> tuple[Image.Image, Box, Box]:
    """The logo at its final size, its box, and the box of its ink, in px."""
    left, top, right, bottom = logo.box
    image = read_logo(logo.path, stamp_of(logo.path)).copy()
    image.thumbnail((right - left, bottom - top), Image.Resampling.LANCZOS)
    indent = (right - left - image.width) // 2 if logo.centred else 0
    left, top = left + indent, bottom - image.height
    box = image.getchannel("A").getbbox()
    if box is None:
        raise _empty(logo.path)
    ink = (left + box[0], top + box[1], left + box[2], top + box[3])
    return image, (left, top, left + image.width, bottom), ink


@lru_cache(maxsize=2)
def read_logo(path: str, stamp: Stamp) -> Image.Image:  # noqa: ARG001 - a changed file is read again
    """The logo upright, in sRGB with alpha. Raises BrandFault when it is not a usable picture, or all of it
    is transparent."""
    image = to_srgb(read_picture(path, LOGO)).convert("RGBA")
    if image.getchannel("A").getbbox() is None:
        raise _empty(path)
    return image


def _empty(path: str) -> BrandFault:
    return LOGO.fault(
        f"The logo {path} is empty: all of it is transparent. Choose another picture."
    )
