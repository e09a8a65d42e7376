"""Article files: which bytes are text, and in which encoding."""

from __future__ import annotations

from pathlib import Path

import pytest

from socialkit.article.formats.article_text import TextFormat
from socialkit.article.sources.article_files import decode, load_bytes, read_file_text
from socialkit.errors import ArticleError

WORDS = "Calm isn’t café silence."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    assert decode(WORDS.encode(encoding), "calm.txt", page=False) == WORDS


def test_a_page_may_name_its_own_encoding() -> None:
    page = "<meta charset='iso-8859-2'><p>Spokój łagodzi".encode("iso-8859-2")
    assert "łagodzi" in decode(page, "calm.html", page=True)
    assert "łagodzi" not in decode(page, "calm.txt", page=False)


def test_bytes_that_are_not_text_are_refused() -> None:
    with pytest.raises(ArticleError, match=r"^calm\.txt does not look like text"):
        decode(b"\x00\x01\x02" * 50, "calm.txt", page=False)


def test_the_ending_decides_the_format() -> None:
    assert read_file_text(b"Calm", ".MD", "calm.md").form is TextFormat.MARKDOWN
    assert read_file_text(b"Calm", ".htm", "calm.htm").form is TextFormat.HTML
    with pytest.raises(ArticleError, match=r"Save it as \.docx, \.txt, \.md or \.html"):
        read_file_text(b"Calm", ".pages", "calm.pages")


def test_a_file_that_is_too_large_is_refused_after_one_byte_more(tmp_path: Path) -> None:
    path = tmp_path / "calm.txt"
    path.write_bytes(b"a" * 5_000_010)
    data = load_bytes(path, "calm.txt")
    assert len(data) == 5_000_001
    with pytest.raises(ArticleError, match=r"calm\.txt is larger than 5 MB"):
        read_file_text(data, ".txt", "calm.txt")


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"There is no file calm\.txt"):
        load_bytes(tmp_path / "calm.txt", "calm.txt")
    with pytest.raises(ArticleError, match="articles is a folder"):
        load_bytes(tmp_path, "articles")
