"""How dark the scrim over a photo is, and where on the card the focus of the photo is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from socialkit.cards.paint.photo import find_darkness
from socialkit.cards.palette import contrast, mix
from tests.cards.paint.test_photo import card_over
from tests.cards.samples import open_card


def test_the_focus_of_a_photo_is_above_the_words(tmp_path: Path, assets: Path) -> None:
    path = tmp_path / "photo.png"
    image = Image.new("RGB", (1200, 3000), (20, 20, 60))
    ImageDraw.Draw(image).rectangle((0, 1450, 1200, 1550), fill=(120, 20, 20))
    image.save(path)

    def height_of_red(focus: tuple[float, float]) -> float:
        column = open_card(card_over(path, assets, focus=focus)).crop((5, 0, 6, 1350)).tobytes()
        reds = [at for at in range(1350) if column[3 * at] > column[3 * at + 2]]
        return sum(reds) / len(reds) / 1350

    assert height_of_red((0.5, 0.5)) == pytest.approx(0.5, abs=0.02)
    assert height_of_red((0.4, 0.5)) == pytest.approx(0.24, abs=0.02)


def test_a_light_room_keeps_its_depth_beneath_the_scrim(tmp_path: Path, assets: Path) -> None:
    """A wall and a chair before it, both nearly white, are not one fog."""
    path = tmp_path / "photo.png"
    image = Image.linear_gradient("L").resize((1200, 1500)).point(lambda level: 225 + level // 9)
    ImageDraw.Draw(image).rectangle((0, 700, 1200, 800), fill=205)
    image.save(path)
    picture = open_card(card_over(path, assets)).convert("L")
    wall, chair = picture.getpixel((8, 500)), picture.getpixel((8, 675))
    assert isinstance(wall, int)
    assert isinstance(chair, int)
    assert wall - chair >= 10


def test_a_dark_photo_is_shown_as_it_is(tmp_path: Path, assets: Path) -> None:
    path = tmp_path / "photo.png"
    Image.new("RGB", (1080, 1350), (20, 30, 25)).save(path)
    seen = open_card(card_over(path, assets)).getpixel((540, 40))
    assert isinstance(seen, tuple)
    assert max(abs(one - meant) for one, meant in zip(seen, (20, 30, 25), strict=True)) <= 3


def test_the_scrim_is_no_darker_than_it_must_be() -> None:
    needs = (("#FFF8EF", 7.0),)
    assert find_darkness(["#101010"], "#000000", needs) == 0
    share = find_darkness(["#FFFFFF", "#101010"], "#000000", needs)
    assert contrast("#FFF8EF", mix("#000000", "#FFFFFF", share)) >= 7
    assert contrast("#FFF8EF", mix("#000000", "#FFFFFF", share - 0.02)) < 7
