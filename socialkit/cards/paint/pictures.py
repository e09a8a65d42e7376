"""Reads logos and photos safely and upright, and converts them to sRGB."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from socialkit.cards.drawing import Logo
from socialkit.errors import CardError
from socialkit.model.card import Box

Stamp = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class PictureKind:
    """A kind of picture: its name (also its row under brand), and how large it may be.

    `most_whole` applies to pictures that must be read whole to be made smaller, all but JPEG: they take
    three or four bytes of memory per pixel.
    """

    name: str
    most_pixels: int
    most_whole: int
    advised_px: int

    def most(self, opened: Image.Image, least_px: int | None) -> int:
        """The most pixels that this file may have."""
        return self.most_pixels if least_px and opened.format in DRAFTED else self.most_whole


DRAFTED = ("JPEG", "MPO")
"""Formats that Pillow can read at a half, a quarter or an eighth of their size."""
LOGO = PictureKind("logo", 24_000_000, 24_000_000, 2000)
PHOTO = PictureKind("photo", 64_000_000, 25_000_000, 4000)
"""Phones take JPEG photos of 48 and 50 million pixels; a card needs two. 25 million as PNG take 100 MB."""


def stamp_of(path: str) -> Stamp:
    """A value that changes when the file changes; None if there is no file."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def read_picture(path: str, kind: PictureKind, *, least_px: int | None = None) -> Image.Image:
    """The picture upright, in its own colours. Raises CardError when it cannot be used.

    A JPEG whose sides are several times `least_px` is read at a smaller size, which saves memory.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as opened:
                if opened.width * opened.height > kind.most(opened, least_px):
                    raise Image.DecompressionBombError
                if least_px:
                    opened.draft(None, (least_px, least_px))
                opened.load()
                return ImageOps.exif_transpose(opened)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise CardError(
            f"There is no {kind.name} at {path}. Put it there, or remove the row {kind.name}: "
            "from schedule.yaml."
        ) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise CardError(
            f"The {kind.name} {path} is far too large. Save it as JPEG or PNG at {kind.advised_px} px or "
            "less per side."
        ) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise CardError(
            f"The {kind.name} {path} cannot be read as a picture. Save it again as PNG or JPEG."
        ) from error


def to_srgb(image: Image.Image) -> Image.Image:
    """The picture converted by its own colour profile, if it has a valid one."""
    profile = image.info.get("icc_profile")
    if image.mode not in ("CMYK", "RGB") or not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image
    return converted or image


_SRGB = ImageCms.createProfile("sRGB")


def place_logo(logo: Logo) -> tuple[Image.Image, Box, Box]:
    """The logo at its final size, its box, and the box of its ink, in px."""
    left, top, right, bottom = logo.box
    image = _read_logo(logo.path, stamp_of(logo.path)).copy()
    image.thumbnail((right - left, bottom - top), Image.Resampling.LANCZOS)
    indent = (right - left - image.width) // 2 if logo.centred else 0
    left, top = left + indent, bottom - image.height
    box = image.getchannel("A").getbbox()
    if box is None:
        raise CardError(f"The logo {logo.path} is empty. Choose another picture.")
    ink = (left + box[0], top + box[1], left + box[2], top + box[3])
    return image, (left, top, left + image.width, bottom), ink


@lru_cache(maxsize=2)
def _read_logo(path: str, stamp: Stamp) -> Image.Image:  # noqa: ARG001 - a changed file is read again
    """The logo upright, in sRGB with alpha. Raises CardError when it is not a usable picture."""
    return to_srgb(read_picture(path, LOGO)).convert("RGBA")
