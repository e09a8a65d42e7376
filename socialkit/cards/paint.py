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
SHADE_DEPTH = 0.03
SHEET_COLUMNS, SHEET_GAP_PX, SHEET_SHRINK = 4, 24, 2
SHEET_COLOUR = "#D9D5CF"
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
        boxes += [_stamp(canvas, mask, run.colour) for mask in fonts.rasterise(run)]
    if drawing.logo is not None:
        boxes.append(_paste_logo(canvas, drawing.logo))
    return Picture(_encode(canvas, profile), canvas.size, _around(boxes), tones)


def arrange(jpegs: Sequence[bytes], profile: bytes) -> tuple[bytes, tuple[int, int]]:
    """A contact sheet of pictures of one size, a few in a row: its JPEG and its size in px."""
    shown = [Image.open(io.BytesIO(jpeg)) for jpeg in jpegs]
    width, height = (length // SHEET_SHRINK for length in shown[0].size)
    columns = min(len(shown), SHEET_COLUMNS)
    rows = -(-len(shown) // columns)
    across, down = width + SHEET_GAP_PX, height + SHEET_GAP_PX
    size = (columns * across + SHEET_GAP_PX, rows * down + SHEET_GAP_PX)
    sheet = Image.new("RGB", size, SHEET_COLOUR)
    for index, image in enumerate(shown):
        row, column = divmod(index, columns)
        small = image.resize((width, height), Image.Resampling.LANCZOS)
        sheet.paste(small, (SHEET_GAP_PX + column * across, SHEET_GAP_PX + row * down))
    return _encode(sheet, profile), size


def _stamp(canvas: Image.Image, mask: Mask, colour: str) -> Box:
    size = (mask.width, mask.height)
    coverage = Image.frombuffer("L", size, mask.coverage, "raw", "L", mask.stride, -1)
    # a tile of the colour goes through a mask almost twice as fast as the colour itself does
    canvas.paste(Image.new("RGB", size, colour), (mask.left, mask.top), coverage)
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
    pixels = image.resize((24, 24), Image.Resampling.BOX).tobytes()
    tones = sorted((pixels[at : at + 3] for at in range(0, len(pixels), 3)), key=sum)
    return image, (f"#{tones[0].hex()}", f"#{tones[-1].hex()}")


def _paint_paper(ground: Ground) -> Image.Image:
    """Laid paper: a breath of shade towards the edges, and grain."""
    image = Image.new("RGB", ground.size_px, ground.colour)
    shade, grain = _shade(ground.size_px), _grain(ground.size_px)
    shaded = ImageChops.subtract(image, Image.merge("RGB", (shade, shade, shade)))
    return ImageChops.add(shaded, Image.merge("RGB", (grain, grain, grain)), offset=-128)


@lru_cache(maxsize=4)
def _shade(size_px: tuple[int, int]) -> Image.Image:
    """What the edges lose, 0 to 4 levels, dithered so that no rings show."""
    glow = Image.radial_gradient("L").resize(size_px, Image.Resampling.BICUBIC)
    fine = glow.point([round(max(0, level - 120) * SHADE_DEPTH * 16) for level in range(256)])
    dither = _noise(size_px, GRAIN_SEED + 1).point([level >> 4 for level in range(256)])
    return ImageChops.add(fine, dither).point([level >> 4 for level in range(256)])


@lru_cache(maxsize=4)
def _grain(size_px: tuple[int, int]) -> Image.Image:
    """Grey noise around 128, normally distributed, the same every time."""
    bell = NormalDist(128, GRAIN_SIGMA)
    curve = [round(bell.inv_cdf((level + 0.5) / 256)) for level in range(256)]
    return _noise(size_px, GRAIN_SEED).point(curve)


def _noise(size_px: tuple[int, int], seed: int) -> Image.Image:
    width, height = size_px
    return Image.frombytes("L", size_px, random.Random(seed).randbytes(width * height))


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
