"""What lies beneath the words: panels and frames that hold them, and no steps in the light."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from socialkit.cards.drawing import Ground
from socialkit.cards.paint.arch import panel_box
from socialkit.cards.paint.ground import find_painter, lay_ground
from socialkit.cards.paint.night import frame_box
from socialkit.cards.palette import contrast
from socialkit.cards.render import read_profile
from socialkit.cards.themes.catalogue import THEMES_BY_NAME
from socialkit.model.card import Box, Size
from tests.cards.samples import SENTENCES, set_card

HOLDERS = {"arch": panel_box, "night": frame_box}


def ground_of(theme: str, size: Size) -> Ground:
    colours = THEMES_BY_NAME[theme].colours
    return Ground(theme, size.px, colours.ground, colours.accent)


def holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] < inner[0] and outer[1] < inner[1] and inner[2] < outer[2] and inner[3] < outer[3]
    )


@pytest.mark.parametrize("count", [1, 2, 8, 25])
@pytest.mark.parametrize("size", list(Size))
@pytest.mark.parametrize("theme", sorted(HOLDERS))
def test_all_words_stand_inside_the_panel_or_the_frame(
    theme: str, size: Size, count: int, assets: Path
) -> None:
    card = set_card(SENTENCES[count], assets, size, theme=theme)
    assert holds(HOLDERS[theme](size.px), card.ink_box)


@pytest.mark.parametrize("size", list(Size))
def test_the_corners_of_the_words_stand_on_the_panel_and_not_on_the_wall(
    size: Size, assets: Path
) -> None:
    card = set_card(SENTENCES[25], assets, size, theme="arch")
    ground = lay_ground(ground_of("arch", size), read_profile(assets))
    panel = THEMES_BY_NAME["arch"].colours.ground
    assert all(contrast(tone, panel) < 1.05 for tone in ground.lights.beneath(card.ink_box))


@pytest.mark.parametrize("size", list(Size))
def test_night_darkens_downwards_without_a_step(size: Size) -> None:
    image = find_painter("night")(ground_of("night", size))
    width, height = image.size
    inside = image.crop((width // 4, height // 5, 3 * width // 4, 4 * height // 5))
    rows = inside.resize((1, inside.height), Image.Resampling.BOX).convert("L").tobytes()
    assert max(abs(one - other) for one, other in pairwise(rows)) <= 2
    assert rows[0] > rows[-1] + 5
