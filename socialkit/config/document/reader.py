"""A YAML file as plain values, with the place of every key and value.

A value without quotes stays the text as typed: `10.30` is not yet a number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from socialkit.bounded_yaml import (
    MAX_LEVELS,
    MAX_VALUES,
    TooMuch,
    Value,
    compose,
    find_unwritable,
    is_null,
    join_pairs,
)
from socialkit.config.scalars.values import quote
from socialkit.config.yaml_errors.explain import (
    SMART_QUOTES,
    explain_foreign,
    explain_syntax,
    explain_undecodable,
)
from socialkit.config.yaml_errors.indentation import find_glued
from socialkit.errors import Problem
from socialkit.files import read_file
from socialkit.model.protocols import Remember

Location = tuple[str | int, ...]

MAX_BYTES = 1_000_000
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Where YAML ends a row."""


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a value: line and column from 1, `start` and `end` as indices into the text.

    `key` is the place of the key before it; None for rows of a list and the whole file.
    """

    line: int
    column: int
    start: int
    end: int
    quoted: bool = False
    key: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The content of a file. `value` is None when it cannot be read, and `problems` say why."""

    file: str
    text: str
    value: Value = None
    places: Mapping[Location, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def position(self, *location: str | int) -> tuple[int, int]:
        """Line and column, from 1, of the value there, or of the nearest thing that holds it."""
        for length in range(len(location), -1, -1):
            place = self.places.get(location[:length])
            if place is not None:
                return (place.line, place.column)
        return (1, 1)

    def rest_of_row(self, line: int, column: int) -> str:
        """The text from a place, counted from 1, to the end of its row."""
        rows = LINE_BREAK.split(self.text)
        return rows[line - 1][column - 1 :] if line <= len(rows) else ""

    def key_position(self, *location: str | int) -> tuple[int, int]:
        """Line and column, from 1, of the key there; of its value where there is no key."""
        place = self.places.get(location)
        return place.key if place is not None and place.key else self.position(*location)


def read_document(raw: bytes, file: str) -> Document:
    """Read the bytes of a YAML file; whatever is wrong with them becomes a problem, never an error."""
    if len(raw) > MAX_BYTES:
        words = "this file is larger than one megabyte; it is not a file of socialkit"
        return Document(file, "", problems=(Problem(file, 1, 1, words),))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return Document(file, "", problems=(explain_undecodable(raw, error.start, file),))
    foreign = explain_foreign(text)
    if foreign is not None:
        return Document(file, text, problems=(Problem(file, 1, 1, foreign),))
    try:
        node = compose(text)
    except TooMuch:
        return _describe_too_much(file, text)
    except (YAMLError, RecursionError, ValueError) as error:
        return Document(file, text, problems=_explain_unreadable(error, text, file))
    if node is None:
        return Document(file, text)
    return _Walk(file, text).read(node)


def _explain_unreadable(error: Exception, text: str, file: str) -> tuple[Problem, ...]:
    """Why the file is no YAML: a row `name:value` at or above the row where reading stopped is the reason
    for that; one below it is a problem of its own."""
    glued = glued_problems(text, file)
    stopped = explain_syntax(error, text, file)
    is_explained = any(one.line <= stopped.line for one in glued)
    return glued if is_explained else (stopped, *glued)


def glued_problems(
    text: str, file: str, names: Collection[str] | None = None
) -> tuple[Problem, ...]:
    """A problem for each row that lacks the space after its colon; with `names` only for these."""
    return tuple(
        Problem(file, line + 1, column + 1, words)
        for name, (line, column, words) in find_glued(text)
        if names is None or name.lower() in names
    )


@dataclass(frozen=True, slots=True)
class _StoredDocument:
    """A Document in rows that JSON can hold."""

    text: str
    value: Any
    places: tuple[tuple[Location, Place], ...]
    problems: tuple[Problem, ...]


def recall_document(raw: bytes, file: str, remember: Remember) -> Document:
    """Like `read_document`, or what was read before from the same bytes."""

    def read() -> _StoredDocument:
        found = read_document(raw, file)
        return _StoredDocument(found.text, found.value, tuple(found.places.items()), found.problems)

    kept = remember(_StoredDocument, (file.encode(), raw), read)
    return Document(file, kept.text, kept.value, dict(kept.places), kept.problems)


def _describe_too_much(file: str, text: str) -> Document:
    words = "this file repeats or nests its rows without end; write each row out once"
    return Document(file, text, problems=(Problem(file, 1, 1, words),))


class _Walk:
    """One pass over the nodes of a file, gathering values, places and problems."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.places: dict[Location, Place] = {}
        self.problems: list[Problem] = []

    def read(self, node: Node) -> Document:
        """Everything below `node`."""
        try:
            value = self._value(node, (), None)
        except TooMuch:
            return _describe_too_much(self.file, self.text)
        return Document(self.file, self.text, value, self.places, tuple(self.problems))

    def _value(self, node: Node, location: Location, key: Node | None) -> Value:
        if len(location) > MAX_LEVELS or len(self.places) > MAX_VALUES:
            raise TooMuch
        self.places[location] = self._place(node, key)
        tag = str(node.ctag)
        if not tag.startswith("tag:yaml.org,2002:"):
            self._add_problem(
                node, f'“{tag}” is not understood here; put the text in quotes: "{tag} …"'
            )
        if isinstance(node, MappingNode):
            return dict(self._rows(node, location))
        if isinstance(node, SequenceNode):
            return [
                self._value(item, (*location, index), None) for index, item in enumerate(node.value)
            ]
        if is_null(node):
            return None
        return self._without_smart_quotes(node, self._writable(node))

    def _writable(self, node: Node) -> str:
        """The text of a value or name. A sign that nothing can hold is a problem, and a question mark in what
        is checked further."""
        text = join_pairs(str(node.value))
        sign = find_unwritable(text)
        if sign is None:
            return text
        words = f"there is a sign here that cannot be shown or posted ({sign}); delete it"
        self._add_problem(node, words)
        return text.replace("\0", "?").encode("utf-8", "replace").decode()

    def _without_smart_quotes(self, node: Node, text: str) -> str:
        """The text inside typographic quotes that were meant as quotes of the file."""
        bare = isinstance(node, ScalarNode) and not node.style and len(text) > 1
        if not bare or text[0] not in SMART_QUOTES or text[-1] not in SMART_QUOTES + "\"'":
            return text
        words = "these are typographic quotes; the file needs straight ones"
        self._add_problem(node, f"{words}: {quote(text[1:-1])}")
        return text[1:-1]

    def _rows(self, node: MappingNode, location: Location) -> Iterator[tuple[str, Value]]:
        seen: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._add_problem(
                    key, 'this cannot be a name; text with brackets needs quotes: "{line}"'
                )
                continue
            name = self._writable(key)
            if name in seen:
                words = f'"{name}:" is here a second time (the first is on line {seen[name]})'
                is_listed = bool(location) and isinstance(location[-1], int)
                ways = ", or begin the second row with a dash: -" if is_listed else ""
                self._add_problem(key, f"{words}; keep only one of them{ways}")
                continue
            seen[name] = key.start_mark.line + 1
            yield name, self._value(value, (*location, name), key)

    def _place(self, node: Node, key: Node | None) -> Place:
        start = node.start_mark
        line, column = start.line + 1, start.column + 1
        where = None if key is None else (key.start_mark.line + 1, key.start_mark.column + 1)
        if isinstance(node, ScalarNode) and start.index == node.end_mark.index:
            line, column = self._empty(where or (line, column))
        quoted = isinstance(node, ScalarNode) and node.style in ("'", '"', "|", ">")
        return Place(line, column, start.index, node.end_mark.index, quoted, where)

    def _empty(self, fallback: tuple[int, int]) -> tuple[int, int]:
        """The place of an empty value: the comment that hides it, else its key."""
        lines = self.text.split("\n")
        row = fallback[0] - 1
        if row < len(lines):
            after = lines[row].find(" #", fallback[1] - 1)
            if after >= 0:
                return (fallback[0], after + 2)
        return fallback

    def _add_problem(self, node: Node, message: str) -> None:
        mark = node.start_mark
        self.problems.append(Problem(self.file, mark.line + 1, mark.column + 1, message))


ROWS = re.compile(r"^notify:.*(?:\n(?:[ \t#-].*|(?=\n)))*", re.MULTILINE)
"""The key and all that belongs to it, up to the next key."""


def salvage_notify(path: Path) -> tuple[str, ...]:
    """The addresses under notify:, read by themselves, whatever is wrong in other rows."""
    try:
        found = ROWS.search(read_file(path).decode("utf-8"))
    except (OSError, UnicodeError):
        return ()
    value = read_document(found[0].encode(), path.name).value if found else None
    rows = value.get("notify") if isinstance(value, dict) else None
    listed = rows if isinstance(rows, list) else [rows]
    return tuple(one.strip() for one in listed if isinstance(one, str) and one.strip())


def is_cut_off(text: str, before: str) -> bool:
    """Whether `text` looks like the first part of a file that is still being saved over `before`: `before`
    starts with it; or its last row has no end; or it ends with another row, and has fewer rows, or lacks
    the rows that came after that one."""
    if text == before:
        return False
    if before.startswith(text) or (before.endswith("\n") and not text.endswith("\n")):
        return True
    rows, rows_before = _rows(text), _rows(before)
    if rows[-1] == rows_before[-1]:
        return False
    stops_short = rows[-1] in rows_before and rows_before[-1] not in rows
    return stops_short or len(rows) < len(rows_before)


def _rows(text: str) -> list[str]:
    return [row.strip() for row in text.rstrip().split("\n")]
