"""A table of two sides is read column by column, and any other as it was."""

from __future__ import annotations

import time

import pytest

from socialkit.article.formats.article_text import ArticleText, TextFormat, extract_text
from socialkit.article.formats.docx import read_word
from socialkit.lines.reading import read_lines
from socialkit.model.article import Article
from socialkit.model.lines import LineReading
from tests.article.samples import kinds, kinds_of
from tests.article.word_samples import docx, paragraph

BEFORE = "Closeness is a habit of returning to each other, slowly."
AFTER = "Love grows in the small moments that nobody counts."
HEADS = ("Instead of", "Try")
ROWS = (
    ("You never let anybody speak.", "Wait until the other is ready."),
    ("Doors close on every single evening.", "Say when you will be back."),
)
TURNED = [
    ("paragraph", BEFORE),
    ("label", "Instead of"),
    ("dialogue", "You never let anybody speak."),
    ("dialogue", "Doors close on every single evening."),
    ("label", "Try"),
    ("dialogue", "Wait until the other is ready."),
    ("dialogue", "Say when you will be back."),
    ("paragraph", AFTER),
]


def page(*rows: tuple[str, ...], cell: str = "<td>{}</td>") -> str:
    """A page with a table between two paragraphs."""
    body = "".join(f"<tr>{''.join(cell.format(words) for words in row)}</tr>" for row in rows)
    return f"<body><p>{BEFORE}</p><table>{body}</table><p>{AFTER}</p></body>"


def markdown(*rows: tuple[str, ...]) -> str:
    head, *body = ("| " + " | ".join(row) + " |" for row in rows)
    rule = "|" + " --- |" * len(rows[0])
    return "\n".join([BEFORE, "", head, rule, *body, "", AFTER])


def read(cleaned: ArticleText) -> LineReading:
    return read_lines(Article("calm", "Calm", "calm.html", cleaned.text, cleaned.blocks))


@pytest.mark.parametrize(
    "cell",
    [
        "<td>{}</td>",
        "<th>{}</th>",
        "<td><p>{}</p></td>",
        "<td>\n <div><b>{}</b></div> </td>",
    ],
)
def test_a_table_of_two_sides_on_a_page_is_read_column_by_column(cell: str) -> None:
    assert kinds(page(HEADS, *ROWS, cell=cell), TextFormat.HTML) == TURNED


def test_so_is_one_in_markdown() -> None:
    assert kinds(markdown(HEADS, *ROWS), TextFormat.MARKDOWN) == TURNED


def test_so_is_one_in_a_word_document() -> None:
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(words)}</w:tc>' for words in row)}</w:tr>"
        for row in (HEADS, *ROWS)
    )
    body = f"{paragraph(BEFORE)}<w:tbl>{rows}</w:tbl>{paragraph(AFTER)}"
    found = extract_text(read_word(docx(body), "calm.docx").html, TextFormat.HTML)
    assert kinds_of(found) == TURNED


UNEVEN = [
    ("<ul><li>Interrupting</li><li>Keeping count</li></ul>", "<p>Waiting.</p><p>Asking.</p>"),
    ("", "Coming back to it after a cup of tea."),
    ("Leaving the room without a word. " * 6, "One.<br>Two.<br>Three."),
]
TOLD = [
    ("Interrupting", "Keeping count", ("Leaving the room without a word. " * 6).strip()),
    ("Waiting.", "Asking.", "Coming back to it after a cup of tea.", "One.", "Two.", "Three."),
]


@pytest.mark.parametrize("order", [1, -1])
def test_the_columns_may_hold_lists_long_cells_and_more_on_one_side_than_on_the_other(
    order: int,
) -> None:
    rows = [HEADS, *UNEVEN]
    reading = read(extract_text(page(*(row[::order] for row in rows)), TextFormat.HTML))
    (contrast,) = reading.structures
    assert [part.label for part in contrast.parts] == list(HEADS[::order])
    for part, told in zip(contrast.parts, TOLD[::order], strict=True):
        assert part.text == "\n".join(told) or part.text == told[0]
    assert {line.text for line in reading.lines} == {BEFORE, AFTER}


def test_in_a_table_of_three_columns_no_side_however_long_is_a_line() -> None:
    long = (
        "You never let anybody speak, and then the doors of this house stay closed to "
        "everyone who might have come by, every single evening."
    )
    heads = ("Situation", "Without trust", "With trust")
    found = extract_text(page(heads, ("Late again", long, "Closeness is kept.")), TextFormat.HTML)
    assert [kind for kind, _ in kinds_of(found)] == ["paragraph", *["label"] * 6, "paragraph"]


@pytest.mark.parametrize("form", [TextFormat.HTML, TextFormat.MARKDOWN])
@pytest.mark.parametrize(
    "heads", [("Instead of", "Try"), ("With trust", "Without trust"), ("Myth", "Fact")]
)
def test_it_is_a_contrast_and_no_side_of_it_is_ever_a_line(
    heads: tuple[str, str], form: TextFormat
) -> None:
    raw = page(heads, *ROWS) if form is TextFormat.HTML else markdown(heads, *ROWS)
    reading = read(extract_text(raw, form))
    (contrast,) = reading.structures
    assert contrast.kind == "contrast"
    assert [part.label for part in contrast.parts] == list(heads)
    for column, part in enumerate(contrast.parts):
        assert part.text.split("\n") == [row[column] for row in ROWS]
    assert {line.text for line in reading.lines} == {BEFORE, AFTER}
    codes = {one.text: one.code for one in reading.rejected}
    assert {codes[words] for row in ROWS for words in row} == {"dialogue"}


@pytest.mark.parametrize(
    "rows",
    [
        (("Morning", "Night"), *ROWS),
        (("Try", "Rest"), *ROWS),
        (("With trust", "Without trust", "Then"), ("One", "Two", "Three")),
        (("With trust", "Without trust"), ("Only one side has words.", "")),
        (("With trust:", "Without trust:"), *ROWS),
        (("With trust", "Without trust"),),
    ],
)
def test_any_other_table_stays_row_by_row(rows: tuple[tuple[str, ...], ...]) -> None:
    for raw, form in ((page(*rows), TextFormat.HTML), (markdown(*rows), TextFormat.MARKDOWN)):
        said = [("label", words) for row in rows for words in row if words]
        assert kinds(raw, form)[1:-1] == said
        assert read(extract_text(raw, form)).structures == ()


def test_the_last_cell_of_a_table_names_no_list_below_it() -> None:
    table = page(("Morning", "Night"), ("Tea", "Rest")).removesuffix(f"<p>{AFTER}</p></body>")
    found = extract_text(
        f"{table}<ul><li>Breathe out</li><li>Wait a while</li></ul></body>", TextFormat.HTML
    )
    assert read(found).structures == ()


def test_tables_without_end_are_read_in_bounded_time() -> None:
    began = time.process_time()
    many = page(HEADS, *ROWS).replace("<body>", "").replace("</body>", "") * 500
    assert len(read(extract_text(many, TextFormat.HTML)).structures) == 500
    deep = "<table><tr><td>With<td>Without<tr><td>" * 2_000
    assert "Without" in extract_text(deep, TextFormat.HTML).text
    assert time.process_time() - began < 10
