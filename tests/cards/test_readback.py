"""A machine that knows nothing of us reads the cards aloud, and must read her words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from socialkit.cards import make_card
from socialkit.cards.fonts import load_fonts
from socialkit.cards.layout import lay_out
from socialkit.cards.themes.paper import PAPER
from socialkit.model import Brand, CardRequest, Size
from tests.cards.reading import SCALES, ink_on_white, plain, read
from tests.cards.samples import LISTS, contrast_request, list_request, open_card, set_card

pytestmark = [
    pytest.mark.ocr,
    pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed"),
]

SENTENCES = (
    "Trust grows each time somebody comes back and is made welcome.",
    "An apology opens the door, and changed behaviour keeps it open.",
    "A pause is kind when it comes with a time to return.",
    "Nobody listens well with a racing heart.",
    "The evening is saved by one plain sentence.",
    "Two people can see a thing differently and still be glad of each other.",
    "Closeness is not the absence of arguments but the habit of returning.",
    "You can be angry with me, but you are never alone with it.",
    "What would change if you stayed curious for one minute longer?",
    "Calming down is not giving in. It is making room for the other person to be heard.",
    "Small repairs, made often, do more for love than grand gestures made once.",
    "Silence after a quarrel is rarely empty; it fills with guesses, and most of them are unkind.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_words_can_be_read_back(sentence: str, assets: Path) -> None:
    brand, fonts = Brand(""), load_fonts(assets)
    card = set_card(sentence, assets, brand=brand)
    drawing = lay_out(CardRequest(sentence, "paper", Size.PORTRAIT), brand, PAPER, fonts)
    words = ink_on_white(open_card(card), drawing, fonts)
    readings = [read(words, scale) for scale in SCALES]
    assert plain(sentence) in readings


def test_both_sides_and_a_list_can_be_read_back(assets: Path) -> None:
    """A dark panel is turned into ink on white like any other ground: by what differs from it."""
    card = make_card(contrast_request(SPOKEN), Brand(""), assets=assets)
    for side, words in zip(panels(open_card(card)), (text for _, text in SPOKEN), strict=True):
        assert any(plain(words) in read(side, scale) for scale in SCALES)
    card = make_card(list_request(*LISTS["short"]), Brand(""), assets=assets)
    listed = open_card(card).crop(card.ink_box)
    title, items = LISTS["short"]
    for words in (title, *items):
        assert any(plain(words) in read(listed, scale) for scale in SCALES)


SPOKEN = (
    ("With repair", "The other waits, and says when they will ask again."),
    ("Without repair", "The other follows from room to room and asks again."),
)


def panels(picture: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Each panel alone, dark words on light."""
    grey = picture.convert("L")
    column = grey.crop((0, 0, 1, grey.height)).tobytes()
    split = next(y for y, level in enumerate(column) if level < 128)
    upper = grey.crop((0, 0, grey.width, split))
    lower = grey.crop((0, split + 4, grey.width, grey.height))
    return ImageOps.autocontrast(upper), ImageOps.autocontrast(ImageOps.invert(lower))
