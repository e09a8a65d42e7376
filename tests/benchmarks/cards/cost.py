"""What one warm card costs beside the encoding of its picture, and where the CPU goes.

In: the themes and the assets folder. Out: figures in ms of CPU time.
Every card shows words that were not set before, so only what new words can share is remembered:
grounds, open fonts, letters. Rounds go over all themes in turn, so that a noisy minute hits all.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TypeVar

from PIL import Image

from socialkit.cards import make_card
from socialkit.cards.fonts import load_fonts
from socialkit.cards.layout import lay_out
from socialkit.cards.theme import THEMES_BY_NAME
from socialkit.errors import CardError
from socialkit.model import Card, CardRequest, Size
from tests.benchmarks.cards.sentences import sentences
from tests.cards.samples import BRAND, SENTENCES

Done = TypeVar("Done")

ROUNDS, WARM_UP = 60, 5
TRIES = 50


@dataclass
class Cost:
    """CPU times of one theme in ms, a value a round. `refusal` says why there are none."""

    theme: str
    card: list[float] = field(default_factory=list)
    encode: list[float] = field(default_factory=list)
    layout: list[float] = field(default_factory=list)
    refusal: str = ""

    @property
    def ratio(self) -> float:
        """Median over the rounds of card ÷ encode."""
        pairs = zip(self.card, self.encode, strict=True)
        return median(card / encode for card, encode in pairs) if self.card else 0.0


def measure_costs(themes: Sequence[str], assets: Path) -> list[Cost]:
    """The cost of a card in every theme."""
    costs = [Cost(theme) for theme in themes]
    texts = sentences()
    for turn in range(WARM_UP + ROUNDS):
        for cost in costs:
            if not cost.refusal:
                _measure(cost, texts, assets, counts=turn >= WARM_UP)
    return costs


def _measure(cost: Cost, texts: Iterator[str], assets: Path, *, counts: bool) -> None:
    fonts, theme = load_fonts(assets), THEMES_BY_NAME[cost.theme]
    try:
        laid = _first_taken(
            lambda text: lay_out(_request(text, cost.theme), BRAND, theme, fonts), texts
        )
        drawn = _first_taken(
            lambda text: make_card(_request(text, cost.theme), BRAND, assets=assets), texts
        )
    except CardError as error:
        cost.refusal = str(error)
        return
    encoding = _time_encoding(drawn[1])
    if counts:
        cost.layout.append(laid[0])
        cost.card.append(drawn[0])
        cost.encode.append(encoding)


def _request(text: str, theme: str) -> CardRequest:
    return CardRequest(text, theme, Size.PORTRAIT)


def _first_taken(work: Callable[[str], Done], texts: Iterator[str]) -> tuple[float, Done]:
    """The CPU time of the work on the first new sentence that the theme takes, or on few words."""
    for _ in range(TRIES):
        try:
            return _time(lambda: work(next(texts)))
        except CardError:
            continue
    return _time(lambda: work(SENTENCES[2]))


def _time_encoding(card: Card) -> float:
    picture = Image.open(io.BytesIO(card.jpeg))
    profile = picture.info.get("icc_profile")
    picture.load()
    canvas = picture.copy()
    out = io.BytesIO()
    return _time(lambda: canvas.save(out, "JPEG", quality=90, subsampling=0, icc_profile=profile))[
        0
    ]


def _time(work: Callable[[], Done]) -> tuple[float, Done]:
    began = time.process_time()
    done = work()
    return 1000 * (time.process_time() - began), done
