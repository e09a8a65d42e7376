"""Cards by the hundred: the same files, whether one process or several set them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path

from socialkit.cards.batch import MIN_CARDS_FOR_POOL, CardJob, open_card_pool
from socialkit.errors import CardError
from socialkit.model.card import Brand, CardRequest, Size
from socialkit.runtime.paths import find_assets

BRAND = Brand("Quiet Harbour Therapy", handle="@quietharbour")
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def shelve_all(jobs: Sequence[CardJob], *, told: Callable[[str], None]) -> list[CardError | None]:
    """Set every one of these cards that is not there yet, as a Press does."""
    with open_card_pool() as press:
        press.take(jobs)
        return press.finish(told)


def jobs(folder: Path, count: int) -> list[CardJob]:
    texts = [f"Rest is older than day {one} {other}." for one in NUMBERS for other in NUMBERS]
    requests = [CardRequest(text, "paper", Size.LANDSCAPE) for text in texts[:count]]
    return [CardJob(one, BRAND, find_assets(), folder) for one in requests]


def test_many_cards_set_by_several_processes_are_the_cards_that_one_would_set(
    tmp_path: Path,
) -> None:
    told: list[str] = []
    many = jobs(tmp_path / "many", MIN_CARDS_FOR_POOL)
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


def test_what_is_wrong_with_a_card_is_said_in_the_place_where_it_was_asked_for(
    tmp_path: Path,
) -> None:
    good = jobs(tmp_path, MIN_CARDS_FOR_POOL + 3)
    themes = ("paper", "night", "arch")
    mixed = [
        replace(job, request=replace(job.request, theme=themes[at % 3]))
        for at, job in enumerate(good)
    ]
    mixed[20] = replace(mixed[20], request=replace(mixed[20].request, text="w" * 90))
    with open_card_pool() as press:
        press.take(mixed[:30])
        press.take(mixed[30:])
        press.take(mixed[:1])
        outcomes = press.finish(lambda _: None)
    assert [at for at, one in enumerate(outcomes) if one is not None] == [20]
    assert len(outcomes) == len(mixed) + 1
    assert [job.place.is_file() for job in mixed].count(False) == 1


def test_many_cards_are_begun_before_the_last_one_is_known(tmp_path: Path) -> None:
    many = jobs(tmp_path, MIN_CARDS_FOR_POOL)
    with open_card_pool() as press:
        press.take(many)
        assert bool(active_children()) == (os.cpu_count() != 1)
        assert press.finish(lambda _: None) == [None] * len(many)
    assert not active_children()


def test_cards_whose_process_was_ended_from_outside_are_set_all_the_same(tmp_path: Path) -> None:
    many = jobs(tmp_path, MIN_CARDS_FOR_POOL)
    with open_card_pool() as press:
        press.take(many)
        for child in active_children():
            child.kill()
        press.take(jobs(tmp_path, MIN_CARDS_FOR_POOL + 20)[MIN_CARDS_FOR_POOL:])
        assert press.finish(lambda _: None) == [None] * (MIN_CARDS_FOR_POOL + 20)
    assert len(list(tmp_path.glob("*.jpg"))) == MIN_CARDS_FOR_POOL + 20


def test_progress_counts_what_was_there_already(tmp_path: Path) -> None:
    told: list[str] = []
    some = jobs(tmp_path, 15)
    shelve_all(some[:4], told=told.append)
    assert shelve_all(some, told=told.append) == [None] * 15
    again = [*some, *jobs(tmp_path, 16)[15:], some[0], *jobs(tmp_path, 16)[15:]]
    shelve_all(again, told=told.append)
    assert told == ["4 of 4 cards", "14 of 15 cards", "15 of 15 cards", "18 of 18 cards"]
