"""Cards as files: readable names, drawn once, whole or not at all."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from socialkit.cards.card_store import open_card_writer, store_card
from socialkit.cards.render import make_card
from socialkit.errors import CardError, MachineError
from socialkit.model.card import CardRequest, Size
from tests.cards.samples import BRAND

REQUEST = CardRequest("It’s never too late to be gentle with each other.", "paper", Size.SQUARE)


def test_a_card_lies_under_a_readable_name(tmp_path: Path, assets: Path) -> None:
    path = store_card(REQUEST, BRAND, assets=assets, folder=tmp_path / "quotes" / "pauses")
    assert path.parent == tmp_path / "quotes" / "pauses"
    assert path.name.startswith("its-never-too-late-to-be-paper-square-")
    assert path.suffix == ".jpg"
    assert path.read_bytes() == make_card(REQUEST, BRAND, assets=assets).jpeg
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_card_that_is_there_is_not_drawn_again(tmp_path: Path, assets: Path) -> None:
    path = store_card(REQUEST, BRAND, assets=assets, folder=tmp_path)
    path.write_bytes(b"as it was")
    assert store_card(REQUEST, BRAND, assets=assets, folder=tmp_path) == path
    assert path.read_bytes() == b"as it was"


def test_whatever_shapes_the_picture_gives_another_name(tmp_path: Path, assets: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (60, 20), "#204060").save(logo)
    brands = [BRAND, replace(BRAND, name="Another"), replace(BRAND, handle=None)]
    brands += [replace(BRAND, credential="x"), replace(BRAND, logo=str(logo))]
    requests = [replace(REQUEST, label="With repair"), replace(REQUEST, size=Size.STORY)]
    requests += [replace(REQUEST, emphasis="never too late"), replace(REQUEST, among=("Stay.",))]
    folder = tmp_path / "cards"
    paths = [store_card(REQUEST, brand, assets=assets, folder=folder) for brand in brands]
    paths += [store_card(request, BRAND, assets=assets, folder=folder) for request in requests]
    Image.new("RGB", (60, 20), "#602040").save(logo)
    paths.append(store_card(REQUEST, brands[-1], assets=assets, folder=folder))
    assert len(set(paths)) == len(paths)


def test_what_is_not_drawn_does_not_matter(tmp_path: Path, assets: Path) -> None:
    first = store_card(REQUEST, BRAND, assets=assets, folder=tmp_path)
    moved = replace(BRAND, website="https://elsewhere.example")
    assert store_card(REQUEST, moved, assets=assets, folder=tmp_path) == first


def test_words_in_another_script_still_have_a_file_name(tmp_path: Path, assets: Path) -> None:
    request = CardRequest("घर में शांति।", "paper", Size.SQUARE)
    assert store_card(request, BRAND, assets=assets, folder=tmp_path).name.startswith(
        "card-paper-square-"
    )


def test_a_refused_card_leaves_nothing_behind(tmp_path: Path, assets: Path) -> None:
    with pytest.raises(CardError):
        store_card(replace(REQUEST, text="w" * 60), BRAND, assets=assets, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, assets: Path) -> None:
    blocked = tmp_path / "quotes"
    blocked.write_text("a file in the way")
    with pytest.raises(MachineError, match=r"could not be saved in .*quotes"):
        store_card(REQUEST, BRAND, assets=assets, folder=blocked / "pauses")


def test_of_several_cards_none_exists_before_all_are_written(tmp_path: Path) -> None:
    with open_card_writer() as keep:
        keep(tmp_path / "a" / "one.jpg", b"one")
        keep(tmp_path / "a" / "two.jpg", b"two")
        assert not list(tmp_path.rglob("*.jpg"))
    found = {one.name: one.read_bytes() for one in (tmp_path / "a").iterdir()}
    assert found == {"one.jpg": b"one", "two.jpg": b"two"}


def test_cards_that_were_not_finished_leave_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(CardError), open_card_writer() as keep:
        keep(tmp_path / "one.jpg", b"one")
        raise CardError("the next one cannot be set")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk() -> Iterator[None]:
    """For a while no file may grow past 20 kB, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(os.name != "posix", reason="limits on file size are a thing of POSIX")
def test_a_full_disk_is_said_and_leaves_no_half_file(
    tmp_path: Path, assets: Path, small_disk: None
) -> None:
    with pytest.raises(MachineError, match="Free space on the disk"):
        store_card(REQUEST, BRAND, assets=assets, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []
