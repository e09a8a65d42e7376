"""Colours that cannot be read on each other are told, with what is used in their place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from socialkit.pipeline.checks.brand import check_colours
from socialkit.pipeline.workspace.load import read_workspace
from tests.config.cases import SMALL


def told(folder: Path, palette: str) -> list[tuple[int, int, str]]:
    text = SMALL.replace("brand:\n", f"brand:\n  palette: {palette}\n")
    (folder / "schedule.yaml").write_text(text, "utf-8")
    found = list(check_colours(read_workspace(folder, today=date(2026, 11, 2))))
    assert all(one.level == "note" for one in found)
    return [(one.line, one.column, one.message) for one in found]


@pytest.mark.parametrize(
    "palette",
    [
        '"#B4532F"',
        '{ground: "#F7F1E7", ink: "#2B2A27", accent: "#B4532F"}',
        '{ink: "#EEEEEE"}',
        "{}",
    ],
)
def test_colours_that_can_be_read_or_whose_ground_is_the_theme_s_are_no_matter(
    tmp_path: Path, palette: str
) -> None:
    assert told(tmp_path, palette) == []


def test_pale_words_on_a_pale_ground_are_named_with_the_colour_in_their_place(
    tmp_path: Path,
) -> None:
    ((line, column, words),) = told(tmp_path, '{ground: "#FFFFFF", ink: "#DDDDDD"}')
    assert (line, column) == (3, 37)
    assert words.startswith("words in #DDDDDD can hardly be read on #FFFFFF, so #")
    assert words.endswith(" is used instead")


def test_a_ground_of_a_middle_tone_and_an_accent_like_it_are_both_named(tmp_path: Path) -> None:
    found = told(tmp_path, '{ground: "#808080", accent: "#888888"}')
    assert [column for _, column, _ in found] == [21, 40]
    assert "neither dark nor light words can be read on #808080" in found[0][2]
    assert "#888888 can hardly be seen on #808080" in found[1][2]
