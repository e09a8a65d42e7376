"""A logo on a card: read upright, in sRGB, bomb-safe, and pasted with its transparency.

In: the path of a picture of hers. Out: the picture on the canvas, and where its ink lies. Raises
CardError for what is no usable picture. Knows nothing of words and themes.
"""

from __future__ import annotations

import io
import warnings
from functools import lru_cache

from PIL import Image, ImageCms, ImageOps

from socialkit.cards.drawing import Logo
from socialkit.errors import CardError
from socialkit.model import Box

MOST_LOGO_PIXELS = 40_000_000


def paste_logo(canvas: Image.Image, logo: Logo) -> Box:
    """Paste it at the foot of its box; the box of its ink in px."""
    left, top, right, bottom = logo.box
    image = _open_logo(logo.path)
    image.thumbnail((right - left, bottom - top), Image.Resampling.LANCZOS)
    indent = (right - left - image.width) // 2 if logo.centred else 0
    place = (left + indent, bottom - image.height)
    canvas.paste(image, place, image)
    box = image.getchannel("A").getbbox()
    if box is None:
        raise CardError(f"The logo {logo.path} is empty. Please choose another picture.")
    return place[0] + box[0], place[1] + box[1], place[0] + box[2], place[1] + box[3]


@lru_cache(maxsize=2)
def _read_logo(path: str) -> Image.Image:
    """The logo upright, in sRGB with alpha. Raise CardError where it is no usable picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as opened:
                if opened.width * opened.height > MOST_LOGO_PIXELS:
                    raise Image.DecompressionBombError
                opened.load()
                image = ImageOps.exif_transpose(opened)
    except FileNotFoundError as error:
        raise CardError(
            f"There is no logo at {path}. Put it there, or take the row logo: out of schedule.yaml."
        ) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise CardError(
            f"The logo {path} is far too large. Save it at 2000 px or less a side."
        ) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise CardError(
            f"The logo {path} cannot be read as a picture. Save it anew as PNG or JPEG."
        ) from error
    return _to_srgb(image).convert("RGBA")


def _open_logo(path: str) -> Image.Image:
    return _read_logo(path).copy()


def _to_srgb(image: Image.Image) -> Image.Image:
    """CMYK through the picture's own colour profile, if it has a good one."""
    profile = image.info.get("icc_profile")
    if image.mode != "CMYK" or not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image
    return converted or image


_SRGB = ImageCms.createProfile("sRGB")
