"""Opens the pictures of the brand safely, or says what the file is instead and what to do; puts the logo on a
card.

Only formats that Pillow decodes by itself are tried: for PostScript it would run another program on a
file that may have come from anywhere.
"""

from __future__ import annotations

import io
import os
import stat
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from socialkit.cards.drawing import MAX_PICTURE_BYTES, Logo
from socialkit.cards.palette import contrast
from socialkit.errors import BrandFault
from socialkit.model.card import Box

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "AVIF", "JPEG2000", "ICO")
DRAFTED = ("JPEG", "MPO")
"""Formats that Pillow can read at a half, a quarter or an eighth of their size."""
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

    def fault(self, message: str) -> BrandFault:
        """What is wrong with this picture, at its row."""
        return BrandFault(message, row=self.name)


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
    """The picture upright, eight bits deep, in its own colours: mode L, LA, RGB, RGBA or CMYK. Of a moving
    picture the first frame. Raises BrandFault when it cannot be used.

    A JPEG whose sides are several times `least_px` is read at a smaller size, which saves memory.
    """
    try:
        _require_file(Path(path), kind)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd metadata, which nobody reads
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _decode(path, kind, least_px)
    except BrandFault:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise kind.fault(_too_large(path, kind)) from error
    except PermissionError as error:
        raise kind.fault(
            f"The {kind.name} {path} may not be opened. Allow reading it, or save a copy in this folder."
        ) from error
    except Exception as error:  # decoders raise anything for broken bytes
        raise kind.fault(_explain(Path(path), kind)) from error


def _decode(path: str, kind: PictureKind, least_px: int | None) -> Image.Image:
    with Image.open(path, formats=FORMATS) as opened:
        if opened.width * opened.height > kind.most(opened, least_px):
            raise Image.DecompressionBombError
        if least_px:
            opened.draft(None, (least_px, least_px))
        opened.load()
        return _with_usual_colours(ImageOps.exif_transpose(opened))


