"""The benchmark of lines picks slices, and its table leaves nothing out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from socialkit.article.read import read_article
from tests.benchmarks.lines.__main__ import OURS, main, plain_pickers
from tests.benchmarks.lines.labelled import QUOTEBENCH, Labelled, Picked, Quotebench, is_here
from tests.benchmarks.lines.measure import Row, measure, read
from tests.benchmarks.lines.pickers import Picker, draw, find_sentences, pick_lead
from tests.benchmarks.lines.table import COLUMNS, show_table, show_yield

PLAIN = plain_pickers()
ROWS = (*PLAIN, "sumy LexRank", "sumy TextRank")


@pytest.fixture(scope="module")
def bench() -> Quotebench:
    """The labelled texts; they are other people's, so they lie beside the repository."""
    if not is_here():
        pytest.skip(f"the labelled texts are not at {QUOTEBENCH}")
    return Quotebench()


@pytest.mark.parametrize("pickers", PLAIN.values(), ids=PLAIN)
def test_picks_are_different_slices_of_the_text(
    pickers: Sequence[Picker], sample_article: Path
) -> None:
    article = read_article(sample_article.name, folder=sample_article.parent)
    for pick in pickers:
        lines = pick(article)
        assert 5 <= len(lines) <= 10
        assert len(set(lines)) == len(lines)
        assert all(line in article.text for line in lines)


def test_the_lead_begins_with_the_first_sentence_of_a_paragraph(tmp_path: Path) -> None:
    words = "# A Heading\n\nRivers rest in winter. They do not hurry.\n\n- an item\n"
    (tmp_path / "own.md").write_text(words, "utf-8")
    article = read_article("own.md", folder=tmp_path)
    assert pick_lead(article) == ["Rivers rest in winter.", "They do not hurry."]


def test_the_same_seed_draws_the_same_lines_and_another_one_others(sample_article: Path) -> None:
    article = read_article(sample_article.name, folder=sample_article.parent)
    assert draw(1)(article) == draw(1)(article) != draw(2)(article)
    assert set(draw(1)(article)) <= set(find_sentences(article))


def test_the_scorer_finds_every_pick_word_for_word(bench: Quotebench) -> None:
    articles = bench.part("domain")
    for pickers in PLAIN.values():
        for pick in pickers[:2]:
            picked = {one.name: Picked(tuple(pick(read(one))), 0.0) for one in articles}
            figures = bench.score(picked)["domain"]
            assert figures["verb"] == 1.0
            assert figures["articles"] == len(articles)


def test_the_table_has_every_row_and_column(bench: Quotebench) -> None:
    texts = [min(bench.part(part), key=lambda one: one.path.stat().st_size) for part in COLUMNS]
    row = measure("any", [pick_lead], bench, texts)
    _, head, *body, goals = show_table([replace(row, name=name) for name in ROWS]).splitlines()
    assert head.split() == [*COLUMNS["domain"], *COLUMNS["quoted"]]
    for name, line in zip(ROWS, body, strict=True):
        assert line.startswith(name)
        cells = line.removeprefix(name).split()
        assert len(cells) == len(head.split())
        assert all(float(cell) >= 0 for cell in cells)
    assert goals.startswith("goal, sealed part")


def test_several_draws_give_the_mean_of_their_figures(bench: Quotebench) -> None:
    texts = bench.part("domain")[:1]
    draws = [measure("one", [draw(seed)], bench, texts).scores["domain"]["P@10"] for seed in (1, 2)]
    both = measure("both", [draw(1), draw(2)], bench, texts).scores["domain"]["P@10"]
    assert both == pytest.approx(sum(draws) / 2)


def test_an_article_with_much_to_quote_and_few_lines_is_named() -> None:
    counts = {"rich": 8, "poor": 7, "well": 12}
    texts = [Labelled(name, "domain", Path(name), count) for name, count in counts.items()]
    few, enough = Picked(("One.",), 1.0), Picked(("1.", "2.", "3.", "4.", "5."), 1.0)
    row = Row(OURS, {}, {"rich": few, "poor": few, "well": enough})
    assert show_yield(row, texts).endswith("fewer than 5 lines came: 1 of 2: rich")


def test_where_the_labelled_texts_are_missing_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(tmp_path / "quotebench") == 2
    said = capsys.readouterr()
    assert "quotebench is missing" in said.err
    assert said.out == ""
