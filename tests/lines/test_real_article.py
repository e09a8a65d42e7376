"""The article this is built for, read from beside the repository where it lies."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from socialkit.article.read import read_article
from socialkit.lines.reading import read_lines
from socialkit.model.article import Article, BlockKind
from socialkit.model.lines import LineReading

SHARED = Path(__file__).parents[2].parent / "shared" / "articles"
REAL = SHARED / "emotional-connection-in-marriage.txt"

pytestmark = pytest.mark.skipif(not REAL.exists(), reason=f"the real article is not at {REAL}")


@cache
def real() -> tuple[Article, LineReading]:
    article = read_article(str(REAL), folder=SHARED)
    return article, read_lines(article)


def test_it_gives_at_least_eight_lines_each_an_exact_slice_of_a_paragraph() -> None:
    article, reading = real()
    assert 8 <= len(reading.lines) <= 10
    for line in reading.lines:
        assert article.text[line.start : line.end] == line.text
        holding = [one for one in article.blocks if one.start <= line.start and line.end <= one.end]
        assert [one.kind for one in holding] in ([BlockKind.PARAGRAPH], [BlockKind.LEAD_IN])


def test_none_of_them_is_an_example_an_offer_or_a_contact() -> None:
    article, reading = real()
    sides = [part for one in reading.structures for part in one.parts]
    for line in reading.lines:
        assert not any(part.start < line.end and line.start < part.end for part in sides)
        assert not any(
            mark in line.text.lower() for mark in ("http", "@", "+91", "book", "contact")
        )
        assert line.text.split()[0] not in ("It’s", "It", "This", "They")
    assert article.links.instagram


def test_it_holds_three_contrasts_and_three_lists() -> None:
    kinds = [one.kind for one in real()[1].structures]
    assert (kinds.count("contrast"), kinds.count("list")) == (3, 3)


def test_what_was_said_in_examples_is_refused_with_a_reason() -> None:
    codes = {one.code for one in real()[1].rejected}
    assert {"heading", "list_fragment", "lead_in", "dangling", "dialogue"} <= codes