def _with_usual_colours(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be resized and pasted."""
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        return image
    profile = image.info.get("icc_profile")
    if image.mode.startswith(("I", "F")):
        usual = _with_eight_bits(image)
    else:
        usual = image.convert("RGBA" if image.has_transparency_data else "RGB")
    usual.info["icc_profile"] = profile
    return usual


def _with_eight_bits(image: Image.Image) -> Image.Image:
    """A grey picture of 16 bits or more; Pillow alone would turn all but the darkest tones into white."""
    whole = image.convert("F")
    _, lightest = whole.getextrema()
    assert isinstance(lightest, float)
    most = next((one for one in (1.0, 255.0, 65535.0) if lightest <= one), lightest)
    most = 65535.0 if image.mode.startswith("I;16") else most
    return whole.point(lambda level: level * (255 / most) + 0).convert("L")


def _require_file(path: Path, kind: PictureKind) -> None:
    """Raise BrandFault for what is there in place of a file with content."""
    found = _look_at(path, kind)
    name = f"The {kind.name} {path}"
    if stat.S_ISDIR(found.st_mode):
        raise kind.fault(f"{name} is a folder. Write the name of a picture file in it.")
    if not stat.S_ISREG(found.st_mode):
        raise kind.fault(f"{name} is not a file. Write the name of a PNG or JPEG file.")
    if not found.st_size:
        raise kind.fault(
            f"{name} cannot be read as a picture: the file is empty. It was not saved or downloaded to "
            "the end; save it again as PNG or JPEG."
        )
    if found.st_size > MAX_PICTURE_BYTES:
        raise kind.fault(_too_large(str(path), kind))


def _look_at(path: Path, kind: PictureKind) -> os.stat_result:
    try:
        return path.stat()
    except PermissionError:
        raise
    except OSError as error:
        if path.with_name(f".{path.name}.icloud").exists():
            raise kind.fault(
                f"The {kind.name} {path} is in iCloud and not on this computer. Open it once, so that it "
                "is downloaded, or put a copy into another folder."
            ) from error
        raise kind.fault(
            f"There is no {kind.name} at {path}. Put it there, or remove the row {kind.name}: "
            "from schedule.yaml."
        ) from error


def _too_large(path: str, kind: PictureKind) -> str:
    return (
        f"The {kind.name} {path} is far too large. Save it as JPEG or PNG at {kind.advised_px} px or "
        "less per side."
    )


EXPORT = (
    "Open it in a picture program (on a Mac: Preview, File → Export) and save it as PNG or JPEG; another "
    "ending alone does not change what it is."
)
BEGINNINGS = (
    (b"%PDF", "a PDF document"),
    (b"%!PS", "a PostScript drawing (EPS)"),
    (b"\xc5\xd0\xd3\xc6", "a PostScript drawing (EPS)"),
    (b"8BPS", "a Photoshop file"),
    (b"gimp xcf", "a GIMP file"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL picture"),
    (b"PK\x03\x04", "a document or archive, not a picture"),
    (b"version https://git-lfs", "a note of Git LFS that stands for the picture"),
    (b"bplist", "a note of macOS that stands for the picture"),
    (b"icns", "a Mac icon"),
    (b"\x1f\x8b", "a packed file, such as a packed SVG drawing"),
    (b"{", "text, not a picture"),
)
"""What files begin with that people take for pictures."""
ENDINGS = {
    ".heic": "a HEIC photo, as iPhones take them",
    ".heif": "a HEIC photo, as iPhones take them",
    ".svg": "an SVG drawing",
    ".pdf": "a PDF document",
    ".eps": "a PostScript drawing (EPS)",
    ".ai": "an Illustrator drawing",
    ".psd": "a Photoshop file",
}
HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})


def _explain(path: Path, kind: PictureKind) -> str:
    """Why a file is no picture for a card: what it is instead, or that it is broken."""
    head = b""
    with suppress(OSError, ValueError), path.open("rb") as file:
        head = file.read(4096)
    what = _recognise(head) or ENDINGS.get(path.suffix.lower())
    if what is not None:
        return f"The {kind.name} {path} cannot be read as a picture: it is {what}. {EXPORT}"
    return (
        f"The {kind.name} {path} cannot be read as a picture: it is damaged, or only a part of it was "
        "saved. Save it again as PNG or JPEG."
    )


def _recognise(head: bytes) -> str | None:
    if head[4:8] == b"ftyp" and {head[8:12], head[16:20]} & HEIC_BRANDS:
        return "a HEIC photo, as iPhones take them"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(b"<"):
        return "an SVG drawing" if b"<svg" in text else "a web page, not a picture"
    return next((what for start, what in BEGINNINGS if head.startswith(start)), None)


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


HARD_TO_SEE = 1.5
"""The contrast below which a mark can hardly be seen on its ground."""
VISIBLE_SHARE = 0.05
SMALL_PX = 96
OPAQUE, PALE = 250, 240
WHITE = "#FFFFFF"
BOX_CONTRAST = 1.04
"""From this contrast on, white beside the ground can be seen."""


def describe_logo(path: str, grounds: Mapping[str, str]) -> Iterator[str]:
    """What is worth knowing of a logo that can be read: it can hardly be seen on the ground of a theme, or
    it has a white ground of its own, which shows as a box. `grounds` are colours by the names of themes."""
    image = read_logo(path, stamp_of(path)).copy()
    image.thumbnail((SMALL_PX, SMALL_PX))
    if _has_white_edge(image):
        boxed = [name for name, ground in grounds.items() if contrast(ground, WHITE) > BOX_CONTRAST]
        if boxed:
            yield (
                f"the logo has a white ground, which shows as a box ({_name_themes(boxed)}); save it as PNG "
                "with a transparent background"
            )
        return
    faint = [name for name, one in grounds.items() if _visible_share(image, one) < VISIBLE_SHARE]
    if faint:
        yield (
            f"the logo can hardly be seen on its ground ({_name_themes(faint)}); choose one in other "
            "colours, or another ground under palette"
        )


def _name_themes(names: Sequence[str]) -> str:
    return f"{'theme' if len(names) == 1 else 'themes'} {', '.join(names)}"


def _visible_share(image: Image.Image, ground: str) -> float:
    """The share of what is not transparent that stands out from the ground."""
    raw = image.tobytes()
    seen = [raw[at : at + 3] for at in range(0, len(raw), 4) if raw[at + 3] >= OPAQUE // 2]
    colours = Counter(seen)
    clear = sum(
        number
        for colour, number in colours.items()
        if contrast(f"#{colour.hex().upper()}", ground) >= HARD_TO_SEE
    )
    return clear / max(1, len(seen))


def _has_white_edge(image: Image.Image) -> bool:
    """Is all of its edge white and opaque?"""
    width, height = image.size
    edges = (
        (0, 0, width, 1),
        (0, height - 1, width, height),
        (0, 0, 1, height),
        (width - 1, 0, width, height),
    )
    rows = (image.crop(edge).tobytes() for edge in edges)
    return all(
        raw[at + 3] >= OPAQUE and min(raw[at : at + 3]) >= PALE
        for raw in rows
        for at in range(0, len(raw), 4)
    )
