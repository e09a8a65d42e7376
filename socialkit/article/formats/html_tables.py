"""Tables of two columns whose heads are two sides of one thing, read column by column.

In: the tree of an article. Out: the same with every such table turned, and what each cell is. Knows
nothing of the words between tables and of sentences.

Row by row "Instead of | Try" says nothing; side by side it is a contrast. The words of both sides
are examples, so that neither ever stands alone as hers.
"""

from __future__ import annotations

from itertools import pairwise

from lxml import html

from socialkit.article.structure.line_shapes import are_sides
from socialkit.model.article import BlockKind

MOST_CELL_WORDS = 20
"""A cell with more words is no cell of a table but a page laid out with one."""

MOST_SIDE_WORDS = 120
"""A side is told at more length; it is no line of hers either."""

_Rows = list[list[html.HtmlElement]]


def read_cells(article: html.HtmlElement) -> dict[html.HtmlElement, BlockKind]:
    """What the cells of all tables are; in a table of two sides they stand column by column now."""
    cells = {one: BlockKind.LABEL for one in article.iter("td", "th") if _is_cell(one)}
    for table in list(article.iter("table")):
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        if not _tells_sides(table, rows):
            continue
        turned = _can_be_turned(rows)
        if turned:
            _turn(table, rows)
        kind = BlockKind.DIALOGUE if turned else BlockKind.LABEL
        cells |= {cell: kind for row in rows[1:] for cell in row}
    return cells


def _is_cell(element: html.HtmlElement, most: int = MOST_CELL_WORDS) -> bool:
    """Is it a cell of a table? Read row by row its words are neither sentences nor a list."""
    count = 0
    for text in element.itertext():
        count += len(text.split())
        if count > most:
            return False
    return True


def _tells_sides(table: html.HtmlElement, rows: _Rows) -> bool:
    """Do two neighbours among its heads name two sides, and is it no page laid out with a table?"""
    if len(rows) < 2 or table.find(".//table") is not None:
        return False
    heads = [cell.text_content() for cell in rows[0] if _is_cell(cell)]
    small = all(_is_cell(cell, MOST_SIDE_WORDS) for row in rows for cell in row)
    return small and any(are_sides(pair) for pair in pairwise(heads))


def _can_be_turned(rows: _Rows) -> bool:
    """Two columns, each with words; a head with a colon leads in what follows, as it does elsewhere."""
    columns = list(zip(*rows[1:], strict=False))
    two = all(len(row) == 2 for row in rows)
    filled = all(any(cell.text_content().strip() for cell in column) for column in columns)
    return two and filled and not any(":" in head.text_content() for head in rows[0])


def _turn(table: html.HtmlElement, rows: _Rows) -> None:
    for cell in (row[column] for column in (0, 1) for row in rows):
        table.append(cell)
