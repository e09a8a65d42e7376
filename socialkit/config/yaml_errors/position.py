"""Where the YAML parser stumbled: a place in the text with the rows around it."""

from __future__ import annotations

from typing import Protocol


class Mark(Protocol):
    """A place as the parser names it, from 0."""

    line: int
    column: int
    index: int


class Place:
    """A place in the text, with the row it stands in; line and column count from 0."""

    def __init__(self, text: str, line: int, column: int) -> None:
        self.rows = text.split("\n")
        self.line = min(line, len(self.rows) - 1)
        self.row = self.rows[self.line].rstrip("\r")
        self.column = column if line == self.line else len(self.row)

    def above(self) -> tuple[int, str] | None:
        """The nearest row above that says something."""
        for number in range(self.line - 1, -1, -1):
            row = self.rows[number].strip()
            if row and not row.startswith("#"):
                return number, self.rows[number].rstrip("\r")
        return None


Answer = tuple[int, int, str]  # line and column from 0, and the words


def indent_of(row: str) -> int:
    """How many spaces a row begins with."""
    return len(row) - len(row.lstrip(" "))


def content_of(row: str) -> int:
    """Where the words of a row begin, behind its spaces and dashes."""
    return len(row) - len(row.lstrip(" -"))
