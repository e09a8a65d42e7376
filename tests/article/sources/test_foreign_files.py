"""Files that are no article, and names that the disk spells another way, are named or understood."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from socialkit.article.sources.article_files import load_bytes
from socialkit.article.sources.sources import FOREIGN_ENDINGS, find_foreign_files, find_sources
from socialkit.errors import ArticleError

Form = Literal["NFC", "NFD"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "calm.txt").write_text("Calm\n\nA pause is kind.\n")
    return tmp_path


@pytest.mark.parametrize("ending", sorted(FOREIGN_ENDINGS))
@pytest.mark.parametrize("pattern", ["articles/*", "articles", "articles/**/*", "articles\\*"])
def test_a_document_of_another_kind_is_named(folder: Path, ending: str, pattern: str) -> None:
    (folder / "articles" / f"New draft{ending.upper()}").write_bytes(b"x")
    found = list(find_foreign_files([pattern], folder))
    assert found == [f"articles/New draft{ending.upper()}"]


@pytest.mark.parametrize("name", ["photo.jpg", "~$calm.doc", "calm-2.md", "notes.csv"])
def test_what_does_not_look_like_an_article_is_not_named(folder: Path, name: str) -> None:
    (folder / "articles" / name).write_bytes(b"x")
    assert (
        list(find_foreign_files(["articles/*", "https://quietharbour.example/feed"], folder)) == []
    )


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_letters_with_accents_match_in_either_form(folder: Path, form: Form, written: Form) -> None:
    name = unicodedata.normalize(form, "Nähe.txt")
    (folder / "articles" / name).write_text("Close\n\nA pause is kind.\n")
    (found,) = find_sources([unicodedata.normalize(written, "articles/Nähe.txt")], folder)
    assert (folder / found.source).is_file()


@pytest.mark.parametrize(
    "pattern", ["articles\\calm.txt", "Articles/calm.txt", "articles/CALM.TXT", "ARTICLES\\*"]
)
def test_slashes_and_capitals_are_understood(folder: Path, pattern: str) -> None:
    (found,) = find_sources([pattern], folder)
    assert (folder / found.source).samefile(folder / "articles" / "calm.txt")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("articles/calm", "Do you mean articles/calm.txt?"),
        ("articles/clam.txt", "Do you mean articles/calm.txt?"),
        ("www.quietharbour.example/feed", "write https://www.quietharbour.example/feed"),
        ("articles/winter.txt", "Check its name and folder."),
    ],
)
def test_a_file_that_is_not_there_is_told_with_what_may_be_meant(
    folder: Path, name: str, words: str
) -> None:
    with pytest.raises(ArticleError) as told:
        load_bytes(folder / name, name)
    assert words in str(told.value)
