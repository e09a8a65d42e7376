"""Whatever comes in: exact blocks or an ArticleError, and in time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socialkit.article.formats.article_text import TextFormat, extract_text
from socialkit.article.links.extract import find_links
from socialkit.article.links.urls import clean_address, facebook_identity, instagram_handle
from socialkit.article.read import read_article
from socialkit.errors import ArticleError

ROWS = st.sampled_from(
    [
        "With trust:",
        "Without trust: They wait.",
        "- Breathe out",
        "2. Speak Second",
        "👉 [Book a session",
        "]https://quietharbour.example/contact/",
        "“I am sorry.",
        "So it goes.”",
        "It helps to:",
        "Calm can be learnt. It begins with:",
        "What Helps",
        "# What Helps",
        "> A word",
        "<p>Kind <b>words</b>",
        "</div>",
        "",
        "By Anna Roy",
        "— Somebody",
        "✨ Patience",
        "Every couple argues, and what shapes a relationship is what",
        "happens afterwards.",
        "🙂",
        "\u200b",
        "\u00a0",
        "***",
        "\x0c\x1c",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(ROWS, max_size=14).map("\n".join))
QUICKLY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("form", list(TextFormat))
@QUICKLY
@given(raw=TEXTS)
def test_blocks_are_in_order_inside_the_text_and_never_blank(form: TextFormat, raw: str) -> None:
    cleaned = extract_text(raw, form)
    end = 0
    for block in cleaned.blocks:
        assert end <= block.start < block.end <= len(cleaned.text)
        words = cleaned.text[block.start : block.end]
        assert words == words.strip() != ""
        end = block.end
    if (
        form is TextFormat.TEXT
    ):  # hidden words leave, and a broken row is joined: nothing else changes
        letters = iter(raw)
        assert all(letter in letters for letter in cleaned.text if not letter.isspace())


@QUICKLY
@given(rows=st.lists(st.text(alphabet=st.characters(categories=["L"]), min_size=1), max_size=9))
def test_no_word_of_a_plain_text_is_lost(rows: list[str]) -> None:
    raw = "\n".join(f"{row} grows." for row in rows)
    cleaned = extract_text(raw, TextFormat.TEXT)
    kept = "".join(cleaned.text[block.start : block.end] for block in cleaned.blocks)
    assert "".join(kept.split()) == "".join(raw.split())


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".htm", ".docx", ".bin"])
@QUICKLY
@given(
    data=st.one_of(st.binary(max_size=300), TEXTS.map(lambda text: text.encode("utf-8", "replace")))
)
def test_any_file_is_an_article_or_an_article_error(
    ending: str, data: bytes, tmp_path: Path
) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    try:
        article = read_article(path.name, folder=tmp_path)
    except ArticleError as error:
        assert path.name in str(error)
    else:
        assert article.title.strip()
        assert article.text.strip()


@QUICKLY
@given(text=st.text(max_size=80))
def test_addresses_are_always_recognised(text: str) -> None:
    for made in (text, f"https://{text}", f"facebook.com/{text}", f"instagram.com/{text}"):
        clean_address(made)
        identity = facebook_identity(made)
        assert identity is None or (identity[0] in ("id", "name", "share") and identity[1])
        handle = instagram_handle(made)
        assert handle is None or instagram_handle(handle) == handle


@pytest.mark.parametrize("form", list(TextFormat))
def test_a_book_is_read_in_time(form: TextFormat) -> None:
    """200,000 words of plain text, 50,000 of the others."""
    row = "Calm can be learnt at any age, slowly and with help. “Begin,” she says.\n"
    rows = 14_300 if form is TextFormat.TEXT else 3_600
    raw = (f"<p>{row}</p>" if form is TextFormat.HTML else row) * rows
    began = time.process_time()
    assert len(extract_text(raw, form).blocks) >= rows
    assert time.process_time() - began < 10


@pytest.mark.parametrize("form", list(TextFormat))
@pytest.mark.parametrize(
    "piece",
    [
        " ",
        "[",
        "(",
        "“",
        '"a ',
        ".",
        ". ",
        "1 ",
        "http://",
        "a.",
        "@a",
        "<",
        "<div>",
        "**",
        "- ",
        "![",
        "A: b ",
        "&",
        "<!--",
    ],
)
def test_no_pattern_runs_away(piece: str, form: TextFormat) -> None:
    raw = f"Calm {piece * (40_000 // len(piece))} calm"
    began = time.process_time()
    extract_text(raw, form)
    find_links(raw)
    assert time.process_time() - began < 5
