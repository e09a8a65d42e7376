"""Names that programs give are no titles."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialkit.article.formats.page_titles import choose_title, is_title, is_title_of_a_file
from socialkit.article.read import read_article
from socialkit.errors import ArticleWithheld

WORDS = "Patience is how two tired people stay kind."


@pytest.mark.parametrize(
    "words",
    [
        "Home",
        "Homepage",
        "Feature",
        "Blog",
        "Our blog",
        "News",
        "Untitled",
        "Untitled document",
        "Untitled 3",
        "Document1",
        "Document",
        "New Page",
        "Category Archive: love",
        "Category: love",
        "Tag Archives: love",
        "Archives",
        "Author: Anna",
        "Microsoft Word - rest.doc",
        "Page 2",
        "Page not found",
        "404",
        "About",
        "Contact us",
        "Draft",
        "Final draft v3",
        "rest.docx",
        "2024",
        "...",
    ],
)
def test_a_name_that_a_program_gives_is_no_title(words: str) -> None:
    assert not is_title(words)


@pytest.mark.parametrize(
    "words", ["Coming home", "Homework for two", "A draft of warm air", "On pages", "Rest"]
)
def test_words_of_the_owner_are_a_title(words: str) -> None:
    assert is_title(words)


def test_the_name_of_a_file_is_no_title_of_a_document() -> None:
    assert not any(map(is_title_of_a_file, ["FINAL draft v3 (2)", "rest_v2", "Copy of Rest"]))
    assert is_title_of_a_file("After the Rain")


@pytest.mark.parametrize(
    ("shown", "sites", "title"),
    [
        ("After the rain | Quiet Harbour", ["Quiet Harbour"], "After the rain"),
        ("Rest | Quiet Harbour Therapy", [], "Rest"),
        ("Rest - Quiet Harbour Counselling Practice", ["quietharbour"], "Rest"),
        ("Quiet Harbour", ["quietharbour"], None),
        ("Home | Quiet Harbour", ["Quiet Harbour"], None),
        ("Blog – After the rain – Quiet Harbour", ["Quiet Harbour"], "After the rain"),
        ("Untitled", [], None),
        ("", [], None),
    ],
)
def test_the_title_of_a_page_is_without_its_site(
    shown: str, sites: list[str], title: str | None
) -> None:
    assert choose_title(shown, sites) == title


def test_a_title_made_from_the_name_of_a_file_is_never_posted(tmp_path: Path) -> None:
    (tmp_path / "FINAL draft v3 (2).txt").write_text(WORDS, "utf-8")
    article = read_article("FINAL draft v3 (2).txt", folder=tmp_path)
    assert (article.title_is_guessed, article.posted_title) == (True, "")
    assert article.title == "FINAL draft v3 (2)"


@pytest.mark.parametrize(
    "row",
    ["draft: true", "draft: yes", "Draft: 1", "draft: maybe", "status: draft", "status: Private",
     "published: false",     "publish: no", "private: true", "visibility: hidden", "hidden: on"],
)  # fmt: skip
def test_a_draft_is_kept_back(row: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: Rest\n{row}\n---\n{WORDS}", "utf-8")
    with pytest.raises(ArticleWithheld, match="kept back"):
        read_article("a.md", folder=tmp_path)


@pytest.mark.parametrize(
    "row", ["draft: false", "draft:", "status: published", "published: 2026-01-02", "private: no"]
)
def test_what_is_published_is_read(row: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: Rest\n{row}\n---\n{WORDS}", "utf-8")
    assert read_article("a.md", folder=tmp_path).text == WORDS
