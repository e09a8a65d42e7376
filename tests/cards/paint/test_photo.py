"""Photos as people have them behind words: turned, in CMYK, clear, broken, huge, white as snow."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from socialkit.cards.card_store import store_card
from socialkit.cards.paint.pictures import PHOTO, read_picture
from socialkit.cards.typography.shaping import fold
from socialkit.errors import CardError
from socialkit.model.card import Brand, Card, CardRequest, Size
from tests.cards.paint.test_logo import png_header
from tests.cards.samples import BRAND, SENTENCES, open_card, set_card

LINE = SENTENCES[12]
RED, BLUE = (150, 30, 30), (30, 30, 150)


def with_photo(path: Path, focus: tuple[float, float] = (0.5, 0.5)) -> Brand:
    return replace(BRAND, photo=str(path), photo_focus=focus)


def card_over(
    path: Path, assets: Path, size: Size = Size.PORTRAIT, focus: tuple[float, float] = (0.5, 0.5)
) -> Card:
    return set_card(LINE, assets, size, with_photo(path, focus), "photo")


def halves(size: tuple[int, int], *, beside: bool) -> Image.Image:
    """Red, and blue to the right or below."""
    image = Image.new("RGB", size, RED)
    width, height = size
    ImageDraw.Draw(image).rectangle(
        (width // 2, 0, width, height) if beside else (0, height // 2, width, height), fill=BLUE
    )
    return image


def hue_at(card: Card, x: float, y: float) -> str:
    """Which of the two colours shows there."""
    picture = open_card(card)
    pixel = picture.getpixel((round(x * picture.width), round(y * picture.height)))
    assert isinstance(pixel, tuple)
    return "red" if pixel[0] > pixel[2] else "blue"


@pytest.mark.parametrize("size", list(Size))
@pytest.mark.parametrize("count", [1, 2, 6, 12, 25])
def test_without_a_photo_the_words_are_on_the_brands_colours(
    size: Size, count: int, assets: Path
) -> None:
    card = set_card(SENTENCES[count], assets, size, theme="photo")
    assert fold("".join(card.lines)) == fold(SENTENCES[count])
    left, top, right, bottom = card.ink_box
    inside = card.safe_box
    assert left >= inside[0] and top >= inside[1] and right <= inside[2] and bottom <= inside[3]
    assert (card.contrast["quote"] or 0) >= 7


@pytest.mark.parametrize("size", list(Size))
@pytest.mark.parametrize("kind", ["white", "black", "grey", "noise", "stripes"])
def test_on_any_photo_every_run_holds_its_contrast(
    kind: str, size: Size, tmp_path: Path, assets: Path
) -> None:
    path = tmp_path / "photo.png"
    if kind == "noise":
        image = Image.effect_noise((1300, 1500), 250).convert("RGB")
    else:
        image = Image.new("RGB", (1300, 1500), "grey" if kind == "stripes" else kind)
    if kind == "stripes":
        for x in range(0, 1300, 60):
            ImageDraw.Draw(image).rectangle((x, 0, x + 12, 1500), fill="white")
    image.save(path)
    card = card_over(path, assets, size)
    assert (card.contrast["quote"] or 0) >= 7
    assert (card.contrast["accent"] or 0) >= 4.5
    assert (card.contrast["signature"] or 0) >= 4.5


def test_a_photo_turned_by_exif_stands_upright(tmp_path: Path, assets: Path) -> None:
    path = tmp_path / "photo.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    halves((2000, 1600), beside=True).save(path, exif=exif)
    card = card_over(path, assets)
    assert (hue_at(card, 0.05, 0.05), hue_at(card, 0.95, 0.05)) == ("red", "red")
    assert (hue_at(card, 0.05, 0.97), hue_at(card, 0.95, 0.97)) == ("blue", "blue")


@pytest.mark.parametrize(
    ("focus", "hues"),
    [((0.1, 0.5), "red red"), ((0.9, 0.5), "blue blue"), ((0.5, 0.5), "red blue")],
)
def test_the_focal_point_stays_in_sight(
    focus: tuple[float, float], hues: str, tmp_path: Path, assets: Path
) -> None:
    path = tmp_path / "photo.png"
    halves((4000, 1400), beside=True).save(path)
    card = card_over(path, assets, focus=focus)
    assert f"{hue_at(card, 0.03, 0.03)} {hue_at(card, 0.97, 0.03)}" == hues


def test_a_photo_is_never_stretched(tmp_path: Path, assets: Path) -> None:
    path = tmp_path / "photo.png"
    image = Image.new("RGB", (3000, 1500), (10, 10, 30))
    ImageDraw.Draw(image).ellipse((770, 20, 970, 220), fill=(120, 30, 30))
    image.save(path)
    corner = open_card(card_over(path, assets, Size.SQUARE)).crop((0, 0, 190, 190))
    red = corner.getchannel("R").point([0] * 50 + [255] * 206)
    left, top, right, bottom = red.getbbox() or (0, 0, 0, 0)
    assert right - left == pytest.approx(bottom - top, abs=4)
    assert right - left == pytest.approx(200 * 1080 / 1500, abs=6)


def test_a_cmyk_photo_keeps_its_colours(tmp_path: Path, assets: Path) -> None:
    path = tmp_path / "photo.jpg"
    Image.new("CMYK", (1200, 1500), (0, 220, 220, 120)).save(path)
    assert hue_at(card_over(path, assets), 0.5, 0.02) == "red"


def test_the_colour_profile_of_a_photo_counts(tmp_path: Path, assets: Path) -> None:
    path, image = tmp_path / "photo.png", Image.new("RGB", (1200, 1500), RED)
    swapped = (assets / "icc" / "srgb.icc").read_bytes().replace(b"rXYZ", b"----")
    swapped = swapped.replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")
    image.save(path, icc_profile=swapped)
    assert hue_at(card_over(path, assets), 0.5, 0.02) == "blue"
    image.save(path, icc_profile=b"no profile at all")
    assert hue_at(card_over(path, assets), 0.5, 0.02) == "red"


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1"])
def test_photos_of_every_mode_work_and_transparent_parts_show_the_ground(
    mode: str, tmp_path: Path, assets: Path
) -> None:
    path = tmp_path / "photo.png"
    Image.new(mode, (1200, 1500)).save(path)
    picture = open_card(card_over(path, assets))
    lightest = max(picture.crop((0, 0, 1080, 60)).convert("L").tobytes())
    assert (lightest > 20) == (mode in ("RGBA", "LA"))


def test_a_photo_that_is_too_small_is_refused_with_the_size_it_needs(
    tmp_path: Path, assets: Path
) -> None:
    path = tmp_path / "photo.png"
    Image.new("RGB", (700, 2000)).save(path)
    with pytest.raises(CardError, match=r"too small .* 700 × 2000 px .* at least 720 × 900 px"):
        card_over(path, assets)
    Image.new("RGB", (720, 900)).save(path)
    card_over(path, assets)
    with pytest.raises(CardError, match="at least 720 × 1280 px"):
        card_over(path, assets, Size.STORY)


@pytest.mark.parametrize(
    "side", [(30_000, 30_000), (11_000, 9_000), (9_000, 8_000), (6_000, 4_200)]
)
def test_a_picture_bomb_is_refused(side: tuple[int, int], tmp_path: Path, assets: Path) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png_header(*side))
    with pytest.raises(
        CardError, match=r"photo .* is far too large. Save it as JPEG or PNG at 4000 px"
    ):
        card_over(path, assets)


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n"])
def test_garbage_is_refused(content: bytes, tmp_path: Path, assets: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)
    with pytest.raises(CardError, match=r"photo .* cannot be read as a picture"):
        card_over(path, assets)


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp"])
def test_half_a_photo_is_refused(suffix: str, tmp_path: Path, assets: Path) -> None:
    path = tmp_path / f"photo.{suffix}"
    Image.effect_noise((1200, 1500), 60).save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(CardError, match=r"photo .* cannot be read as a picture"):
        card_over(path, assets)


def test_a_missing_photo_is_said_and_only_where_it_is_shown(tmp_path: Path, assets: Path) -> None:
    with pytest.raises(CardError, match=r"no photo at .* remove the row photo: from"):
        card_over(tmp_path / "none.jpg", assets)
    with pytest.raises(CardError, match="is a folder"):
        card_over(tmp_path, assets)
    brand = with_photo(tmp_path / "none.jpg")
    assert set_card(LINE, assets, brand=brand).jpeg == set_card(LINE, assets).jpeg


def test_a_large_photo_of_a_telephone_is_read_smaller(tmp_path: Path, assets: Path) -> None:
    path = tmp_path / "photo.jpg"
    halves((8000, 6000), beside=True).save(path)
    assert hue_at(card_over(path, assets, focus=(0.2, 0.5)), 0.6, 0.03) == "red"
    assert read_picture(str(path), PHOTO, least_px=1350).size == (2000, 1500)


def test_the_same_photo_gives_the_same_bytes_and_a_changed_one_others(
    tmp_path: Path, assets: Path
) -> None:
    path, again = tmp_path / "photo.png", tmp_path / "again.png"
    for one in (path, again):
        halves((1200, 1500), beside=True).save(one)
    first = card_over(path, assets).jpeg
    assert card_over(again, assets).jpeg == first
    halves((1200, 1500), beside=False).save(path)
    os.utime(path, ns=(1, 1))
    assert card_over(path, assets).jpeg != first
    with Image.open(io.BytesIO(first)) as picture:
        assert not picture.getexif()


def test_the_name_of_a_card_depends_on_the_photo_in_the_theme_that_shows_it(
    tmp_path: Path, assets: Path
) -> None:
    path, folder = tmp_path / "photo.png", tmp_path / "cards"
    halves((1200, 1500), beside=True).save(path)
    request = CardRequest(LINE, "photo", Size.PORTRAIT)
    names = {store_card(request, BRAND, assets=assets, folder=folder)}
    names.add(store_card(request, with_photo(path), assets=assets, folder=folder))
    names.add(store_card(request, with_photo(path, (0.1, 0.5)), assets=assets, folder=folder))
    halves((1200, 1500), beside=False).save(path)
    os.utime(path, ns=(1, 1))
    names.add(store_card(request, with_photo(path), assets=assets, folder=folder))
    assert len(names) == 4
    plain = replace(request, theme="paper")
    without = store_card(plain, BRAND, assets=assets, folder=folder)
    assert store_card(plain, with_photo(path), assets=assets, folder=folder) == without
