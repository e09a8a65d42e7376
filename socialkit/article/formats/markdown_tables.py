"""Markdown's tables of two columns whose heads are two sides of one thing, read column by column.

In: the tokens of a Markdown text. Out: the same with every such table turned, as tables.py does it
for a page. Knows nothing of words, files and pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from socialkit.article.structure.line_shapes import are_sides


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
    filled = any(words[2::2]) and any(words[3::2])
    if width != 2 or not filled or not are_sides(words[:2]) or ":" in words[0] + words[1]:
        return table
    for opening, _, closing in cells[2:]:
        opening.type, closing.type = "side_open", "side_close"
    return [table[0], *(token for cell in cells[::2] + cells[1::2] for token in cell), table[-1]]
