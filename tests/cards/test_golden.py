"""Pictures as they were approved by eye, a quarter as large, compared with some tolerance.

After a change that is meant: look at every new card, then write the pictures anew with
`SOCIALKIT_NEW_GOLDENS=1 pytest tests/cards/test_golden.py`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from socialkit.cards.render import make_card
from socialkit.model.card import Card, CardRequest, Size
from tests.cards.samples import (
    BRAND,
    CONTRASTS,
    LISTS,
    SENTENCES,
    contrast_request,
    list_request,
    open_card,
    set_card,
)

GOLDEN = Path(__file__).parent / "golden"
CASES = [
    *(("paper", size, 12) for size in Size),
    ("paper", Size.PORTRAIT, 2),
    ("paper", Size.PORTRAIT, 25),
    ("night", Size.PORTRAIT, 12),
    ("night", Size.LANDSCAPE, 12),
    ("arch", Size.PORTRAIT, 12),
    ("arch", Size.STORY, 25),
    ("photo", Size.PORTRAIT, 12),
    ("hook", Size.PORTRAIT, 2),
    ("hook", Size.STORY, 6),
]


@pytest.mark.parametrize(("theme", "size", "count"), CASES)
def test_a_card_looks_as_it_was_approved(theme: str, size: Size, count: int, assets: Path) -> None:
    compare(set_card(SENTENCES[count], assets, size, theme=theme), f"{theme}-{size}-{count}")


@pytest.mark.parametrize(
    "request_", [contrast_request(CONTRASTS["long"]), list_request(*LISTS["long"])]
)
def test_a_structure_looks_as_it_was_approved(request_: CardRequest, assets: Path) -> None:
    card = make_card(request_, BRAND, assets=assets)
    compare(card, f"{request_.theme}-{request_.size}")


def compare(card: Card, name: str) -> None:
    picture = open_card(card)
    small = picture.resize((270, 270 * picture.height // picture.width), Image.Resampling.LANCZOS)
    path = GOLDEN / f"{name}.png"
    if os.environ.get("SOCIALKIT_NEW_GOLDENS"):
        small.quantize(256, kmeans=2).save(path, optimize=True)
    with Image.open(path) as golden:
        difference = ImageChops.difference(small, golden.convert("RGB"))
    assert max(ImageStat.Stat(difference).mean) < 1.0
    assert max(channel[1] for channel in difference.getextrema() if isinstance(channel, tuple)) < 70
