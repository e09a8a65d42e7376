"""Cards of every theme read back from their pixels by a machine that knows nothing of us.

A card holds where every part of it was read: a line, both sides, a title and each of its items.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from PIL import Image, ImageChops

from socialkit.cards.drawing import Drawing
from socialkit.cards.layout.compose import compose
from socialkit.cards.render import make_card
from socialkit.cards.themes.catalogue import THEMES_BY_NAME
from socialkit.cards.typography.fonts import load_fonts
from socialkit.cards.typography.shaping import start_of
from socialkit.errors import CardError
from socialkit.model.card import Brand, CardRequest, Form, Size
from tests.benchmarks.cards.structures import of_all_lengths
from tests.benchmarks.cards.taken import Texts
from tests.benchmarks.cards.tally import Case, Tally
from tests.cards.reading import ground_of, labels_of, misread, regions_of
from tests.cards.samples import open_card

READ_CARDS = 40
LABELS = "labels of compare"


def requests_for(theme: str, texts: Texts, seed: int) -> Iterator[CardRequest]:
    """Forty portrait cards that the theme is made for."""
    form = THEMES_BY_NAME[theme].form
    if form is not Form.LINE:
        return islice(of_all_lengths(form, theme, seed), READ_CARDS)
    return (CardRequest(texts.new(theme), theme, Size.PORTRAIT) for _ in range(READ_CARDS))


def read_back(themes: Sequence[str], assets: Path, seed: int) -> Iterator[tuple[str, Tally]]:
    """Let tesseract read forty cards of every theme."""
    texts = Texts(themes, assets, seed)
    labels = Tally()
    for theme in texts.all_themes:
        tally, requests = Tally(), list(requests_for(theme, texts, seed))
        with ThreadPoolExecutor(2) as pool:  # tesseract does the work, outside of this process
            outcomes = pool.map(lambda request: _read_one(request, assets), requests)
            for request, (words, label) in zip(requests, outcomes, strict=True):
                case = Case(theme, str(request.size), start_of(request.words))
                tally.note(case, words)
                if request.form is Form.CONTRAST and not isinstance(words, CardError):
                    labels.note(case, label)
        yield theme, tally
    yield LABELS, labels


def _read_one(request: CardRequest, assets: Path) -> tuple[str | CardError, str]:
    """What was misread of the words, or the refusal; and what was misread of the labels."""
    brand = Brand("")
    try:
        card = make_card(request, brand, assets=assets)
        drawing = compose(request, brand, THEMES_BY_NAME[request.theme], load_fonts(assets))
    except CardError as error:
        return error, ""
    return find_misread(request, open_card(card), drawing, assets)


def find_misread(
    request: CardRequest, picture: Image.Image, drawing: Drawing, assets: Path
) -> tuple[str, str]:
    """Every part of the words, and of the labels, that was not read; empty where all were."""
    fonts = load_fonts(assets)
    difference = ImageChops.difference(picture, ground_of(drawing)).convert("L")
    regions = regions_of(request, drawing)
    labels = labels_of(request, drawing) if request.form is Form.CONTRAST else ()
    words, named = (
        [f"{region.text} → {found}" for region in several if (found := misread(region, difference, fonts))]
        for several in (regions, labels)
    )  # fmt: skip
    return "; ".join(words), "; ".join(named)
