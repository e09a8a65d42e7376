"""A machine that knows nothing of us reads the cards aloud, and must read her words."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageOps

from socialkit.cards.drawing import Ground
from socialkit.cards.paint.ground import GROUNDS
from socialkit.cards.text import fold
from socialkit.cards.themes.paper import PAPER
from socialkit.model import Brand, Size
from tests.cards.samples import open_card, set_card

pytestmark = [
    pytest.mark.ocr,
    pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed"),
]

SCALES = (0.5, 0.35, 1.0, 0.25)
MARK_HEIGHT_PX = 175
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
    card = set_card(sentence, assets, brand=Brand(""))
    left, top, right, bottom = card.ink_box
    words = ink_on_white(open_card(card)).crop((left - 4, top + 100, right + 4, bottom + 6))
    readings = [read(words, scale) for scale in SCALES]
    assert plain(sentence) in readings


def ink_on_white(picture: Image.Image) -> Image.Image:
    colours = PAPER.colours
    ground = GROUNDS["paper"](Ground("paper", Size.PORTRAIT.px, colours.ground, colours.accent))
    difference = ImageChops.difference(picture, ground).convert("L")
    return ImageOps.invert(ImageOps.autocontrast(difference))


def read(picture: Image.Image, scale: float) -> str:
    pytesseract = pytest.importorskip("pytesseract")
    size = (round(picture.width * scale), round(picture.height * scale))
    framed = ImageOps.expand(picture.resize(size, Image.Resampling.LANCZOS), 20, 255)
    out = io.BytesIO()
    framed.save(out, "PNG", dpi=(150, 150))
    return plain(pytesseract.image_to_string(Image.open(out), config="--psm 6 --dpi 150"))


def plain(text: str) -> str:
    """Quotes, dashes and white space folded, everything else strict."""
    return fold(text.replace("—", "-").replace("–", "-"))
