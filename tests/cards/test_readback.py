"""A machine that knows nothing of us reads the cards aloud, and must read her words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from socialkit.cards.fonts import load_fonts
from socialkit.cards.layout import lay_out
from socialkit.cards.themes.paper import PAPER
from socialkit.model import Brand, CardRequest, Size
from tests.cards.reading import SCALES, ink_on_white, plain, read
from tests.cards.samples import open_card, set_card

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
