"""Colours that can be read, whatever the brand's palette is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialkit.cards.layout.fitting import choose_sides
from socialkit.cards.palette import choose_colours, contrast
from socialkit.cards.themes.catalogue import COMPARE, PAPER
from socialkit.errors import CardError
from socialkit.model.card import Palette

hues = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
wishes = st.none() | hues


def test_the_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_the_colours_of_the_theme_stay_as_they_are() -> None:
    assert choose_colours(PAPER.colours, Palette()) == PAPER.colours


def test_a_readable_wish_is_taken_as_it_is() -> None:
    assert choose_colours(PAPER.colours, Palette(accent="#1f4f46")).accent == "#1F4F46"


@given(wishes, wishes, wishes)
def test_every_palette_can_be_read(ground: str | None, ink: str | None, accent: str | None) -> None:
    colours = choose_colours(PAPER.colours, Palette(ground, ink, accent))
    assert contrast(colours.ink, colours.ground) >= 7
    assert contrast(colours.accent, colours.ground) >= 4.5
    assert contrast(colours.muted, colours.ground) >= 4.5


def test_on_a_dark_ground_the_words_turn_light() -> None:
    colours = choose_colours(PAPER.colours, Palette(ground="#1D3A34"))
    assert contrast(colours.ink, "#000000") > contrast(colours.ground, "#000000")
    assert contrast(colours.ink, colours.ground) > 10


@pytest.mark.parametrize("ground", ["#1D3A34", "#777777", "#FFD23F", "#FFFFFF", "#000000"])
def test_the_brands_ground_is_used_for_the_panel_that_it_suits(ground: str) -> None:
    assert COMPARE.dark is not None
    light, dark = choose_sides(COMPARE.colours, COMPARE.dark, Palette(ground=ground))
    assert ground in (light.ground, dark.ground) or ground == "#777777"
    assert contrast(light.ground, "#000000") > contrast(dark.ground, "#000000")
    assert contrast(light.ground, dark.ground) >= 3


def test_the_dark_panel_takes_its_hue_from_the_accent() -> None:
    assert COMPARE.dark is not None
    for accent, strongest in (("#A4502F", 0), ("#2F6FA4", 2)):
        _, dark = choose_sides(COMPARE.colours, COMPARE.dark, Palette(accent=accent))
        channels = list(bytes.fromhex(dark.ground[1:]))
        assert channels[strongest] == max(channels)


def test_a_colour_in_another_spelling_is_refused() -> None:
    with pytest.raises(CardError, match="write it like #B4532F"):
        choose_colours(PAPER.colours, Palette(ground="cream"))
