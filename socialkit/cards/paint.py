"""The one door to Pillow: from drawing instructions to the bytes of a picture.

In: a Drawing and the fonts. Out: a JPEG and where its ink really lies.
Knows nothing of quotes, brands and themes; a further ground is a further painter in GROUNDS.

No clock and no chance: the grain has a fixed seed and the colour profile is a file, so the same
drawing gives the same bytes in every process.
"""

from __future__ import annotations

import io
import random
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

from PIL import Image, ImageChops, ImageCms, ImageOps

from socialkit.cards.drawing import Drawing, Ground, Logo
from socialkit.cards.fonts import Fonts, Mask
from socialkit.errors import CardError
from socialkit.model import Box

QUALITY = 90
GRAIN_SEED = 1843
GRAIN_SIGMA = 1.7
MOST_LOGO_PIXELS = 40_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A painted card: its bytes, the box of all ink on its ground, and the ground's extremes.

    `tones` are the darkest and the lightest colour of the ground as "#RRGGBB".
    """

    jpeg: bytes
    size_px: tuple[int, int]
    ink_box: Box
    tones: tuple[str, str]


def paint(drawing: Drawing, fonts: Fonts, profile: bytes) -> Picture:
    """Paint a drawing. Raise CardError for a logo that cannot be used."""
    ground, tones = _ground(drawing.ground)
    canvas = ground.copy()
    boxes = []
    for bar in drawing.bars:
        canvas.paste(bar.colour, bar.box)
        boxes.append(bar.box)
    for run in drawing.runs:
        mask = fonts.rasterise(run)
        if mask is not None:
            boxes.append(_stamp(canvas, mask, run.colour))
    if drawing.logo is not None:
        boxes.append(_paste_logo(canvas, drawing.logo))
    return Picture(_encode(canvas, profile), canvas.size, _around(boxes), tones)


def _stamp(canvas: Image.Image, mask: Mask, colour: str) -> Box:
    size = (mask.width, mask.height)
    coverage = Image.frombuffer("L", size, mask.coverage, "raw", "L", mask.stride, -1)
    canvas.paste(colour, (mask.left, mask.top), coverage)
    left, top, right, bottom = coverage.getbbox() or (0, 0, 0, 0)
    return mask.left + left, mask.top + top, mask.left + right, mask.top + bottom


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _encode(canvas: Image.Image, profile: bytes) -> bytes:
    out = io.BytesIO()
    canvas.save(out, "JPEG", quality=QUALITY, subsampling=0, icc_profile=profile)
    return out.getvalue()


@lru_cache(maxsize=8)
def _ground(ground: Ground) -> tuple[Image.Image, tuple[str, str]]:
    """The painted ground and its darkest and lightest tone, without the grain."""
    image = GROUNDS[ground.painter](ground)
    small = image.resize((24, 24), Image.Resampling.BOX)
    tones = sorted(small.get_flattened_data(), key=sum)
    return image, ("#%02X%02X%02X" % tones[0], "#%02X%02X%02X" % tones[-1])


def _paint_paper(ground: Ground) -> Image.Image:
    """Laid paper: a breath of light from above, and grain."""
    image = Image.new("RGB", ground.size_px, ground.colour)
    glow = Image.radial_gradient("L").resize(ground.size_px, Image.Resampling.BICUBIC)
    shade = glow.point([round(max(0, level - 120) * 0.03) for level in range(256)])
    image = ImageChops.subtract(image, Image.merge("RGB", (shade, shade, shade)))
    grain = _grain(ground.size_px)
    return ImageChops.add(image, Image.merge("RGB", (grain, grain, grain)), offset=-128)


@lru_cache(maxsize=4)
def _grain(size_px: tuple[int, int]) -> Image.Image:
    """Grey noise around 128, normally distributed, the same every time."""
    width, height = size_px
    noise = random.Random(GRAIN_SEED).randbytes(width * height)
    bell = NormalDist(128, GRAIN_SIGMA)
    image = Image.frombytes("L", size_px, noise)
    return image.point([round(bell.inv_cdf((level + 0.5) / 256)) for level in range(256)])


GROUNDS: dict[str, Callable[[Ground], Image.Image]] = {"paper": _paint_paper}


def _paste_logo(canvas: Image.Image, logo: Logo) -> Box:
    left, top, right, bottom = logo.box
    image = _open_logo(logo.path)
    image.thumbnail((right - left, bottom - top), Image.Resampling.LANCZOS)
    place = (left, bottom - image.height)
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
