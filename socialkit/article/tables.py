"""Tables of two columns whose heads are two sides of one thing, read column by column.

In: the tree of an article, or the tokens of a Markdown text. Out: the same with every such table
turned, and what each cell of a page is. Knows nothing of the words between tables and of sentences.

Row by row "Instead of | Try" says nothing; side by side it is a contrast. The words of both sides
are examples, so that neither ever stands alone as hers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from socialkit.article.furniture import BLOCKS
from socialkit.article.patterns import SIDE
from socialkit.article.shapes import MOST_LABEL_WORDS
from socialkit.model import BlockKind

if TYPE_CHECKING:
    from lxml import html
    from markdown_it.token import Token

MOST_CELL_WORDS = 20
"""A cell with more words is no cell of a table but a page laid out with one."""

MOST_SIDE_WORDS = 40
MOST_ROWS = 30


def read_cells(article: html.HtmlElement) -> dict[html.HtmlElement, BlockKind]:
    """What the cells of all tables are; in a table of two sides they stand column by column now."""
    cells = {one: BlockKind.LABEL for one in article.iter("td", "th") if _is_cell(one)}
    for table in list(article.iter("table")):
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        if table.find(".//table") is None and _has_sides(rows):
            for cell in _turn_page_table(table, rows):
                cells[cell] = BlockKind.DIALOGUE
    return cells


def _is_cell(element: html.HtmlElement) -> bool:
    """Is it a cell of a table? Read row by row its words are neither sentences nor a list."""
    return _count(element, MOST_CELL_WORDS) <= MOST_CELL_WORDS


def _count(element: html.HtmlElement, most: int) -> int:
    """How many words it holds; counting stops beyond `most`."""
    count = 0
    for text in element.itertext():
        count += len(text.split())
        if count > most:
            break
    return count


def _has_sides(rows: Sequence[Sequence[html.HtmlElement]]) -> bool:
    if not 2 <= len(rows) <= MOST_ROWS or any(len(row) != 2 for row in rows):
        return False
    filled = all(
        0 < _count(cell, MOST_SIDE_WORDS) <= MOST_SIDE_WORDS for row in rows for cell in row
    )
    return filled and are_heads([cell.text_content() for cell in rows[0]])


def are_heads(heads: Sequence[str]) -> bool:
    """Are these the two heads of a contrast, as "With ..." and "Without ..."?"""
    rows = [" ".join(head.split()) for head in heads]
    short = all(len(row.split()) <= MOST_LABEL_WORDS for row in rows)
    return len(rows) == 2 and short and rows[0] != rows[1] and all(map(SIDE.match, rows))


def _turn_page_table(
    table: html.HtmlElement, rows: Sequence[Sequence[html.HtmlElement]]
) -> Iterator[html.HtmlElement]:
    for column in (0, 1):
        for number, row in enumerate(rows):
            cell = row[column]
            table.append(cell)
            for inner in list(cell.iter(*BLOCKS)):
                if inner is not cell:  # one cell is one run, whatever stands in it
                    inner.text, inner.tail = f" {inner.text or ''}", f" {inner.tail or ''}"
                    inner.drop_tag()
            if number:
                yield cell


def turn_tables(tokens: Sequence[Token]) -> list[Token]:
    """Markdown's tokens, with tables of two sides column by column; the cells of a side lie in "side"."""
    turned: list[Token] = []
    table: list[Token] | None = None
    for token in tokens:
        if token.type == "table_open":
            table = []
        if table is None:
            turned.append(token)
            continue
        table.append(token)
        if token.type == "table_close":
            turned += _turn(table)
            table = None
    return turned


def _turn(table: list[Token]) -> list[Token]:
    cells = [table[at - 1 : at + 2] for at, token in enumerate(table) if token.type == "inline"]
    words = [inline.content.strip() for _, inline, _ in cells]
    width = sum(token.type == "th_open" for token in table)
    if width != 2 or len(cells) < 4 or not all(words) or not are_heads(words[:2]):
        return table
    for opening, _, closing in cells[2:]:
        opening.type, closing.type = "side_open", "side_close"
    return [table[0], *(token for cell in cells[::2] + cells[1::2] for token in cell), table[-1]]
