"""What one warm card costs beside the encoding of its picture, and where the CPU goes.

Every card shows words that were not set before, so only what new words can share is remembered:
grounds, open fonts, letters. Rounds go over all themes in turn, so that a noisy minute hits all.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TypeVar

from PIL import Image

from socialkit.cards.layout.compose import compose
from socialkit.cards.render import make_card
from socialkit.cards.themes.catalogue import THEMES_BY_NAME
from socialkit.cards.typography.fonts import load_fonts
from socialkit.model.card import Card
from tests.benchmarks.cards.taken import Texts
from tests.cards.samples import BRAND

Done = TypeVar("Done")

ROUNDS, WARM_UP = 60, 5


@dataclass
class Cost:
    """CPU times of one theme in ms, a value a round. `again` is the very same card once more."""

    theme: str
    card: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    encode: list[float] = field(default_factory=list)
    layout: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """Median over the rounds of card ÷ encode."""
        return _middle_ratio(self.card, self.encode)

    @property
    def ratio_again(self) -> float:
        """The same for a card that was drawn just before."""
        return _middle_ratio(self.again, self.encode)


def _middle_ratio(works: Sequence[float], encodes: Sequence[float]) -> float:
    ratios = [work / encode for work, encode in zip(works, encodes, strict=True)]
    return median(ratios) if ratios else 0.0


def measure_costs(texts: Texts, assets: Path) -> list[Cost]:
    """The cost of a card in every theme that takes texts."""
    costs = [Cost(theme) for theme in texts.all_themes]
    for turn in range(WARM_UP + ROUNDS):
        for cost in costs:
            _measure(cost, texts, assets, counts=turn >= WARM_UP)
    return costs


def _measure(cost: Cost, texts: Texts, assets: Path, *, counts: bool) -> None:
    fonts, theme = load_fonts(assets), THEMES_BY_NAME[cost.theme]
    one, other = texts.request(cost.theme), texts.request(cost.theme)
    layout, _ = _time(lambda: compose(one, BRAND, theme, fonts))
    drawn, card = _time(lambda: make_card(other, BRAND, assets=assets))
    again, _ = _time(lambda: make_card(other, BRAND, assets=assets))
    encoding = _time_encoding(card)
    if counts:
        cost.layout.append(layout)
        cost.card.append(drawn)
        cost.again.append(again)
        cost.encode.append(encoding)


def _time_encoding(card: Card) -> float:
    picture = Image.open(io.BytesIO(card.jpeg))
    profile = picture.info.get("icc_profile")
    picture.load()
    canvas = picture.copy()
    out, options = io.BytesIO(), {"quality": 90, "subsampling": 0, "icc_profile": profile}
    return _time(lambda: canvas.save(out, "JPEG", **options))[0]


def _time(work: Callable[[], Done]) -> tuple[float, Done]:
    began = time.process_time()
    done = work()
    return 1000 * (time.process_time() - began), done
