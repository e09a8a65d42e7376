"""The benchmark of cards draws what it says, and its checks can fail."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from socialkit.cards.layout.line_layout import lay_out
from socialkit.cards.themes.catalogue import PAPER, THEMES_BY_NAME
from socialkit.cards.typography.fonts import load_fonts
from socialkit.config.line_file.line_file import read_line_file
from socialkit.errors import CardError
from socialkit.model.card import CardRequest, Size
from socialkit.model.lines import Use
from tests.benchmarks.cards.cost import Cost
from tests.benchmarks.cards.making import ARTICLES, LINES, write_workspace
from tests.benchmarks.cards.proofs import check_grid, find_faults, requests_on
from tests.benchmarks.cards.sentences import some
from tests.benchmarks.cards.structures import LEAST, MOST
from tests.benchmarks.cards.taken import Texts
from tests.benchmarks.cards.tally import Case, Tally
from tests.cards.samples import BRAND, SENTENCES, open_card, set_card


def test_the_grammar_gives_a_thousand_different_sentences_and_the_same_again() -> None:
    texts = some(1000)
    assert len(set(texts)) == 1000
    assert texts == some(1000)
    assert all(5 <= len(text.split()) <= 25 for text in texts)


def test_the_workspace_holds_a_line_for_every_card(tmp_path: Path, assets: Path) -> None:
    write_workspace(tmp_path, Texts(["paper"], assets))
    files = [read_line_file(path) for path in tmp_path.rglob("lines.yaml")]
    rows = [row for file in files if file is not None for row in file.lines]
    assert len(rows) == ARTICLES * LINES
    assert {row.use for row in rows} == {Use.YES}
    assert len({row.text for row in rows}) == len(rows)


def test_a_theme_that_takes_no_text_is_named_with_its_refusal(assets: Path) -> None:
    texts = Texts(["paper", "no such theme"], assets)
    assert texts.themes == ("paper",)
    assert "no theme “no such theme”" in texts.refusals["no such theme"]


def test_the_ratio_is_that_of_the_middle_round() -> None:
    assert Cost("paper", card=[2.0, 9.0, 3.0], encode=[1.0, 3.0, 2.0]).ratio == 2.0


def test_the_grid_of_paper_holds(assets: Path) -> None:
    tally = check_grid(["paper"], assets)
    assert tally.missed == []
    assert tally.held + len(tally.refused) == 20


@pytest.mark.parametrize(
    ("fault", "named"), [("colour", "needs 7"), ("place", "outside"), ("letter", "no glyph")]
)
def test_a_fault_on_a_card_is_seen(fault: str, named: str, assets: Path) -> None:
    fonts = load_fonts(assets)
    card = set_card(SENTENCES[12], assets)
    drawing = lay_out(CardRequest(SENTENCES[12], "paper", Size.PORTRAIT), BRAND, PAPER, fonts)
    if fault == "colour":  # the picture is paler than it should be
        pale = open_card(card).point(lambda level: 120 + level // 2)
        found = find_faults(pale, drawing, fonts)
    elif fault == "place":
        found = find_faults(open_card(card), replace(drawing, safe_box=(200, 200, 900, 900)), fonts)
    else:
        runs = (replace(drawing.runs[0], text="भ"), *drawing.runs[1:])
        found = find_faults(open_card(card), replace(drawing, runs=runs), fonts)
    assert any(named in one for one in found)


def test_the_share_counts_what_was_drawn() -> None:
    tally = Tally(held=3, missed=["one"])
    tally.note(Case("paper", "story", "45"), CardError("too long"))
    assert tally.share == 75.0


def test_refusals_are_told_once_a_reason_with_what_they_befell() -> None:
    tally = Tally()
    for size in Size:
        for count in ("25", "45"):
            error = CardError(f"“Word {count}” does not fit a {size} card ({count} px).")
            tally.note(Case("paper", str(size), count), error)
    tally.note(Case("hook", "story", "8"), CardError("“One” has 8 words."))
    assert list(tally.reasons()) == [
        ("“…” does not fit such a card (N px).", 8, "paper every size: 25, 45"),
        ("“…” has N words.", 1, "hook story: 8"),
    ]


@pytest.mark.parametrize("theme", ["compare", "list"])
def test_the_grid_gives_a_theme_of_structures_what_it_is_made_for(theme: str) -> None:
    for amount, request in requests_on(theme, Size.STORY):
        assert request.form is THEMES_BY_NAME[theme].form
        first, second = (int(number) for number in re.findall(r"\d+", amount))
        wanted = [first, second] if theme == "compare" else [second] * first
        counts = [len(part.text.split()) for part in request.parts]
        pairs = zip(counts, wanted, strict=True)
        assert all(LEAST * about <= count <= MOST * about for count, about in pairs)
