"""Pictures of hers, as people have them: read upright and bomb-safe, and brought to sRGB."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from socialkit.errors import CardError

Stamp = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class PictureKind:
    """What a picture is to her (also its row under brand), and how large one may be.

    `most_whole` is for pictures that must be read whole to be made smaller, all but JPEG: three or four
    bytes a pixel lie in memory at once.
    """

    name: str
    most_pixels: int
    most_whole: int
    advised_px: int

    def most(self, opened: Image.Image, least_px: int | None) -> int:
        """How many pixels this file may have."""
        return self.most_pixels if least_px and opened.format in DRAFTED else self.most_whole


DRAFTED = ("JPEG", "MPO")
"""What Pillow can read at a half, a quarter or an eighth of its size."""
LOGO = PictureKind("logo", 24_000_000, 24_000_000, 2000)
PHOTO = PictureKind("photo", 64_000_000, 25_000_000, 4000)
"""Telephones take 48 and 50 million pixels, as JPEG; a card needs two. As PNG, 25 million are 100 MB."""


def stamp_of(path: str) -> Stamp:
    """What changes when the file does, or None where there is none."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def read_picture(path: str, kind: PictureKind, *, least_px: int | None = None) -> Image.Image:
    """The picture upright, still in its own colours. Raise CardError where it is of no use.

    A JPEG whose sides exceed `least_px` many times over is read smaller, which saves memory.
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
            f"There is no {kind.name} at {path}. Put it there, or take the row {kind.name}: "
            "out of schedule.yaml."
        ) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise CardError(
            f"The {kind.name} {path} is far too large. Save it as JPEG or PNG at {kind.advised_px} px or "
            "less a side."
        ) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise CardError(
            f"The {kind.name} {path} cannot be read as a picture. Save it anew as PNG or JPEG."
        ) from error


def to_srgb(image: Image.Image) -> Image.Image:
    """The picture through its own colour profile, if it has a good one: print and telephone colours."""
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
