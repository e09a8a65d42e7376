"""What `lines` shows in a terminal: every line with its worth, its place and what it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from socialkit.cli.views.line_table import group_by_reason, show_reading, show_rejected
from socialkit.lines.reading import read_lines
from socialkit.model.article import Article
from socialkit.model.lines import Rejection
from tests.lines.sample import ARTICLE, HEADING, ITEM, LEAD_IN, PARAGRAPH, build, paragraph

Shown = Callable[[Article], str]
CARED = "Your diagnosis is not your name, and you are more than your fear."


@pytest.fixture(params=[80, 44])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    columns: int = request.param
    monkeypatch.setenv("COLUMNS", str(columns))
    return columns


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shown:
    monkeypatch.setenv("COLUMNS", "80")

    def show(article: Article) -> str:
        show_reading(article, read_lines(article))
        return capsys.readouterr().out

    return show


def test_a_line_shows_its_words_its_worth_its_kind_and_where_it_stands(shown: Shown) -> None:
    line = next(one for one in read_lines(ARTICLE).lines if "door" in one.text)
    rows = shown(ARTICLE).splitlines()
    index = next(number for number, row in enumerate(rows) if line.id in row)
    assert re.fullmatch(rf" +{line.id} · (strong|good|fair|plain) · two sentences", rows[index])
    assert rows[index + 1].strip() == "in the first half, under “What is a repair?”"
    assert " ".join(" ".join(rows[index - 2 : index]).split()).endswith(line.text)


def test_better_lines_never_have_the_weaker_word(shown: Shown) -> None:
    worth = ["strong", "good", "fair", "plain"]
    words = [
        words
        for line in sorted(read_lines(ARTICLE).lines, key=lambda one: -one.score)
        for words in re.findall(rf"{line.id} · (\w+)", shown(ARTICLE))
    ]
    assert len(words) == len(read_lines(ARTICLE).lines)
    assert all(worth.index(one) <= worth.index(other) for one, other in pairwise(words))


def test_a_line_under_care_says_why_and_how_to_let_it_out(shown: Shown) -> None:
    article = paragraph(CARED)
    (line,) = read_lines(article).cared
    told = " ".join(shown(article).split())
    assert "Never posted without your approval:" in told
    assert "Under care: It speaks of a diagnosis." in told
    assert f"socialkit approve {line.id}" in told
    assert "Under care" not in shown(paragraph("Trust is built in very small moments."))


def test_a_list_under_care_says_it_too(shown: Shown) -> None:
    article = build(
        [(LEAD_IN, "Ask for help when you notice:"), (ITEM, "Self-harm"), (ITEM, "Dread")]
    )
    (found,) = read_lines(article).structures
    told = " ".join(shown(article).split())
    assert (
        f"It speaks of self-harm or suicide. Only your approval lets it out: socialkit approve {found.id}"
        in told
    )


def test_a_contrast_stands_in_two_columns_and_a_list_item_by_item(shown: Shown) -> None:
    rows = [row.strip() for row in shown(ARTICLE).splitlines()]
    assert any(re.fullmatch(r"With repair +Without repair", row) for row in rows)
    assert any(
        row.startswith("The one who forgot says,") and "The answer is" in row for row in rows
    )
    assert "List: In the quiet, one person may begin to feel:" in rows
    assert {"· Shut out", "· Ashamed", "· Tired of trying"} <= set(rows)


def test_where_there_is_no_room_the_sides_stand_in_turn(
    monkeypatch: pytest.MonkeyPatch, shown: Shown
) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    rows = [row.strip() for row in shown(ARTICLE).splitlines()]
    assert rows.index("With repair") < rows.index("Without repair")


def test_nothing_is_wider_than_the_terminal_coloured_or_blank_at_its_end(
    width: int, capsys: pytest.CaptureFixture[str]
) -> None:
    long = build([(PARAGRAPH, "Trust is built in very small moments " + "o" * 200 + ".")])
    for article in (ARTICLE, long, paragraph("विश्वास धीरे-धीरे बढ़ता है। " * 9)):
        reading = read_lines(article)
        show_reading(article, reading)
        show_rejected(reading.rejected)
        for row in capsys.readouterr().out.splitlines():
            assert len(row) <= width
            assert row == row.rstrip()
            assert "\x1b" not in row


def test_all_words_of_a_line_are_shown_however_narrow(
    width: int, capsys: pytest.CaptureFixture[str]
) -> None:
    reading = read_lines(ARTICLE)
    show_reading(ARTICLE, reading)
    told = " ".join(capsys.readouterr().out.split())
    assert all(line.text in told for line in reading.lines)


def test_refusals_stand_under_their_reason_with_its_count(
    width: int, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = [
        Rejection(str(number), text, number, number, reason, "code")
        for number, (text, reason) in enumerate(
            [
                ("It gets easier.", "It leans."),
                ("Why do we hurt the people we love?", "A question that needs its answer."),
                ("It takes time.", "It leans."),
            ]
        )
    ]
    show_rejected(refused)
    rows = capsys.readouterr().out.splitlines()
    headings = [index for index, row in enumerate(rows) if re.match(r" +\d+  \w", row)]
    assert [rows[index].split()[0] for index in headings] == ["2", "1"]
    assert rows[headings[1]].endswith("A question that needs its answer.")
    assert rows[-1].strip() == "· Why do we hurt the people we love?"


def test_the_largest_group_comes_first_and_parts_of_the_page_last() -> None:
    groups = group_by_reason(read_lines(ARTICLE).rejected)
    is_part = [
        group[0].code in ("heading", "label", "list_fragment", "lead_in", "contact", "byline")
        for _, group in groups
    ]
    assert is_part == sorted(is_part)
    for wanted in (False, True):
        sizes = [
            len(group) for (_, group), part in zip(groups, is_part, strict=True) if part is wanted
        ]
        assert sizes == sorted(sizes, reverse=True)
    assert sum(len(group) for _, group in groups) == len(read_lines(ARTICLE).rejected)


@pytest.mark.parametrize(
    ("article", "words"),
    [
        (build([(HEADING, "Small steps"), (HEADING, "When words hurt")]), "only headings"),
        (paragraph("प्यार धीरे धीरे बढ़ता है। विश्वास भी धीरे बढ़ता है।"), "not in English"),
        (
            paragraph(
                "It gets easier with time and practice. “Go away,” she said. Why now? Why here?"
            ),
            "all 4 sentences were refused: 2 questions, 1 leaning on the sentence before, "
            "1 speech or scenes of an example.",
        ),
        (build([]), "nothing was refused"),
    ],
    ids=["headings", "hindi", "all sorts", "empty"],
)
def test_where_there_is_no_line_it_says_why(article: Article, words: str, shown: Shown) -> None:
    assert words in " ".join(shown(article).split())
