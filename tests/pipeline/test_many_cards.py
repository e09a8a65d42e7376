"""Cards by the hundred: the same files, whether one process or several set them."""

from __future__ import annotations

from pathlib import Path

from socialkit.model import Brand, CardRequest, Size
from socialkit.pipeline.many_cards import FEWEST_FOR_MANY, CardJob, shelve_all
from socialkit.wiring import find_assets

BRAND = Brand("Quiet Harbour Therapy", handle="@quietharbour")
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def jobs(folder: Path, count: int) -> list[CardJob]:
    texts = [f"Rest is older than day {one} {other}." for one in NUMBERS for other in NUMBERS]
    requests = [CardRequest(text, "paper", Size.LANDSCAPE) for text in texts[:count]]
    return [CardJob(one, BRAND, find_assets(), folder) for one in requests]


def test_many_cards_set_by_several_processes_are_the_cards_that_one_would_set(
    tmp_path: Path,
) -> None:
    told: list[str] = []
    many = jobs(tmp_path / "many", FEWEST_FOR_MANY)
    assert shelve_all(many, told=told.append) == [None] * len(many)
    assert told[-1] == f"{len(many)} of {len(many)} cards"
    few = jobs(tmp_path / "few", 3)
    assert shelve_all(few, told=told.append) == [None] * 3
    for card in (tmp_path / "few").iterdir():
        assert (tmp_path / "many" / card.name).read_bytes() == card.read_bytes()
    assert len(list((tmp_path / "many").iterdir())) == len(many)


def test_a_card_that_cannot_be_set_keeps_no_other_from_being_set(tmp_path: Path) -> None:
    good, other = jobs(tmp_path, 2)
    bad = CardJob(CardRequest("w" * 90, "paper", Size.LANDSCAPE), BRAND, good.assets, good.folder)
    first, second, third = shelve_all([good, bad, other], told=lambda _: None)
    assert (first, third) == (None, None)
    assert "does not fit a card" in str(second)
    assert len(list(tmp_path.iterdir())) == 2
