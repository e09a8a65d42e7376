"""What may be a logo or a photo: every usual kind is drawn right, anything else is refused in words."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from socialkit.cards.paint.pictures import LOGO, PHOTO, PictureKind, read_picture, to_srgb
from socialkit.errors import BrandFault
from tests.cards.paint.picture_samples import EPS, FILES, PLACES, put

BROWN = (180, 83, 47)
KINDS = [LOGO, PHOTO]


@pytest.mark.parametrize("kind", KINDS, ids=["logo", "photo"])
@pytest.mark.parametrize("sample", [*FILES, *PLACES])
def test_what_is_no_picture_is_refused_at_its_row_with_what_it_is(
    sample: str, kind: PictureKind, tmp_path: Path
) -> None:
    path = tmp_path / "mark.png"
    word = put(sample, path)
    with pytest.raises(BrandFault, match=word) as refused:
        read_picture(str(path), kind, least_px=1350 if kind is PHOTO else None)
    assert refused.value.row == kind.name


def test_a_name_that_no_file_can_have_is_refused_in_words() -> None:
    for name in ("a\0b.png", "x" * 5000):
        with pytest.raises(BrandFault):
            read_picture(name, LOGO)


def test_no_other_program_is_ever_run_on_a_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was_run = tmp_path / "was-run"
    tool = tmp_path / "gs"
    tool.write_text(f"#!/bin/sh\ntouch {was_run}\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    for name in ("logo.png", "logo.eps", "logo.jpg"):
        (tmp_path / name).write_bytes(EPS)
        with pytest.raises(BrandFault, match="PostScript"):
            read_picture(str(tmp_path / name), LOGO)
    assert not was_run.exists()


def save_brown(path: Path, mode: str = "RGB", **how: object) -> None:
    Image.new("RGB", (60, 40), BROWN).convert(mode).save(path, **how)  # type: ignore[arg-type]


def save_palette(path: Path) -> None:
    image = Image.new("P", (60, 40), 1)
    image.putpalette([0, 0, 0, *BROWN])
    image.save(path, transparency=0)


def save_moving(path: Path) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in (BROWN, (0, 0, 255), (0, 255, 0))]
    frames[0].save(path, save_all=True, append_images=frames[1:], lossless=True)


def save_turned(path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 60), BROWN).save(path, exif=exif, quality=95)


def save_cmyk(path: Path) -> None:
    Image.new("RGB", (60, 40), BROWN).convert("CMYK").save(path, quality=95)


def save_with_profile(path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("RGBA", (60, 40), (*BROWN, 255)).save(path, icc_profile=profile)


COLOURED: dict[str, Callable[[Path], None]] = {
    "plain.png": save_brown,
    "plain.jpg": lambda path: save_brown(path, quality=95),
    "plain.webp": lambda path: save_brown(path, lossless=True),
    "plain.avif": lambda path: save_brown(path, quality=95),
    "plain.bmp": save_brown,
    "plain.tif": save_brown,
    "packed.tif": lambda path: save_brown(path, compression="tiff_lzw"),
    "plain.jp2": save_brown,
    "plain.ico": lambda path: save_brown(path, sizes=[(60, 40)]),
    "clear.png": lambda path: save_brown(path, "RGBA"),
    "palette.png": save_palette,
    "palette.gif": save_palette,
    "adaptive.png": lambda path: Image.new("RGB", (60, 40), BROWN).quantize().save(path),
    "moving.gif": save_moving,
    "moving.webp": save_moving,
    "moving.png": save_moving,
    "turned.jpg": save_turned,
    "cmyk.jpg": save_cmyk,
    "cmyk.tif": lambda path: save_brown(path, "CMYK"),
    "ycbcr.tif": lambda path: save_brown(path, "YCbCr"),
    "profile.png": save_with_profile,
    "wrong-ending.png": lambda path: save_brown(path, format="JPEG", quality=95),
}


@pytest.mark.parametrize("name", COLOURED)
def test_a_usual_picture_keeps_its_colour_and_stands_upright(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    COLOURED[name](path)
    read = to_srgb(read_picture(str(path), LOGO)).convert("RGBA")
    assert read.width > read.height
    seen = read.getpixel((read.width // 2, read.height // 2))
    assert isinstance(seen, tuple)
    assert max(abs(a - b) for a, b in zip(seen[:3], BROWN, strict=True)) <= 14, seen
    assert seen[3] == 255


def save_deep(path: Path, mode: str, level: float) -> None:
    Image.new(mode, (60, 40), level).save(path)


GREY: dict[str, Callable[[Path], None]] = {
    "grey.png": lambda path: save_deep(path, "L", 128),
    "deep.png": lambda path: save_deep(path, "I;16", 128 * 257),
    "deep.tif": lambda path: save_deep(path, "I;16", 128 * 257),
    "whole.tif": lambda path: save_deep(path, "I", 128 * 257),
    "share.tif": lambda path: save_deep(path, "F", 0.5),
    "grey.tif": lambda path: save_deep(path, "F", 128.0),
    "grey-and-clear.png": lambda path: Image.new("LA", (60, 40), (128, 255)).save(path),
    "grey.jpg": lambda path: save_deep(path, "L", 128),
}


@pytest.mark.parametrize("name", GREY)
def test_a_grey_picture_of_any_depth_keeps_its_tone(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    GREY[name](path)
    seen = read_picture(str(path), PHOTO).convert("L").getpixel((30, 20))
    assert isinstance(seen, int | float)
    assert abs(seen - 128) <= 2


def test_a_picture_of_two_tones_is_black_and_white(tmp_path: Path) -> None:
    path = tmp_path / "two.png"
    image = Image.new("1", (60, 40), 0)
    image.paste(1, (0, 0, 30, 40))
    image.save(path)
    read = read_picture(str(path), LOGO).convert("L")
    assert (read.getpixel((10, 20)), read.getpixel((50, 20))) == (255, 0)


def test_a_fault_comes_whole_from_another_process() -> None:
    fault = pickle.loads(pickle.dumps(BrandFault("The logo is gone.", row="logo")))
    assert (str(fault), fault.row) == ("The logo is gone.", "logo")
