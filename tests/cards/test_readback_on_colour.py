"""A machine reads the words back from themes whose ground is a colour or a photo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageOps

from socialkit.cards.layout.compose import compose
from socialkit.cards.themes.catalogue import THEMES_BY_NAME
from socialkit.cards.typography.fonts import load_fonts
from socialkit.model.card import Brand, CardRequest, Size
from tests.cards.reading import SCALES, ground_of, plain, read
from tests.cards.samples import SENTENCES, open_card, set_card
from tests.cards.test_readback import pytestmark

__all__ = ["pytestmark"]
SMALL_SCALE = 0.15
"""Huge words are read better when they are small."""


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
def test_huge_words_can_be_read_back(count: int, assets: Path) -> None:
    assert plain(SENTENCES[count]) in readings(SENTENCES[count], "hook", Brand(""), assets)


@pytest.mark.parametrize("count", [4, 8, 12, 25])
@pytest.mark.parametrize("behind", ["patches", "photo"])
def test_words_over_a_picture_can_be_read_back(
    behind: str, count: int, tmp_path: Path, assets: Path
) -> None:
    brand = Brand("")
    if behind == "photo":
        path = tmp_path / "photo.jpg"
        image = Image.radial_gradient("L").resize((1200, 1500)).convert("RGB")
        ImageDraw.Draw(image).rectangle((200, 300, 500, 900), fill="white")
        image.save(path)
        brand = replace(brand, photo=str(path))
    assert plain(SENTENCES[count]) in readings(SENTENCES[count], "photo", brand, assets)


def readings(text: str, theme: str, brand: Brand, assets: Path) -> list[str]:
    """What is read from the difference to the bare ground, at several sizes."""
    card = set_card(text, assets, brand=brand, theme=theme)
    request = CardRequest(text, theme, Size.PORTRAIT)
    drawing = compose(request, brand, THEMES_BY_NAME[theme], load_fonts(assets))
    difference = ImageChops.difference(open_card(card), ground_of(drawing))
    left, top, right, bottom = card.ink_box
    words = ImageOps.invert(ImageOps.autocontrast(difference.convert("L")))
    words = words.crop((left - 4, top - 6, right + 4, bottom + 6))
    return [read(words, scale) for scale in (*SCALES, SMALL_SCALE)]
