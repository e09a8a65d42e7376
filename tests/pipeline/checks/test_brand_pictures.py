"""Names and pictures of the brand are looked at before a card is due."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from socialkit.errors import Problem
from socialkit.pipeline.checks.brand import check_brand
from socialkit.pipeline.checks.run import check_workspace
from tests.config.cases import SMALL, load


def check(folder: Path, assets: Path, rows: str) -> list[Problem]:
    (folder / "schedule.yaml").write_text(SMALL.replace("  name:", f"{rows}  name:"), "utf-8")
    return list(check_workspace(folder, today=date(2026, 11, 2), assets=assets))


@pytest.mark.parametrize("kind", ["logo", "photo"])
def test_a_picture_that_is_missing_is_told_at_its_row(
    kind: str, tmp_path: Path, assets: Path
) -> None:
    path = tmp_path / "sea.jpg"
    rows = f"  {kind}: sea.jpg\n"
    found = [one for one in check(tmp_path, assets, rows) if one.line == 3]
    assert [(one.column, one.level) for one in found] == [(5 + len(kind), "error")]
    assert f"remove the row {kind}:" in found[0].message
    Image.new("RGB", (1200, 1600), "#406080").save(path)
    assert not [one for one in check(tmp_path, assets, rows) if one.line == 3]


def draw_mark(path: Path, ink: tuple[int, ...], ground: tuple[int, ...]) -> None:
    image = Image.new("RGBA", (300, 100), ground)
    image.paste(ink, (40, 20, 260, 80))
    image.save(path)


CLEAR, WHITE, CREAM = (0, 0, 0, 0), (255, 255, 255, 255), (245, 239, 230, 255)
BROWN, BLACK = (180, 83, 47, 255), (20, 20, 20, 255)


@pytest.mark.parametrize(
    ("ink", "ground", "theme", "word"),
    [
        (WHITE, CLEAR, "paper", "hardly be seen"),
        (CREAM, CLEAR, "paper", "hardly be seen"),
        (WHITE, CLEAR, "night", None),
        (BLACK, CLEAR, "paper", None),
        (BLACK, CLEAR, "night", "hardly be seen"),
        (BROWN, CLEAR, "paper", None),
        (BROWN, WHITE, "paper", "shows as a box"),
        (BROWN, WHITE, "night", "shows as a box"),
        (WHITE, WHITE, "paper", "shows as a box"),
        (WHITE, BROWN, "paper", None),
        (WHITE, CLEAR, "photo", None),
    ],
)
def test_a_logo_that_cannot_be_seen_or_shows_as_a_box_is_noted(
    ink: tuple[int, ...],
    ground: tuple[int, ...],
    theme: str,
    word: str | None,
    tmp_path: Path,
    assets: Path,
) -> None:
    draw_mark(tmp_path / "mark.png", ink, ground)
    rows = f"  logo: mark.png\n  theme: {theme}\n"
    found = [one for one in check(tmp_path, assets, rows) if one.line == 3]
    assert [one.level for one in found] == ["note"] * (word is not None)
    assert all(word in one.message for one in found if word)


@pytest.mark.parametrize(
    "name",
    [
        *("Your practice", "My Practice", "Your Name Here", "your-practice", "YOUR PRACTICE NAME"),
        *("Name of your practice", "[Your Name]", "Example Practice", "Practice name", "TODO"),
    ],
)
def test_a_name_out_of_a_template_is_noted_at_its_row(name: str, tmp_path: Path) -> None:
    row = f'name: "{name}"'
    loaded = load(SMALL.replace("name: Quiet Harbour", row), tmp_path)
    assert loaded.schedule is not None
    (found,) = check_brand(loaded.schedule, loaded)
    assert (found.line, found.level) == (3, "note")
    assert "the name of your practice" in found.message


@pytest.mark.parametrize(
    "name", ["Quiet Harbour", "Your Harbour", "Practice of Anna Roy", "Mein Hafen"]
)
def test_a_name_of_ones_own_is_no_matter(name: str, tmp_path: Path) -> None:
    loaded = load(SMALL.replace("name: Quiet Harbour", f"name: {name}"), tmp_path)
    assert loaded.schedule is not None
    assert not list(check_brand(loaded.schedule, loaded))


@pytest.mark.parametrize("handle", ["@yourhandle", "@your_handle", "@your.practice", "@username"])
def test_a_handle_out_of_a_template_is_noted_at_its_row(handle: str, tmp_path: Path) -> None:
    loaded = load(SMALL.replace('"@quietharbour"', f'"{handle}"'), tmp_path)
    assert loaded.schedule is not None
    (found,) = check_brand(loaded.schedule, loaded)
    assert (found.line, found.level) == (4, "note")
