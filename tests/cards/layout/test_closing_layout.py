"""The end of a carousel on a fixed-width ruler and as real cards: calm, whole, in the box."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from socialkit.cards.card_store import store_card
from socialkit.cards.drawing import Drawing, Role
from socialkit.cards.layout.compose import compose
from socialkit.cards.render import make_card
from socialkit.cards.themes.catalogue import THEMES_BY_NAME, THEMES_FOR
from socialkit.cards.typography.shaping import fold
from socialkit.errors import CardError
from socialkit.model.card import Brand, CardPart, CardRequest, Form, Palette, Size
from tests.cards.layout.test_line_layout import is_inside, names, sizes, words
from tests.cards.samples import BRAND, FixedRuler

RULER = FixedRuler()
SHORT = "Read the whole article: link in our profile"
LONG = "If this sounds like the two of you, the whole article waits in our profile, and so do we."
HINDI = "पूरा लेख पढ़ें: लिंक हमारी प्रोफ़ाइल में है"
WITH_WEBSITE = replace(BRAND, website="https://www.quietharbour.example/read/")
LINE_THEMES = THEMES_FOR[Form.LINE]
sentences = st.just("") | st.lists(words, min_size=1, max_size=30).map(" ".join)
handles = st.none() | st.text("abcdefgh_.", min_size=1, max_size=30).map(lambda one: f"@{one}")
websites = st.none() | st.text("abcdefgh", min_size=1, max_size=90).map(
    lambda one: f"https://{one[:30]}.example/{one[30:]}"
)


def request(
    text: str, theme: str = "paper", size: Size = Size.PORTRAIT, brand: Brand = WITH_WEBSITE
) -> CardRequest:
    parts = tuple(map(CardPart, brand.contacts))
    return CardRequest(text, theme, size, form=Form.CLOSING, parts=parts)


def draw(wanted: CardRequest, brand: Brand = WITH_WEBSITE) -> Drawing:
    return compose(wanted, brand, THEMES_BY_NAME[wanted.theme], RULER)


@settings(max_examples=300, deadline=None)
@given(sentences, st.sampled_from(LINE_THEMES), sizes, names, handles, websites)
def test_nothing_leaves_the_box_and_no_word_is_lost(
    text: str, theme: str, size: Size, name: str, handle: str | None, website: str | None
) -> None:
    brand = replace(BRAND, name=name, handle=handle, website=website)
    wanted = request(text, theme, size, brand)
    try:
        drawing = draw(wanted, brand)
    except CardError as error:
        assert any(words in str(error) for words in ("fit", "too long", "nothing to show"))
        return
    assert fold("".join(drawing.lines)) == fold(wanted.words)
    assert is_inside(drawing)
    for part in wanted.parts:
        assert any(run.text == part.text for run in drawing.runs)


@pytest.mark.parametrize("theme", LINE_THEMES)
@pytest.mark.parametrize("size", list(Size))
def test_it_can_be_read_in_every_theme_and_size(theme: str, size: Size, assets: Path) -> None:
    for text in (SHORT, LONG, HINDI, ""):
        card = make_card(request(text, theme, size), WITH_WEBSITE, assets=assets)
        assert (card.contrast["quote"] or 7 * (not text)) >= 7
        assert min(card.contrast["accent"] or 0, card.contrast["signature"] or 0) >= 4.5


@pytest.mark.parametrize("accent", ["#1F4F46", "#F4C95D", "#808080"])
@pytest.mark.parametrize("theme", LINE_THEMES)
def test_it_can_be_read_in_the_brands_colours(theme: str, accent: str, assets: Path) -> None:
    brand = replace(WITH_WEBSITE, palette=Palette(accent=accent))
    card = make_card(request(LONG, theme), brand, assets=assets)
    assert (card.contrast["quote"] or 0) >= 7
    assert min(card.contrast["accent"] or 0, card.contrast["signature"] or 0) >= 4.5


def test_the_sentence_is_quieter_than_a_quote_and_the_handle_can_be_read() -> None:
    quote = compose(
        CardRequest(SHORT, "paper", Size.PORTRAIT), BRAND, THEMES_BY_NAME["paper"], RULER
    )
    drawing = draw(request(SHORT))
    assert drawing.font_px < quote.font_px
    handle = next(run for run in drawing.runs if run.text == "@quietharbour")
    small = next(run for run in quote.runs if run.text == "@quietharbour")
    assert handle.size >= 1.8 * small.size
    assert not [run for run in drawing.runs if run.role is Role.ORNAMENT]


def test_the_name_is_in_the_same_place_as_on_every_slide() -> None:
    for theme in LINE_THEMES:
        line = CardRequest("Come back.", theme, Size.PORTRAIT)
        slides = (
            draw(request(SHORT, theme)),
            compose(line, WITH_WEBSITE, THEMES_BY_NAME[theme], RULER),
        )
        places = {
            round(run.baseline) for one in slides for run in one.runs if run.text == "Quiet Harbour"
        }
        assert len(places) == 1


def test_without_a_sentence_the_name_is_there_once() -> None:
    runs = draw(request("")).runs
    assert [run.text for run in runs].count("Quiet Harbour") == 1
    assert [run.text for run in runs].count("@quietharbour") == 1


def test_without_a_sentence_the_logo_is_there_large(tmp_path: Path, assets: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (900, 300), "#204060").save(logo)
    brand = replace(WITH_WEBSITE, logo=str(logo))
    below, above = draw(request(SHORT), brand).logo, draw(request(""), brand).logo
    assert below is not None
    assert above is not None
    assert above.box[2] - above.box[0] > 1.5 * (below.box[2] - below.box[0])
    make_card(request(""), brand, assets=assets)


def test_a_website_is_shown_as_people_say_it_and_a_long_one_without_its_path() -> None:
    assert WITH_WEBSITE.contacts == ("@quietharbour", "quietharbour.example/read")
    long = replace(
        WITH_WEBSITE, website="https://quietharbour.example/a/page/with/a/very/long/name"
    )
    assert long.contacts[1] == "quietharbour.example"


def test_too_many_words_are_refused_with_what_to_write() -> None:
    with pytest.raises(CardError, match=r"closing slide .* one short sentence .*at most 24"):
        draw(request("word " * 25))


def test_an_end_without_anything_to_show_is_refused() -> None:
    with pytest.raises(CardError, match="nothing to show"):
        draw(request("", brand=Brand("")), Brand(""))


@pytest.mark.parametrize("theme", ["compare", "list"])
def test_themes_of_structures_do_not_end_a_carousel(theme: str) -> None:
    with pytest.raises(
        CardError, match=r"the end of a carousel; .* paper, night, arch, photo, hook"
    ):
        draw(request(SHORT, theme))


def test_other_words_are_another_file_and_the_same_words_the_same(
    tmp_path: Path, assets: Path
) -> None:
    brands = [WITH_WEBSITE, replace(WITH_WEBSITE, website="https://elsewhere.example")]
    wanted = [request(SHORT), request(LONG), request(""), request(SHORT, brand=brands[1])]
    paths = [store_card(one, WITH_WEBSITE, assets=assets, folder=tmp_path) for one in wanted]
    assert len(set(paths)) == 4
    changed = paths[0].stat().st_mtime_ns
    assert store_card(wanted[0], WITH_WEBSITE, assets=assets, folder=tmp_path) == paths[0]
    assert paths[0].stat().st_mtime_ns == changed
