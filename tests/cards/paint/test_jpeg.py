"""Only the stretches with words are encoded again; the file is the same as if all of it were."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from socialkit.cards.layout.compose import compose
from socialkit.cards.paint.canvas import bar_mark, logo_marks, run_mark
from socialkit.cards.paint.jpeg import QUALITY, code, encode, widen
from socialkit.cards.render import make_card, read_profile
from socialkit.cards.themes.catalogue import THEMES_BY_NAME
from socialkit.cards.typography.fonts import load_fonts
from socialkit.model.card import Brand, CardRequest, Size
from tests.cards.reading import ground_of
from tests.cards.samples import BRAND, CONTRASTS, LISTS, SENTENCES, contrast_request, list_request

LINE_THEMES = ("paper", "night", "arch", "photo", "hook")
REQUESTS = [
    *(CardRequest(SENTENCES[6], theme, size) for theme in LINE_THEMES for size in Size),
    *(contrast_request(CONTRASTS["long"], size) for size in Size),
    list_request(*LISTS["short"]),
]
NOISE = Image.effect_noise((240, 64), 90).convert("RGB")


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_card_is_byte_for_byte_its_whole_picture_encoded_at_once(
    request_: CardRequest, assets: Path
) -> None:
    card = make_card(request_, BRAND, assets=assets)
    whole = whole_picture(request_, BRAND, assets)
    assert card.jpeg == encode(whole, read_profile(assets), restart_marker_blocks=15)


def test_a_logo_is_encoded_where_it_lies(tmp_path: Path, assets: Path) -> None:
    Image.new("RGBA", (300, 120), (120, 30, 60, 200)).save(tmp_path / "logo.png")
    brand = Brand("", logo=str(tmp_path / "logo.png"))
    request = CardRequest(SENTENCES[12], "paper", Size.PORTRAIT)
    card = make_card(request, brand, assets=assets)
    whole = whole_picture(request, brand, assets)
    assert card.jpeg == encode(whole, read_profile(assets), restart_marker_blocks=15)


def whole_picture(request: CardRequest, brand: Brand, assets: Path) -> Image.Image:
    """The card as pixels, painted without any thought of encoding."""
    fonts = load_fonts(assets)
    drawing = compose(request, brand, THEMES_BY_NAME[request.theme], fonts)
    picture = ground_of(drawing).copy()
    letters = filter(None, (run_mark(run, fonts) for run in drawing.runs))
    for mark in (*map(bar_mark, drawing.bars), *letters, *logo_marks(drawing)):
        mark.put(picture, (0, 0))
    return picture


@pytest.mark.parametrize("size_px", [size.px for size in Size])
def test_a_picture_in_stretches_shows_the_same_pixels(size_px: tuple[int, int]) -> None:
    picture = NOISE.resize(size_px)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, subsampling=0)
    plain = Image.open(out)
    difference = ImageChops.difference(plain, Image.open(io.BytesIO(code(picture).to_bytes())))
    assert difference.getbbox() is None


@given(
    st.tuples(st.integers(-300, 1300), st.integers(-300, 1600)),
    st.tuples(st.integers(1, 700), st.integers(1, 700)),
)
def test_a_place_anywhere_is_widened_to_stretches_inside_the_picture(
    corner: tuple[int, int], size: tuple[int, int]
) -> None:
    width, height = Size.PORTRAIT.px
    box = (*corner, corner[0] + size[0], corner[1] + size[1])
    left, top, right, bottom = widen(box, (width, height))
    if left < right and top < bottom:
        assert (left % 120, top % 8, right % 120) == (0, 0, 0)
        assert bottom % 8 == 0 or bottom == height
        assert left <= max(0, box[0]) and top <= max(0, box[1])
        assert right >= min(width, box[2]) and bottom >= min(height, box[3])
    else:
        assert box[2] <= 0 or box[3] <= 0 or box[0] >= width or box[1] >= height
