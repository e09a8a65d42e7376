"""Real cards: what is promised is measured again, from the pixels."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from socialkit.cards.drawing import Ground
from socialkit.cards.layout.line_layout import lay_out
from socialkit.cards.paint.ground import find_painter
from socialkit.cards.palette import contrast
from socialkit.cards.render import make_card, make_sheet, read_profile
from socialkit.cards.themes.catalogue import PAPER, THEMES
from socialkit.cards.themes.theme import CORMORANT, CORMORANT_ITALIC
from socialkit.cards.typography.fonts import load_fonts
from socialkit.cards.typography.shaping import fold
from socialkit.errors import CardError, MachineError
from socialkit.model.card import Box, Brand, CardRequest, Palette, Size
from tests.cards.samples import BRAND, SENTENCES, open_card, set_card

ASSETS = Path(__file__).parents[2] / "assets"
HINDI = "घर में शांति छोटी बातों से बनती है, रोज़ और धीरे-धीरे।"


def bare_ground(size: Size) -> Image.Image:
    colours = PAPER.colours
    return find_painter("paper")(Ground("paper", size.px, colours.ground, colours.accent))


def ink_of(picture: Image.Image, size: Size) -> Image.Image:
    """How far each pixel is from the bare ground; JPEG noise and grain are below the threshold."""
    difference = ImageChops.difference(picture, bare_ground(size)).convert("L")
    return difference.point([0] * 40 + [255] * 216)


def encloses(outer: Box, inner: Box, slack: int = 0) -> bool:
    return (
        outer[0] - slack <= inner[0]
        and outer[1] - slack <= inner[1]
        and outer[2] + slack >= inner[2]
        and outer[3] + slack >= inner[3]
    )


@pytest.mark.parametrize("size", list(Size))
@pytest.mark.parametrize("count", list(SENTENCES))
def test_every_length_fits_every_size(size: Size, count: int, assets: Path) -> None:
    card = set_card(SENTENCES[count], assets, size)
    assert fold("".join(card.lines)) == fold(SENTENCES[count])
    assert encloses(card.safe_box, card.ink_box)
    assert card.size_px == size.px == open_card(card).size
    assert card.font_px >= 41
    seen = ink_of(open_card(card), size).getbbox()
    assert seen is not None
    assert encloses(card.ink_box, seen, slack=3)
    assert encloses(seen, card.ink_box, slack=3)


@pytest.mark.parametrize("theme", THEMES)
def test_the_contrast_holds_in_the_pixels(theme: str, assets: Path) -> None:
    card = set_card(SENTENCES[12], assets)
    picture, ground = open_card(card), bare_ground(Size.PORTRAIT).resize((1, 1)).getpixel((0, 0))
    assert isinstance(ground, tuple)
    raw = picture.crop((100, 330, 700, 560)).tobytes()
    darkest = sorted((raw[at : at + 3] for at in range(0, len(raw), 3)), key=sum)
    core = darkest[len(darkest) // 50]
    assert contrast(f"#{core.hex()}", f"#{bytes(map(int, ground)).hex()}") >= 7
    assert card.contrast["quote"] is not None
    assert card.contrast["quote"] >= 7
    assert all(ratio is None or ratio >= 4.5 for ratio in card.contrast.values())


def test_a_card_without_emphasis_has_no_accent_and_one_without_brand_no_signature(
    assets: Path,
) -> None:
    card = set_card("Come back.", assets, brand=Brand(""))
    assert card.contrast["accent"] is None
    assert card.contrast["signature"] is None


def test_the_file_is_a_plain_srgb_jpeg(assets: Path) -> None:
    card = set_card(SENTENCES[25], assets)
    with Image.open(io.BytesIO(card.jpeg)) as picture:
        assert (picture.format, picture.mode) == ("JPEG", "RGB")
        assert picture.info["icc_profile"] == read_profile(assets)
        assert not picture.getexif()
        assert "progressive" not in picture.info
    assert len(card.jpeg) < 500_000


def test_the_same_input_gives_the_same_bytes_in_another_process(assets: Path) -> None:
    program = (
        "import hashlib, sys; from pathlib import Path; from tests.cards.samples import *;"
        "card = set_card(SENTENCES[12], Path(sys.argv[1]));"
        "print(hashlib.sha256(card.jpeg).hexdigest())"
    )
    command = [sys.executable, "-c", program, str(assets)]
    root = Path(__file__).parents[2]
    elsewhere = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    set_card(SENTENCES[4], assets)
    assert hashlib.sha256(set_card(SENTENCES[12], assets).jpeg).hexdigest() == elsewhere.strip()


def test_hindi_is_set_without_a_missing_letter(assets: Path) -> None:
    card = make_card(
        CardRequest(HINDI, "paper", Size.PORTRAIT, emphasis="छोटी बातों"), BRAND, assets=assets
    )
    assert fold("".join(card.lines)) == fold(HINDI)
    assert card.contrast["accent"] is not None


def test_a_word_of_another_script_stands_among_latin_ones(assets: Path) -> None:
    text = "Some days a quiet शांति is all that a house needs."
    assert fold("".join(set_card(text, assets).lines)) == fold(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("With love 💛", "emoji"),
        ("Мой 한 дом", "한"),
        ("今日は静かだ", "今"),
        ("שלום to you", "right to left"),
        ("w" * 45, "alone is wider"),
        ("word " * 150, "carousel"),
        ("   ", "no words"),
    ],
)
def test_what_cannot_be_set_is_refused_in_words(text: str, words: str, assets: Path) -> None:
    with pytest.raises(CardError, match=words):
        set_card(text, assets)


def test_an_unknown_theme_names_those_there_are(assets: Path) -> None:
    with pytest.raises(CardError, match="Choose one of: paper"):
        make_card(CardRequest("Come back.", "neon", Size.SQUARE), BRAND, assets=assets)


def test_a_missing_font_and_a_missing_profile_are_said(tmp_path: Path, assets: Path) -> None:
    with pytest.raises(MachineError, match=r"EBGaramond.* is missing .* Reinstall socialkit"):
        set_card("Come back.", tmp_path)
    (tmp_path / "fonts").symlink_to(assets / "fonts")
    with pytest.raises(MachineError, match=r"srgb\.icc is missing"):
        set_card("Come back.", tmp_path)


def test_a_damaged_font_is_said(tmp_path: Path) -> None:
    for face in (CORMORANT, CORMORANT_ITALIC):
        path = tmp_path / "fonts" / face.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"not a font at all")
    with pytest.raises(MachineError, match=r"is damaged. Reinstall"):
        set_card("Come back.", tmp_path, brand=Brand(""))


@pytest.mark.parametrize("ground", ["#000000", "#777777", "#B4532F", "#FFFFFF", "#0A3D62"])
def test_any_brand_ground_gives_a_readable_card(ground: str, assets: Path) -> None:
    brand = replace(BRAND, palette=Palette(ground=ground, ink=ground, accent=ground))
    card = set_card(SENTENCES[12], assets, brand=brand)
    assert (card.contrast["quote"] or 0) >= 7


def test_the_sheet_shows_every_theme_that_takes_the_line(assets: Path) -> None:
    sheet = make_sheet(CardRequest("Come back.", "all", Size.SQUARE), BRAND, assets=assets)
    assert open_card(sheet).size == sheet.size_px
    assert sheet.theme == "all"
    with pytest.raises(CardError, match="alone is wider"):
        make_sheet(CardRequest("w" * 60, "all", Size.SQUARE), BRAND, assets=assets)


@pytest.mark.parametrize("text", ["\x00", "Come\x07 back."])
def test_control_characters_are_refused_by_their_number(text: str, assets: Path) -> None:
    with pytest.raises(CardError, match="U\\+00"):
        make_card(CardRequest(text, "paper", Size.SQUARE), BRAND, assets=assets)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80), st.text(max_size=20), st.text(max_size=30))
def test_any_text_gives_a_drawing_of_it_or_a_refusal_in_words(
    text: str, label: str, name: str
) -> None:
    request = CardRequest(text, "paper", Size.SQUARE, label=label)
    try:
        drawing = lay_out(request, Brand(name), PAPER, load_fonts(ASSETS))
    except CardError as error:
        assert len(str(error)) > 20
        return
    assert fold("".join(drawing.lines)) == fold(text)
