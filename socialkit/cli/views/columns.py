"""Words set in rows of a terminal: behind a lead, or in columns beside each other.

In: words. Out: rows on stdout, plain where no terminal is. Knows nothing of what the words mean;
imported only where something is shown, as drawing costs time.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.console import Console
from rich.text import Text

from socialkit.cli.output import open_console, tame

GAP = 3
NARROWEST_COLUMN = 30


def say_indented(lead: str, words: str, style: str = "") -> None:
    """Words behind a lead, the rows below them standing under the first word."""
    console = open_console()
    for row in _rows(console, words, console.width - len(lead), style):
        console.print(Text(lead).append_text(row))
        lead = " " * len(lead)


def say_side_by_side(indent: int, columns: Sequence[tuple[str, str]]) -> None:
    """Columns, each a title and words: beside each other where there is room, else in turn."""
    console = open_console()
    width = (console.width - indent) // len(columns) - GAP
    if width < NARROWEST_COLUMN:
        for title, words in columns:
            say_indented(" " * indent, title, "bold")
            say_indented(" " * (indent + 2), words)
        return
    cells = [
        [*_rows(console, title, width, "bold"), *_rows(console, words, width)]
        for title, words in columns
    ]
    for row in zip_longest(*cells, fillvalue=Text()):
        joined = Text(" " * indent)
        for cell in row:
            joined.append_text(cell).append(" " * (width + GAP - cell.cell_len))
        joined.rstrip()
        console.print(joined)


def _rows(console: Console, words: str, width: int, style: str = "") -> list[Text]:
    """Words broken at a width, without blanks at the ends of the rows; a long word is broken too."""
    flat = Text(" ".join(tame(words).split()), style)
    rows = list(flat.wrap(console, max(1, width), overflow="fold"))
    for row in rows:
        row.rstrip()
    return rows
