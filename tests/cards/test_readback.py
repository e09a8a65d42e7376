"""OCR must read exactly the words that a card was made from."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import ImageChops

from socialkit.cards.drawing import Drawing
from socialkit.cards.layout.compose import compose
from socialkit.cards.render import make_card
from socialkit.cards.themes.catalogue import THEMES_BY_NAME
from socialkit.cards.typography.fonts import load_fonts
from socialkit.model.card import Brand, CardRequest, Size
from tests.cards.reading import Region, ground_of, labels_of, misread, regions_of
from tests.cards.samples import CONTRASTS, LISTS, contrast_request, list_request, open_card

Regions = Callable[[CardRequest, Drawing], tuple[Region, ...]]
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


STRUCTURES = (
    contrast_request(CONTRASTS["short"]),
    contrast_request(CONTRASTS["long"]),
    contrast_request(CONTRASTS["short"][::-1]),
    contrast_request(CONTRASTS["short"], Size.LANDSCAPE),
    list_request(*LISTS["short"]),
    list_request(*LISTS["long"]),
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_words_can_be_read_back(sentence: str, assets: Path) -> None:
    assert misread_on(CardRequest(sentence, "paper", Size.PORTRAIT), assets) == []


@pytest.mark.parametrize("request_", STRUCTURES)
def test_every_part_of_a_structure_can_be_read_back(request_: CardRequest, assets: Path) -> None:
    """A dark panel becomes ink on white like any other ground."""
    assert misread_on(request_, assets) == []


def test_the_labels_of_a_contrast_can_be_read_back(assets: Path) -> None:
    assert misread_on(STRUCTURES[1], assets, labels_of) == []


def test_a_wrong_word_is_noticed(assets: Path) -> None:
    wanted = contrast_request((("With repair", "“I am sorry. I was sad.”"), CONTRASTS["short"][1]))
    found = misread_on(STRUCTURES[0], assets, lambda _, drawing: regions_of(wanted, drawing))
    assert len(found) == 1
    assert "scared" in found[0]


def misread_on(request: CardRequest, assets: Path, regions: Regions = regions_of) -> list[str]:
    """What is read on a card if it differs from what should be there."""
    brand, fonts = Brand(""), load_fonts(assets)
    card = make_card(request, brand, assets=assets)
    drawing = compose(request, brand, THEMES_BY_NAME[request.theme], fonts)
    difference = ImageChops.difference(open_card(card), ground_of(drawing)).convert("L")
    found = [misread(region, difference, fonts) for region in regions(request, drawing)]
    return [reading for reading in found if reading]
