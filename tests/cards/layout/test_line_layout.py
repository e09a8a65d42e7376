"""Drawing instructions on a fixed-width ruler: nothing leaves the box, no word is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit.cards.drawing import Drawing, Role
from socialkit.cards.layout.line_layout import lay_out
from socialkit.cards.themes.catalogue import THEMES_BY_NAME
from socialkit.cards.typography.shaping import fold
from socialkit.errors import CardError
from socialkit.model.card import Brand, CardRequest, Form, Size
from tests.cards.samples import BRAND, FixedRuler

RULER = FixedRuler()
words = st.text("abcdefgh’", min_size=1, max_size=12)
texts = st.lists(words, min_size=1, max_size=45).map(lambda many: " ".join(many) + ".")
sizes = st.sampled_from(list(Size))
themes = st.sampled_from(
    sorted(name for name, one in THEMES_BY_NAME.items() if one.form is Form.LINE)
)
names = st.lists(st.text("abcdefgh", min_size=1, max_size=11), max_size=7).map(" ".join)


def draw(
    text: str,
    size: Size = Size.PORTRAIT,
    brand: Brand = BRAND,
    *,
    label: str | None = None,
    emphasis: str | None = None,
) -> Drawing:
    request = CardRequest(text, "paper", size, label=label, emphasis=emphasis)
    return lay_out(request, brand, THEMES_BY_NAME["paper"], RULER)


def is_inside(drawing: Drawing) -> bool:
    left, top, right, bottom = drawing.safe_box
    for run in drawing.runs:
        ink_left, ink_top, ink_right, ink_bottom = RULER.ink(run.text, run.face)
        if run.x + ink_left * run.size < left or run.x + ink_right * run.size > right + 0.01:
            return False
        if run.baseline - ink_top * run.size < top or run.baseline - ink_bottom * run.size > bottom:
            return False
    return all(
        bar.box[0] >= left and bar.box[1] >= top and bar.box[2] <= right and bar.box[3] <= bottom
        for bar in drawing.bars
    )


@settings(max_examples=200, deadline=None)
@given(texts, sizes, themes, names, st.none() | words)
def test_nothing_leaves_the_box_and_no_word_is_lost_or_doubled(
    text: str, size: Size, theme: str, name: str, label: str | None
) -> None:
    request = CardRequest(text, theme, size, label=label)
    try:
        drawing = lay_out(request, replace(BRAND, name=name), THEMES_BY_NAME[theme], RULER)
    except CardError as error:
        assert "fit" in str(error) or "too long" in str(error)
        return
    drawn = "".join(run.text for run in drawing.runs if run.role in (Role.QUOTE, Role.ACCENT))
    assert fold("".join(drawing.lines)) == fold(text)
    assert fold(drawn).endswith(fold(text))
    assert is_inside(drawing)


@pytest.mark.parametrize("size", list(Size))
def test_words_and_signature_never_touch(size: Size) -> None:
    drawing = draw("a calm body can hear what a worried body has to fight " * 2, size)
    quote = [run for run in drawing.runs if run.role is Role.QUOTE]
    lowest = max(run.baseline + 0.28 * run.size for run in quote)
    assert lowest < drawing.bars[0].box[1]


def test_a_line_too_long_for_its_size_is_refused_with_advice() -> None:
    with pytest.raises(
        CardError, match=r"“word word word word word word …” does not fit .* carousel"
    ):
        draw("word " * 120)


def test_a_very_long_word_is_named() -> None:
    with pytest.raises(CardError, match=r"“w{45}” alone is wider"):
        draw("Look at " + "w" * 45)


def test_a_web_address_is_refused_in_words() -> None:
    with pytest.raises(CardError, match="alone is wider"):
        draw("See https://quietharbour.example/a-page-with-a-very-long-name/about-repairs")


def test_short_words_are_set_large_and_long_texts_calm() -> None:
    assert draw("Repair.").font_px >= 190
    assert draw("Closeness grows by small repairs made often and early.").font_px <= 118


@pytest.mark.parametrize("theme", ["paper", "night", "arch", "photo"])
@pytest.mark.parametrize("size", list(Size))
def test_in_a_set_one_word_does_not_shout_between_sentences(size: Size, theme: str) -> None:
    among = ("Dismissed", "Repair misunderstandings a little faster than before", "Heard")
    look = THEMES_BY_NAME[theme]
    alone = [lay_out(CardRequest(text, theme, size), BRAND, look, RULER).font_px for text in among]
    together = [
        lay_out(CardRequest(text, theme, size, among=among), BRAND, look, RULER).font_px
        for text in among
    ]
    assert max(together) <= 1.5 * min(alone) + 1
    assert together[2] < alone[2]


def test_the_label_is_set_in_capitals_above_the_words() -> None:
    drawing = draw("We can talk at breakfast.", label="With repair:")
    label = next(run for run in drawing.runs if run.text == "WITH REPAIR")
    assert label.baseline < min(run.baseline for run in drawing.runs if run.role is Role.QUOTE)
    assert drawing.lines and "WITH" not in "".join(drawing.lines)


def test_emphasised_words_have_their_own_face_and_colour() -> None:
    runs = draw("Trust grows in small moments.", emphasis="small moments").runs
    accented = [run for run in runs if run.role is Role.ACCENT]
    assert "".join(run.text for run in accented).replace(" ", "") == "smallmoments."
    assert {run.face.file for run in accented}.isdisjoint(
        run.face.file for run in runs if run.role is Role.QUOTE
    )


def test_without_a_brand_there_is_no_signature() -> None:
    drawing = draw("A calm body hears more.", brand=Brand(""))
    assert not drawing.bars
    assert not [run for run in drawing.runs if run.role is Role.SIGNATURE]


def test_a_long_name_is_broken_and_kept_whole() -> None:
    name = "The Quiet Harbour Centre for Couples and Families"
    drawing = draw("A calm body hears more.", brand=Brand(name, handle="@quietharbour"))
    signed = [
        run for run in drawing.runs if run.role is Role.SIGNATURE and run.text != "@quietharbour"
    ]
    assert len(signed) > 1
    ordered = sorted(signed, key=lambda run: run.baseline)
    assert " ".join(run.text for run in ordered) == name


def test_a_name_that_no_card_can_hold_is_refused() -> None:
    with pytest.raises(CardError, match="too long for the foot of a card"):
        draw("A calm body hears more.", brand=Brand("h" * 200))


def test_an_emoji_in_the_name_is_refused_in_words() -> None:
    with pytest.raises(CardError, match="emoji"):
        draw("A calm body hears more.", brand=Brand("Quiet 🌊 Harbour"))


def test_the_grid_crop_of_a_portrait_card_cuts_no_ink() -> None:
    drawing = draw("Closeness grows by small repairs made often and early.")
    assert drawing.safe_box[0] >= 34
    assert drawing.safe_box[2] <= 1080 - 34
