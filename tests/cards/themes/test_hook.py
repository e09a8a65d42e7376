"""The theme hook: a few words, huge, on the brand's colour."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from socialkit.cards.palette import contrast, luminance
from socialkit.cards.typography.shaping import fold
from socialkit.errors import CardError
from socialkit.model.card import Palette, Size
from tests.cards.samples import BRAND, SENTENCES, open_card, set_card


@pytest.mark.parametrize("size", list(Size))
@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
def test_a_few_words_stand_whole_and_readable(size: Size, count: int, assets: Path) -> None:
    card = set_card(SENTENCES[count], assets, size, theme="hook")
    assert fold("".join(card.lines)) == fold(SENTENCES[count])
    left, top, right, bottom = card.ink_box
    inside = card.safe_box
    assert left >= inside[0] and top >= inside[1] and right <= inside[2] and bottom <= inside[3]
    assert card.contrast["quote"] is not None
    assert card.contrast["quote"] >= 7


@pytest.mark.parametrize("size", [Size.PORTRAIT, Size.SQUARE, Size.STORY])
def test_one_or_two_words_are_huge(size: Size, assets: Path) -> None:
    for count in (1, 2):
        card = set_card(SENTENCES[count], assets, size, theme="hook")
        assert card.font_px >= 0.2 * size.px[0]


def test_a_long_line_is_refused_and_the_message_says_where_it_fits(assets: Path) -> None:
    with pytest.raises(CardError, match=r"8 words; .*hook.* 6 at most.*paper, night, arch"):
        set_card(SENTENCES[8], assets, theme="hook")


def test_a_word_that_no_huge_size_holds_is_refused(assets: Path) -> None:
    with pytest.raises(CardError, match="alone is wider"):
        set_card("Unverschlossenheitsbedürftigkeitserklärung", assets, theme="hook")


def test_the_accent_fills_the_card(assets: Path) -> None:
    brand = replace(BRAND, palette=Palette(accent="#1F4F46"))
    foot = open_card(set_card("Come back.", assets, brand=brand, theme="hook")).getpixel(
        (540, 1340)
    )
    assert isinstance(foot, tuple)
    assert max(abs(seen - meant) for seen, meant in zip(foot, b"\x1f\x4f\x46", strict=True)) <= 8


@pytest.mark.parametrize("accent", ["#B4532F", "#808080", "#E0457B"])
def test_a_middling_accent_is_darkened_beneath_light_words(accent: str, assets: Path) -> None:
    brand = replace(BRAND, palette=Palette(accent=accent))
    card = open_card(set_card("Come back.", assets, brand=brand, theme="hook"))
    ground = card.crop((400, 1290, 700, 1340)).resize((1, 1)).tobytes().hex()
    assert luminance(f"#{ground}") < luminance(accent)
    assert contrast("#FFFFFF", f"#{ground}") > 7


@pytest.mark.parametrize("accent", ["#F2C14E", "#E8B4BC", "#FFFFFF", "#00FF00"])
def test_a_bright_accent_keeps_itself_beneath_dark_words(accent: str, assets: Path) -> None:
    brand = replace(BRAND, palette=Palette(accent=accent))
    card = set_card("Come back.", assets, brand=brand, theme="hook")
    assert min(open_card(card).convert("L").tobytes()) < 60
    assert (card.contrast["quote"] or 0) >= 7
