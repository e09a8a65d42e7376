"""The YAML that lines.yaml is written in, read quickly; whatever else stands in a file is not read here.

In: the text of a file. Out: its values and places, exactly as the parser of all YAML would give them,
or None where a row is of another shape: then that parser reads it. Knows nothing of lines and messages.

Pure Python needs a twentieth of a second for fifty lines with all of YAML in mind; with this, two
thousandths. Only rows of `name: value`, alone or after a dash, with text that is plain, in double
quotes or folded below, are of this shape.
"""

from __future__ import annotations

import json
import re
from itertools import accumulate
from typing import NamedTuple

from socialkit.config.places import Location, Place, Value

_ROW = re.compile(r"( *)(- )?([a-z][a-z0-9_]*):(?: (\S.*))?")
_PLAIN = re.compile(r"[A-Za-z](?:[\w’“”…–—,.;!?()/-]| (?! ))*|[0-9]*[a-f][0-9a-f]*")
_QUOTED = re.compile(r'"(?:[^"\\]|\\["\\nrtbf]|\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4})*"')
_UNUSUAL = re.compile(
    "[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]| \n|[^\n]\\Z"
)
_NULL = frozenset({"null", "Null", "NULL"})
MOST_ROWS, DEEPEST = 20_000, 20
_BELOW = {">-": " ", "|-": "\n"}


class _UnusualError(Exception):
    """The file holds something else than the plain rows of lines.yaml."""


class _Row(NamedTuple):
    """One row; `first` is where its dash stands, else its name. `value` is None where rows follow."""

    line: int
    column: int
    start: int
    dash: int | None
    name: str
    value: str | list[Value] | None
    end: int
    quoted: bool

    @property
    def first(self) -> int:
        return self.start if self.dash is None else self.start - 2

    @property
    def value_offset(self) -> int:
        return len(self.name) + 2


def read_plain_rows(text: str) -> tuple[Value, dict[Location, Place]] | None:
    """The values of a file and where they stand; None unless every row of it is a plain one."""
    if not text or _UNUSUAL.search(text):
        return None
    try:
        return _Tree(text, _gather(text)).read()
    except _UnusualError:
        return None


def _gather(text: str) -> list[_Row]:
    """The rows that say something, each text below a `>-` with the row it belongs to."""
    rows = text.split("\n")
    starts = [0, *accumulate(len(row) + 1 for row in rows)]
    found: list[_Row] = []
    number = 0
    while number < len(rows):
        words = rows[number].lstrip(" ")
        if words and words[0] != "#":
            row, number = _read_row(rows, starts, number)
            found.append(row)
        else:
            number += 1
    return found


def _read_row(rows: list[str], starts: list[int], number: int) -> tuple[_Row, int]:
    match = _ROW.fullmatch(rows[number])
    if match is None or match.start(3) > DEEPEST:
        raise _UnusualError
    margin, dash, name, given = match.groups()
    column = match.start(3)
    start = starts[number] + column
    dashed = len(margin) if dash else None
    if given in _BELOW:
        inside, after = _read_below(rows, number + 1, " " * (column + 2))
        value = _BELOW[given].join(inside)
        return _Row(number, column, start, dashed, name, value, starts[after], True), after
    end = starts[number] + len(rows[number])
    quoted = given is not None and given[0] == '"'
    return _Row(number, column, start, dashed, name, _read_value(given), end, quoted), number + 1


def _read_value(given: str | None) -> str | list[Value] | None:
    if given is None:
        return None
    if _PLAIN.fullmatch(given) and given not in _NULL:
        return given
    if _QUOTED.fullmatch(given):
        return str(json.loads(given))
    if given == "[]":
        return []
    raise _UnusualError


def _read_below(rows: list[str], number: int, margin: str) -> tuple[list[str], int]:
    """The rows of a text that stands below its name, and the number of the row after them."""
    inside: list[str] = []
    width = len(margin)
    while rows[number].startswith(margin):
        inside.append(rows[number][width:])
        number += 1
    while number < len(rows) - 1 and not rows[number]:
        number += 1
    # a row moved in further, or an empty one within, is folded by rules of its own
    if not inside or any(row[0] == " " for row in inside) or rows[number].startswith(margin):
        raise _UnusualError
    return inside, number


class _Tree:
    """Rows put into each other by their margins."""

    def __init__(self, text: str, rows: list[_Row]) -> None:
        self.rows = rows
        self.end = len(text)
        self.places: dict[Location, Place] = {}

    def read(self) -> tuple[Value, dict[Location, Place]]:
        if not 0 < len(self.rows) < MOST_ROWS or self.rows[0].column:
            raise _UnusualError
        value, after = self._mapping(0, (), None)
        if after != len(self.rows):
            raise _UnusualError
        return value, self.places

    def _mapping(
        self, at: int, location: Location, key: tuple[int, int] | None
    ) -> tuple[dict[str, Value], int]:
        """The rows of names from `at` on that have the same margin, and the row after them."""
        first = self.rows[at]
        found: dict[str, Value] = {}
        self._mark(location, first.line, first.column, first.start, at, key)
        begun = at
        while at < len(self.rows) and self._goes_on(at, begun):
            name = self.rows[at].name
            if name in found:
                raise _UnusualError
            found[name], at = self._value(at, (*location, name))
        self._mark(location, first.line, first.column, first.start, at, key)
        return found, at

    def _goes_on(self, at: int, begun: int) -> bool:
        row, column = self.rows[at], self.rows[begun].column
        if at != begun and (row.column > column if row.dash is None else row.dash >= column):
            raise _UnusualError
        return at == begun or (row.dash is None and row.column == column)

    def _value(self, at: int, location: Location) -> tuple[Value, int]:
        row = self.rows[at]
        key = (row.line + 1, row.column + 1)
        if row.value is None:
            return self._below(at, location, key)
        column, start = row.column + row.value_offset, row.start + row.value_offset
        self.places[location] = Place(row.line + 1, column + 1, start, row.end, row.quoted, key)
        return row.value, at + 1

    def _below(self, at: int, location: Location, key: tuple[int, int]) -> tuple[Value, int]:
        """What stands below a name: rows with dashes, or rows with names."""
        row = self.rows[at]
        after = self.rows[at + 1] if at + 1 < len(self.rows) else row
        if after.dash is not None and after.dash > row.column:
            return self._sequence(at + 1, location, key)
        if after.dash is None and after.column > row.column:
            return self._mapping(at + 1, location, key)
        raise _UnusualError

    def _sequence(
        self, at: int, location: Location, key: tuple[int, int]
    ) -> tuple[list[Value], int]:
        first = self.rows[at]
        dash = first.dash or 0
        found: list[Value] = []
        self._mark(location, first.line, dash, first.first, at, key)
        while at < len(self.rows) and self.rows[at].dash == dash:
            value, at = self._mapping(at, (*location, len(found)), None)
            found.append(value)
        self._mark(location, first.line, dash, first.first, at, key)
        return found, at

    def _mark(
        self,
        location: Location,
        line: int,
        column: int,
        start: int,
        after: int,
        key: tuple[int, int] | None,
    ) -> None:
        """Where rows begin, and as their end the row after them; put in first for the order's sake."""
        end = self.rows[after].first if after < len(self.rows) else self.end
        self.places[location] = Place(line + 1, column + 1, start, end, False, key)
