"""Logos as people have them: with alpha, in CMYK, turned by EXIF, broken, or far too large."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from socialkit.errors import CardError
from socialkit.model.card import Card, Size
from tests.cards.samples import BRAND, SENTENCES, open_card, set_card

LOGO_PLACE = (118, 1100, 380, 1200)


def card_with(path: Path, assets: Path, size: Size = Size.PORTRAIT) -> Card:
    return set_card(SENTENCES[12], assets, size, replace(BRAND, logo=str(path)))


def darkest_share(card: Card, limit: int = 120) -> float:
    """How much of the logo's place is dark in the blue channel."""
    blue = open_card(card).crop(LOGO_PLACE).getchannel("B")
    return sum(blue.histogram()[:limit]) / (blue.width * blue.height)


@pytest.mark.parametrize("size", list(Size))
def test_a_logo_takes_the_place_of_the_wordmark(size: Size, tmp_path: Path, assets: Path) -> None:
    path = tmp_path / "logo.png"
    Image.new("RGB", (900, 300), "#204060").save(path)
    card = card_with(path, assets, size)
    left, top, right, bottom = card.safe_box
    assert left <= card.ink_box[0] and top <= card.ink_box[1]
    assert card.ink_box[2] <= right and card.ink_box[3] <= bottom
    assert card.jpeg != set_card(SENTENCES[12], assets, size).jpeg


def test_what_is_clear_in_a_logo_stays_clear(tmp_path: Path, assets: Path) -> None:
    path = tmp_path / "logo.png"
    clear = Image.new("RGBA", (600, 200), (0, 0, 0, 0))
    clear.paste((200, 30, 30, 255), (0, 0, 60, 200))
    clear.save(path)
    solid = tmp_path / "solid.png"
    Image.new("RGB", (600, 200), (200, 30, 30)).save(solid)
    assert (
        0 < darkest_share(card_with(path, assets)) < 0.3 * darkest_share(card_with(solid, assets))
    )


def test_grey_with_alpha_and_palette_pictures_work(tmp_path: Path, assets: Path) -> None:
    for mode in ("LA", "P", "1", "I;16"):
        path = tmp_path / f"{mode.replace(';', '')}.png"
        Image.new(mode, (300, 100)).save(path)
        try:
            card_with(path, assets)
        except CardError as error:
            assert "empty" in str(error)


def test_a_cmyk_logo_keeps_its_colours(tmp_path: Path, assets: Path) -> None:
    path = tmp_path / "logo.jpg"
    Image.new("CMYK", (600, 200), (0, 255, 255, 0)).save(path)
    red, _, blue = open_card(card_with(path, assets)).getpixel((150, 1150))  # type: ignore[misc]
    assert red > 180
    assert blue < 90


def test_a_logo_turned_by_exif_stands_upright(tmp_path: Path, assets: Path) -> None:
    path = tmp_path / "logo.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (100, 600), "#102030").save(path, exif=exif)
    plain = tmp_path / "plain.jpg"
    Image.new("RGB", (600, 100), "#102030").save(plain)
    assert darkest_share(card_with(path, assets)) == pytest.approx(
        darkest_share(card_with(plain, assets)), abs=0.01
    )


def test_a_picture_bomb_is_refused(tmp_path: Path, assets: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png_header(30_000, 30_000))
    with pytest.raises(CardError, match="far too large"):
        card_with(path, assets)
    path.write_bytes(png_header(11_000, 9_000))
    with pytest.raises(CardError, match="far too large"):
        card_with(path, assets)


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n"])
def test_garbage_is_refused(content: bytes, tmp_path: Path, assets: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(content)
    with pytest.raises(CardError, match="cannot be read as a picture"):
        card_with(path, assets)


def test_half_a_picture_is_refused(tmp_path: Path, assets: Path) -> None:
    path = tmp_path / "logo.png"
    Image.effect_noise((300, 300), 60).save(path)
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(CardError, match="cannot be read as a picture"):
        card_with(path, assets)


def test_a_missing_logo_is_said(tmp_path: Path, assets: Path) -> None:
    with pytest.raises(CardError, match="There is no logo at"):
        card_with(tmp_path / "none.png", assets)


def test_an_empty_logo_is_refused(tmp_path: Path, assets: Path) -> None:
    path = tmp_path / "logo.png"
    Image.new("RGBA", (300, 100), (0, 0, 0, 0)).save(path)
    with pytest.raises(CardError, match="is empty"):
        card_with(path, assets)


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
