"""An article read as a whole."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit.lines.reading import read_lines
from socialkit.lines.rules.gate import find_refusal, survey
from socialkit.model.article import Article, BlockKind
from socialkit.model.lines import assign_ids, line_id
from tests.lines.sample import ARTICLE, HEADING, PARAGRAPH, ROWS, Row, build, paragraph

KINDS = st.sampled_from(list(BlockKind))
PIECES = st.sampled_from(
    [
        "Trust is built in very small moments.",
        "It grows slowly.",
        "“You never listen. You never did.”",
        "With care:",
        "Without care:",
        "Why now?",
        "In the evening, you can:",
        "Warm tea",
        "Rest is not a reward. It is a need.",
        "\u0000 …!? “",
        "प्यार धीरे बढ़ता है।",
    ]
)
WORDS = st.one_of(PIECES, st.text(max_size=60), st.lists(PIECES, max_size=4).map(" ".join))
ARTICLES = st.lists(st.tuples(KINDS, WORDS), max_size=12).map(build)


def test_the_lines_are_those_that_stand_alone() -> None:
    texts = [line.text for line in read_lines(ARTICLE).lines]
    assert "Forgiveness is not a single decision. It is a door you keep walking through." in texts
    assert "Silence after a quarrel is rarely empty." in texts
    for text in texts:
        assert "drama" not in text
        assert "sessions" not in text
        assert "dishes" not in text


def test_two_sentences_that_make_one_turn_become_one_line() -> None:
    reading = read_lines(paragraph("Trust is not built in a day. It is built in small returns."))
    assert [(line.kind, line.text) for line in reading.lines] == [
        ("pair", "Trust is not built in a day. It is built in small returns.")
    ]
    assert reading.rejected == ()


def test_a_second_sentence_with_a_fault_of_its_own_makes_no_pair() -> None:
    reading = read_lines(paragraph("Trust is not built in a day. It is £60 per session."))
    assert [line.kind for line in reading.lines] == ["single"]


def test_the_parts_of_a_pair_are_never_lines_as_well() -> None:
    lines = sorted(read_lines(ARTICLE, most=50).lines, key=lambda line: line.start)
    assert all(one.end <= other.start for one, other in pairwise(lines))


def test_near_duplicates_leave_one_line() -> None:
    article = build(
        [
            (PARAGRAPH, "Trust is built in very small moments."),
            (PARAGRAPH, "Trust is built in very small moments at home."),
            (PARAGRAPH, "Trust is built in very small moments."),
        ]
    )
    assert len(read_lines(article).lines) == 1


def test_fewer_lines_beat_a_dull_one() -> None:
    dull = (
        "Several various methodologies (e.g. ABC, XYZ) generally include procedures, tools, "
        "lists, and 3 forms."
    )
    assert read_lines(paragraph(dull)).lines == ()


def test_at_most_so_many_and_always_the_best() -> None:
    many = read_lines(ARTICLE, most=50).lines
    few = read_lines(ARTICLE, most=2).lines
    assert few == many[:2]
    assert read_lines(ARTICLE, most=0).lines == ()


def test_a_line_knows_its_section() -> None:
    lines = {line.text: line.section for line in read_lines(ARTICLE, most=50).lines}
    assert lines["Silence after a quarrel is rarely empty."] == "Why the quiet feels so loud"


def test_an_empty_article_gives_an_empty_reading() -> None:
    reading = read_lines(build([]))
    assert (reading.lines, reading.structures, reading.rejected) == ((), (), ())


def test_the_id_follows_the_words_not_their_white_space_or_the_shape_of_quotes() -> None:
    assert line_id("a", "You’re  “enough”.\n") == line_id("a", 'You\'re "enough".')
    assert line_id("a", "Rest.") != line_id("b", "Rest.")
    assert line_id("a", "Rest.") != line_id("a", "rest.")
    assert len(line_id("a", "Rest.")) == 8


def test_different_words_never_share_an_id() -> None:
    texts = [f"Line {number} of a very long year." for number in range(2000)]
    ids = assign_ids("slug", [*texts, texts[0]])
    assert len(set(ids)) == 2000
    assert ids[-1] == ids[0]


def spans(article: Article) -> list[tuple[int, int, str]]:
    reading = read_lines(article, most=50)
    found = [(line.start, line.end, line.text) for line in reading.lines]
    found += [(one.start, one.end, one.text) for one in reading.rejected]
    parts = [part for structure in reading.structures for part in structure.parts]
    return found + [(part.start, part.end, part.text) for part in parts]


@settings(max_examples=150, deadline=None)
@given(ARTICLES)
def test_every_line_part_and_refusal_is_a_slice(article: Article) -> None:
    for start, end, text in spans(article):
        assert article.text[start:end] == text
        assert text.strip() == text != ""


@settings(max_examples=100, deadline=None)
@given(ARTICLES)
def test_no_sentence_is_lost_every_one_may_be_a_line_or_has_its_reason(article: Article) -> None:
    reading = read_lines(article, most=1000)
    refused = {one.start for one in reading.rejected}
    in_lines = {
        sentence.start
        for sentence in survey(article)
        for line in reading.lines
        if line.start <= sentence.start < line.end
    }
    for sentence in survey(article):
        passes = find_refusal(sentence) is None
        assert passes or sentence.start in refused or sentence.start in in_lines


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(KINDS, WORDS), max_size=6), WORDS, st.booleans())
def test_a_paragraph_elsewhere_never_changes_a_verdict(
    rows: list[Row], extra: str, before: bool
) -> None:
    added: list[Row] = [(HEADING, "Elsewhere"), (PARAGRAPH, extra)]
    own: list[Row] = [(HEADING, "Here"), *rows]
    changed = [*added, *own] if before else [*own, *added]
    assert verdicts(own) == verdicts(changed, skip=before, count=len(rows) + 1)


def verdicts(rows: list[Row], *, skip: bool = False, count: int | None = None) -> list[str | None]:
    """The verdict on each sentence of the rows, the added section left out."""
    article = build(rows)
    first = 2 if skip else 0
    blocks = article.blocks[first : None if count is None else first + count]
    start, end = blocks[0].start, blocks[-1].end
    return [
        None if refusal is None else refusal.code
        for sentence in survey(article)
        if start <= sentence.start < max(end, start + 1)
        for refusal in (find_refusal(sentence),)
    ]


@settings(max_examples=50, deadline=None)
@given(ARTICLES)
def test_the_same_article_gives_the_same_reading(article: Article) -> None:
    assert read_lines(article) == read_lines(article)


def test_a_whole_book_is_read_in_bounded_time() -> None:
    rows: list[Row] = [
        (PARAGRAPH, f"Trust number {number} is built in very small moments of care {number}.")
        for number in range(8000)
    ]
    assert len(read_lines(build([*ROWS, *rows])).lines) >= 5
