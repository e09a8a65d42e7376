"""Links, pictures and anchors lead somewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.docs.pages import (
    DOCS,
    ENGINEERING,
    MANUAL,
    PAGES,
    README,
    anchors_of,
    links_of,
    name_of,
    text_of,
)

LARGEST_README = 8 * 1024
LARGEST_ARCHITECTURE = 6 * 1024


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_to_a_file_and_every_anchor_to_a_heading(page: Path) -> None:
    broken = []
    for link in links_of(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors_of(target)):
            broken.append(link)
    assert broken == []


def test_every_page_of_the_documentation_can_be_reached_from_readme() -> None:
    reached, waiting = set(), [README]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        linked = ((page.parent / one.partition("#")[0]).resolve() for one in links_of(page))
        waiting += [one for one in linked if one.suffix == ".md" and one.is_file()]
    assert sorted(map(name_of, set(PAGES) - reached)) == []


def test_every_picture_in_the_documentation_is_shown_somewhere_and_is_small() -> None:
    shown = {(page.parent / link).resolve() for page in PAGES for link in links_of(page)}
    pictures = [one for one in DOCS.rglob("*") if one.suffix in (".jpg", ".png")]
    assert [name_of(one) for one in pictures if one not in shown] == []
    assert [name_of(one) for one in pictures if one.stat().st_size > 120_000] == []


def test_every_theme_has_a_picture_of_its_own() -> None:
    schema = json.loads((REPOSITORY / "assets" / "schedule.schema.json").read_text("utf-8"))
    page = text_of(MANUAL / "cards-and-themes.md")
    for theme in schema["$defs"]["BrandRows"]["properties"]["theme"]["anyOf"][0]["enum"]:
        assert f"## {theme}\n" in page, theme
        assert f"images/{theme}.jpg" in page, theme


def test_readme_fits_on_one_page() -> None:
    assert len(README.read_bytes()) <= LARGEST_README


def test_the_map_of_the_program_fits_on_one_page() -> None:
    page = ENGINEERING / "architecture.md"
    assert len(page.read_bytes()) <= LARGEST_ARCHITECTURE


def test_the_index_of_the_manual_names_every_page_of_it() -> None:
    index = MANUAL / "README.md"
    named = {(index.parent / link.partition("#")[0]).resolve() for link in links_of(index)}
    missing = {one for one in MANUAL.glob("*.md") if one != index} - named
    assert sorted(map(name_of, missing)) == []
