"""Contrasts and lists on a fixed-width ruler and as real cards: whole, in the box, or refused in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit.cards.drawing import Drawing, Role, Run
from socialkit.cards.layout.compose import compose
from socialkit.cards.palette import contrast
from socialkit.cards.render import make_card, make_sheet
from socialkit.cards.themes.catalogue import THEMES_BY_NAME
from socialkit.cards.typography.shaping import fold
from socialkit.errors import CardError
from socialkit.model.card import Brand, CardPart, CardRequest, Form, Palette, Size
from tests.cards.layout.test_line_layout import is_inside, sizes, words
from tests.cards.samples import (
    BRAND,
    CONTRASTS,
    LISTS,
    FixedRuler,
    contrast_request,
    list_request,
    open_card,
)

RULER = FixedRuler()
texts = st.lists(words, min_size=1, max_size=24).map(" ".join)
rows = st.lists(texts, min_size=1, max_size=2).map("\n".join)
hues = st.none() | st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
palettes = st.builds(Palette, hues, hues, hues)
GOOD, BAD = "With repair", "Without repair"


def draw(request: CardRequest, brand: Brand = BRAND) -> Drawing:
    return compose(request, brand, THEMES_BY_NAME[request.theme], RULER)


def drawn(drawing: Drawing) -> str:
    return fold("".join(run.text for run in drawing.runs if run.role is Role.QUOTE))


def panel_of(run: Run, drawing: Drawing) -> str:
    ground = drawing.ground
    at = run.x if ground.size_px[0] > ground.size_px[1] else run.baseline
    return (ground.second or "") if at >= ground.split_px else ground.colour


def keeps_to_its_panel(run: Run, drawing: Drawing) -> bool:
    wide = drawing.ground.size_px[0] > drawing.ground.size_px[1]
    start = run.x if wide else run.baseline - 0.7 * run.size
    end = run.x + RULER.width(run.text, run.face) * run.size if wide else run.baseline
    return not start < drawing.ground.split_px < end


@settings(max_examples=200, deadline=None)
@given(rows, rows, sizes, palettes)
def test_both_sides_stand_whole_on_panels_of_their_own(
    good: str, bad: str, size: Size, palette: Palette
) -> None:
    request = contrast_request(((GOOD, good), (BAD, bad)), size)
    try:
        drawing = draw(request, replace(BRAND, palette=palette))
    except CardError as error:
        assert "does not fit" in str(error)
        return
    assert fold("".join(drawing.lines)) == fold(request.words) == drawn(drawing)
    assert is_inside(drawing)
    assert all(keeps_to_its_panel(run, drawing) for run in drawing.runs)
    for run in drawing.runs:
        least = 7 if run.role is Role.QUOTE else 4.5
        assert contrast(run.colour, panel_of(run, drawing)) >= least
    assert len({run.size for run in drawing.runs if run.role is Role.QUOTE}) == 1
    assert contrast(drawing.ground.colour, drawing.ground.second or "") >= 3


@settings(max_examples=200, deadline=None)
@given(
    texts, st.lists(texts, min_size=2, max_size=8), sizes, st.lists(st.none() | words, min_size=8)
)
def test_a_list_loses_no_word_and_stays_in_the_box(
    title: str, items: list[str], size: Size, labels: list[str | None]
) -> None:
    parts = tuple(CardPart(text, label) for text, label in zip(items, labels, strict=False))
    request = CardRequest(title, "list", size, form=Form.LIST, parts=parts)
    try:
        drawing = draw(request)
    except CardError as error:
        assert "carousel" in str(error)
        return
    assert fold("".join(drawing.lines)) == fold(request.words)
    assert is_inside(drawing)
    assert len({run.size for run in drawing.runs if "Manrope-Medium" in run.face.file
                and run.role is Role.QUOTE}) <= 1  # fmt: skip
    lowest = max(run.baseline for run in drawing.runs if run.role is Role.QUOTE)
    signed = min(run.baseline - run.size for run in drawing.runs if run.role is Role.SIGNATURE)
    assert lowest < signed or size is Size.LANDSCAPE


@pytest.mark.parametrize("key", CONTRASTS)
@pytest.mark.parametrize("size", list(Size))
def test_a_contrast_can_be_read_on_both_panels(key: str, size: Size, assets: Path) -> None:
    request = contrast_request(CONTRASTS[key], size)
    card = make_card(request, BRAND, assets=assets)
    assert fold("".join(card.lines)) == fold(request.words)
    assert (card.contrast["quote"] or 0) >= 7
    assert min(card.contrast["accent"] or 0, card.contrast["signature"] or 0) >= 4.5


@pytest.mark.parametrize("key", LISTS)
@pytest.mark.parametrize("size", list(Size))
def test_a_list_can_be_read_in_every_size(key: str, size: Size, assets: Path) -> None:
    request = list_request(*LISTS[key], size)
    card = make_card(request, BRAND, assets=assets)
    assert fold("".join(card.lines)) == fold(request.words)
    assert (card.contrast["quote"] or 0) >= 7
    assert min(card.contrast["accent"] or 0, card.contrast["signature"] or 0) >= 4.5


def test_the_good_side_is_the_light_one_wherever_it_stands(assets: Path) -> None:
    for sides in (CONTRASTS["short"], CONTRASTS["short"][::-1]):
        picture = open_card(make_card(contrast_request(sides), BRAND, assets=assets))
        top, foot = picture.getpixel((20, 20)), picture.getpixel((20, 1330))
        assert isinstance(top, tuple)
        assert isinstance(foot, tuple)
        assert (sum(top) > sum(foot)) == (sides[0][0] == GOOD)


def test_the_panels_follow_the_amount_of_words() -> None:
    long, short = "one word after another " * 4, "No."
    wide, narrow = (
        draw(contrast_request(((GOOD, first), (BAD, second)))).ground.split_px
        for first, second in ((long, short), (short, long))
    )
    assert 0.25 * 1350 < narrow < wide < 0.75 * 1350


def test_wide_cards_set_the_sides_beside_each_other_with_their_labels_level() -> None:
    drawing = draw(contrast_request(CONTRASTS["long"], Size.SQUARE))
    assert len({run.baseline for run in drawing.runs if run.role is Role.ACCENT}) == 2
    drawing = draw(contrast_request(((GOOD, "Stay. We can talk."), (BAD, "Go.")), Size.LANDSCAPE))
    assert len({run.baseline for run in drawing.runs if run.role is Role.ACCENT}) == 1


def test_paragraphs_of_a_side_do_not_run_into_each_other() -> None:
    lines = draw(contrast_request(((GOOD, "Come in.\nSit down."), (BAD, "No.")))).lines
    assert lines[:2] == ("Come in.", "Sit down.")


@pytest.mark.parametrize(
    "sides",
    [((BAD, "Go."),), ((GOOD, "Stay."), ("", "Go.")), (("", "Stay."), (BAD, "Go.")),
     ((GOOD, "Stay."), (BAD, "Go."), (BAD, "Leave."))],
)  # fmt: skip
def test_no_side_stands_alone_or_without_its_label(sides: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(CardError, match="both sides, each with its label"):
        draw(contrast_request(sides))


def test_a_side_without_words_is_refused() -> None:
    with pytest.raises(CardError, match="no words"):
        draw(contrast_request(((GOOD, " "), (BAD, "Go."))))


def test_a_contrast_too_long_for_one_card_is_sent_to_a_carousel() -> None:
    with pytest.raises(CardError, match="as: contrast"):
        draw(contrast_request(((GOOD, "word " * 90), (BAD, "word " * 90))))


def test_a_word_too_wide_for_a_panel_is_named() -> None:
    with pytest.raises(CardError, match=r"“w{60}” alone is wider"):
        draw(contrast_request(((GOOD, "w" * 60), (BAD, "Go."))))


@pytest.mark.parametrize(
    ("title", "items", "advice"),
    [
        ("Nine things:", ("Wait",) * 9, "9 items.* carousel"),
        ("One thing:", ("Wait",), "two items or more"),
        (" ", ("Wait", "Ask"), "needs a title"),
        ("Long things:", ("one long item after another " * 5,) * 8, "carousel"),
        ("title " * 120, ("Wait", "Ask"), "carousel"),
        ("Two things:", ("Wait", "💛"), "emoji"),
    ],
)
def test_a_list_that_no_card_holds_is_refused_in_words(
    title: str, items: tuple[str, ...], advice: str
) -> None:
    with pytest.raises(CardError, match=advice):
        draw(list_request(title, items))


def test_items_are_numbered_in_order_below_hairlines() -> None:
    drawing = draw(list_request(*LISTS["long"]))
    numerals = [
        run.text for run in drawing.runs if "Fraunces" in run.face.file and run.text.isdigit()
    ]
    assert numerals == ["1", "2", "3", "4"]
    assert len(drawing.bars) == 4


@pytest.mark.parametrize(
    ("title", "accented"),
    [("When the evening is calm, couples can:", "couplescan:"), ("You can begin with:", "")],
)
def test_the_last_words_of_a_title_are_set_apart_where_they_are_a_clause(
    title: str, accented: str
) -> None:
    runs = draw(list_request(title, LISTS["short"][1])).runs
    found = [run.text for run in runs if run.role is Role.ACCENT and not run.text.isdigit()]
    assert "".join(found).replace(" ", "") == accented


def test_the_requested_emphasis_wins_in_a_title() -> None:
    runs = draw(list_request("You can begin with:", LISTS["short"][1], emphasis="begin")).runs
    assert "begin" in [run.text for run in runs if run.role is Role.ACCENT]


def test_few_items_are_set_larger_than_many() -> None:
    few, many = (draw(list_request("Begin with:", ("Wait",) * count)) for count in (2, 8))
    assert few.font_px > many.font_px


def test_what_an_item_is_called_stands_before_it_and_is_no_line() -> None:
    parts = (CardPart("breathe out slowly", "Pause:"), CardPart("say it in one word", "Name"))
    drawing = draw(CardRequest("It helps to:", "list", Size.PORTRAIT, form=Form.LIST, parts=parts))
    assert drawing.lines[-2:] == ("breathe out slowly", "say it in one word")
    strong = [run.text.strip() for run in drawing.runs if "SemiBold" in run.face.file]
    assert strong == ["Pause:", "Name:"]


def test_beside_a_title_on_a_wide_card_the_items_have_a_column_of_their_own() -> None:
    drawing = draw(list_request(*LISTS["short"], Size.LANDSCAPE))
    title = [run for run in drawing.runs if "Fraunces" in run.face.file and not run.text.isdigit()]
    reach = max(run.x + RULER.width(run.text, run.face) * run.size for run in title)
    assert reach < min(bar.box[0] for bar in drawing.bars)


@pytest.mark.parametrize(("request_", "theme"), [
    (contrast_request(CONTRASTS["short"]), "compare"), (list_request(*LISTS["short"]), "list"),
])  # fmt: skip
def test_the_sheet_of_a_structure_shows_only_the_themes_that_take_it(
    request_: CardRequest, theme: str, assets: Path
) -> None:
    sheet = make_sheet(replace(request_, theme="all"), BRAND, assets=assets)
    assert sheet.size_px == (540 + 48, 675 + 48)
    with pytest.raises(CardError, match=f"Choose one of: {theme}"):
        make_card(replace(request_, theme="paper"), BRAND, assets=assets)


def test_a_logo_stands_on_the_middle_of_the_second_panel() -> None:
    brand = replace(BRAND, logo="/logo.png")
    drawing = draw(contrast_request(((GOOD, "Stay."), (BAD, "Go.")), Size.LANDSCAPE), brand)
    assert drawing.logo is not None
    left, _, right, _ = drawing.logo.box
    assert abs((left + right) / 2 - (drawing.ground.split_px + 1200) / 2) <= 1


def test_side_by_side_the_name_signs_one_panel_and_the_handle_the_other() -> None:
    sides = ((GOOD, "Stay."), (BAD, "Go."))
    drawing = draw(contrast_request(sides, Size.LANDSCAPE))
    signed = [run for run in drawing.runs if run.role is Role.SIGNATURE]
    split = drawing.ground.split_px
    assert BRAND.credential in [run.text for run in signed if run.x < split]
    assert [run.text for run in signed if run.x > split] == [BRAND.handle]
    alone = draw(contrast_request(sides, Size.LANDSCAPE), replace(BRAND, handle=None))
    signed = [run for run in alone.runs if run.role is Role.SIGNATURE]
    assert all(run.x > alone.ground.split_px for run in signed)


def test_beside_a_long_name_the_items_of_a_wide_card_keep_their_column() -> None:
    name = "The Quiet Harbour Centre for Couples and Families"
    drawing = draw(list_request("Begin:", ("Wait",) * 8, Size.LANDSCAPE), Brand(name))
    signed = [run for run in drawing.runs if run.role is Role.SIGNATURE]
    reach = max(run.x + RULER.width(run.text, run.face) * run.size for run in signed)
    assert reach < min(bar.box[0] for bar in drawing.bars)
