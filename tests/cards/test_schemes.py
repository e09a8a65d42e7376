"""Light words on a brand colour, whatever that colour is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialkit.cards.palette import accent_ground_colours, contrast, luminance, night_colours
from socialkit.cards.themes.catalogue import HOOK, NIGHT, PHOTO, THEMES_BY_NAME
from socialkit.model.card import Form, Palette, Size
from tests.cards.samples import BRAND, set_card

hues = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
wishes = st.none() | hues
ODD = ["#00FF00", "#808080", "#FFFFFF", "#000000", "#F7F1E7", "#0A3D62", "#B4532F", "#FF00FF"]
LINE_THEMES = [name for name, theme in THEMES_BY_NAME.items() if theme.form is Form.LINE]


@given(wishes, wishes, wishes)
def test_every_palette_can_be_read(ground: str | None, ink: str | None, accent: str | None) -> None:
    palette = Palette(ground, ink, accent)
    for colours in (
        night_colours(PHOTO.colours, palette),
        accent_ground_colours(HOOK.colours, palette),
    ):
        assert contrast(colours.ink, colours.ground) >= 7
        assert contrast(colours.accent, colours.ground) >= 4.5
        assert contrast(colours.muted, colours.ground) >= 4.5


@pytest.mark.parametrize("colour", ODD)
@pytest.mark.parametrize("theme", LINE_THEMES)
def test_one_brand_colour_gives_a_readable_card(theme: str, colour: str, assets: Path) -> None:
    for palette in (Palette(accent=colour), Palette(ground=colour), Palette(ink=colour)):
        brand = replace(BRAND, palette=palette)
        card = set_card("But come back, angry.", assets, Size.SQUARE, brand, theme)
        assert (card.contrast["quote"] or 0) >= 7


def test_without_wishes_the_colours_of_the_theme_stay() -> None:
    assert night_colours(NIGHT.colours, Palette()) == NIGHT.colours
    assert night_colours(PHOTO.colours, Palette()) == PHOTO.colours
    assert accent_ground_colours(HOOK.colours, Palette()) == HOOK.colours


def test_a_dark_brand_ground_stays_and_a_pale_one_becomes_the_words() -> None:
    assert night_colours(NIGHT.colours, Palette(ground="#0A3D62")).ground == "#0A3D62"
    pale = night_colours(NIGHT.colours, Palette(ground="#F7F1E7", accent="#B4532F"))
    assert pale.ink == "#F7F1E7"
    assert luminance(pale.ground) < 0.06


def test_a_strong_colour_never_becomes_the_colour_of_the_words() -> None:
    assert accent_ground_colours(HOOK.colours, Palette(ground="#00FF00")).ink != "#00FF00"
