"""Articles from files: what is read, and the message when it cannot be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from socialkit.article.read import read_article
from socialkit.errors import ArticleError
from tests.article.samples import PAGE
from tests.conftest import REAL_ARTICLE, SAMPLE_ARTICLE

TEXT = "Every couple argues.\nA pause is kind when it comes with a time to return.\n"


def test_the_text_is_the_file_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "the_quiet-hour.txt").write_text(TEXT, "utf-8")
    article = read_article("articles/the_quiet-hour.txt", folder=tmp_path)
    assert article.text == TEXT
    assert article.slug == "the-quiet-hour"
    assert article.title == "The quiet hour"
    assert article.source == "articles/the_quiet-hour.txt"
    assert article.address is None


@pytest.mark.parametrize(
    ("name", "words", "headline"),
    [
        ("a.txt", f"---\ntitle: On pauses\n---\n{TEXT}", "On pauses"),
        ("a.md", f"# Small harbours\n\n{TEXT}", "Small harbours"),
        ("a.html", f"<title>A site</title><h1>Small harbours</h1><p>{TEXT}</p>", "Small harbours"),
        ("a.html", f"<head><title>A site</title></head><p>{TEXT}</p>", None),
        ("the-quiet-hour.txt", TEXT, None),
    ],
)
def test_only_a_title_that_the_owner_wrote_is_a_headline(
    name: str, words: str, headline: str | None, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(words, "utf-8")
    article = read_article(name, folder=tmp_path)
    assert article.headline == headline
    assert article.title == headline or headline is None


def test_front_matter_names_title_link_and_sample(tmp_path: Path) -> None:
    matter = '---\ntitle: "A start: and more"\nlink: https://q.example/a\nsample: true\n---\n'
    (tmp_path / "a.txt").write_text(matter + TEXT, "utf-8")
    article = read_article("a.txt", folder=tmp_path)
    assert (article.title, article.address, article.sample) == (
        "A start: and more",
        "https://q.example/a",
        True,
    )
    assert article.text == TEXT
    assert article.links.website == ("https://q.example",)


@pytest.mark.parametrize(
    "matter",
    [
        "title: [",
        "title: a: b",
        "sample: perhaps",
        "link: nowhere",
        "title: {a: &x [*x]}\n*y",
        "title: !!python/object:os.system x",
    ],
)
def test_the_message_for_bad_front_matter_says_what_to_do(matter: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\n{matter}\n---\n{TEXT}", "utf-8")
    with pytest.raises(ArticleError, match=r"a\.md: .*top"):
        read_article("a.md", folder=tmp_path)


def test_a_rule_between_paragraphs_is_no_front_matter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"---\nKind words stand here.\n---\n{TEXT}", "utf-8")
    assert "Kind words" in read_article("a.txt", folder=tmp_path).text


@pytest.mark.parametrize(
    "data",
    [
        "“Calm” can be learnt — slowly.".encode("cp1252"),
        b"\xef\xbb\xbf" + "“Calm” can be learnt — slowly.".encode(),
        "“Calm” can be learnt — slowly.".encode("utf-16"),
    ],
    ids=["cp1252", "utf-8 with mark", "utf-16"],
)
def test_every_usual_encoding_gives_the_same_words(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert read_article("a.txt", folder=tmp_path).text == "“Calm” can be learnt — slowly."


def test_line_ends_are_evened_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Cafe\u0301  calm.\r\nNext\rRow.".encode())
    assert read_article("a.txt", folder=tmp_path).text == "Cafe\u0301  calm.\nNext\nRow."


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "no text"),
        ("a.md", b"---\ntitle: x\n---\n \n", "no text"),
        ("a.html", b"<html><body><nav>Home</nav></body></html>", "no text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(500), "does not look like text"),
        ("a.txt", bytes(range(1, 256)) * 20, "does not look like text"),
        ("a.txt", b"Calm\0calm", "does not look like text"),
        ("a.docx", b"PK\x03\x04", "Word document"),
        ("a.pdf", b"%PDF", "Save it as .docx, .txt"),
        ("a.txt", b"calm " * 1_000_001, "larger than 5 MB"),
        ("a.html", b"<p>Calm words. " * 3_500_000, "larger than 5 MB"),
        ("a.html", b"<p>x" * 50_001, "more than 50,000 paragraphs"),
        ("a.md", b"x\n\n" * 50_001, "more than 50,000 paragraphs"),
        ("a.txt", b"x\n" * 50_001, "more than 50,000 paragraphs"),
    ],
)
def test_the_message_for_a_file_that_is_not_an_article_says_so(
    name: str, data: bytes, words: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ArticleError, match=words) as caught:
        read_article(name, folder=tmp_path)
    assert name in str(caught.value)


@pytest.mark.parametrize(
    "name", ["none.txt", "none", "", ".", "a\0b.txt", "x" * 5000 + ".txt", "ftp://q/x"]
)
def test_the_message_for_a_missing_file_says_so(name: str, tmp_path: Path) -> None:
    with pytest.raises(ArticleError):
        read_article(name, folder=tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="named pipes are a thing of Unix")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ArticleError, match="not a file"):
        read_article("a.txt", folder=tmp_path)


def test_a_saved_page_is_read_like_the_page(tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_text(PAGE, "utf-8")
    article = read_article("saved.html", folder=tmp_path)
    assert article.title == "Small Repairs After a Quarrel"
    assert article.address == "https://quietharbour.example/small-repairs/"


def test_a_file_elsewhere_is_named_as_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    inside = tmp_path / "workspace"
    inside.mkdir()
    assert read_article(str(tmp_path / "a.txt"), folder=inside).source == str(tmp_path / "a.txt")
    assert read_article(str(tmp_path / "a.txt"), folder=tmp_path).source == "a.txt"


def test_the_sample_article_shows_everything() -> None:
    article = read_article(str(SAMPLE_ARTICLE), folder=SAMPLE_ARTICLE.parent.parent)
    kinds = {block.kind.value for block in article.blocks}
    assert {"heading", "paragraph", "list item", "lead-in", "label", "dialogue"} <= kinds
    assert {"call to action", "contact"} <= kinds
    assert article.sample
    assert article.links.instagram == ("quiet_harbour_sample",)
    assert len(article.links.facebook) == len(article.links.phone) == 1


@pytest.mark.skipif(not REAL_ARTICLE.exists(), reason="the real article is not on this machine")
def test_the_real_article_gives_its_accounts_and_parts() -> None:
    article = read_article(str(REAL_ARTICLE), folder=REAL_ARTICLE.parent)
    assert article.title == "Emotional connection in marriage"
    assert article.links.instagram == ("b.saneby_therapist",)
    assert [link.partition("/share/")[1] for link in article.links.facebook] == ["/share/"]
    assert "?" not in article.links.facebook[0]
    assert [link.endswith("/contact/") for link in article.links.website] == [True]
    assert [phone[:5] for phone in article.links.phone] == ["+91- "]
    counts = [block.kind.value for block in article.blocks]
    wanted = {"heading": 9, "label": 8, "lead-in": 3, "list item": 12, "dialogue": 5}
    assert {kind: counts.count(kind) for kind in wanted} == wanted
    assert counts.count("contact") == 3
    assert counts.count("call to action") == 5
    assert counts[-1] == "paragraph"
