"""Tables of two columns whose heads are two sides of one thing, read column by column.

In: the tree of an article. Out: the same with every such table turned, and what each cell is. Knows
nothing of the words between tables and of sentences.

Row by row "Instead of | Try" says nothing; side by side it is a contrast. The words of both sides
are examples, so that neither ever stands alone as hers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import html

from socialkit.article.furniture import BLOCKS
from socialkit.article.shapes import are_sides
from socialkit.model import BlockKind

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
            for cell in _turn(table, rows):
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
    return filled and are_sides([cell.text_content() for cell in rows[0]])


def _turn(
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
