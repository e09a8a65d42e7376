"""Why a file cannot be read as YAML, in words for someone who has never heard of YAML.

In: the parser's error and the text. Out: one Problem at the place where a hand is needed, which is
often not where the parser stumbled. Knows nothing of schedules.
"""

from __future__ import annotations

import re
from typing import Protocol

from socialkit.errors import Problem

SMART_QUOTES = "“”„‘’‚«»"

_KEY = r"^\s*(?:-\s+)*\{?\s*[\w.-]+\s*"
_NO_SPACE_AFTER_COLON = re.compile(_KEY + r":(?=[^\s:/])")
_FIRST_COLON = re.compile(_KEY + r":(?=\s|$)")
_HIDDEN_HASH = re.compile(r"(?:[\[{,:]\s*|-\s+)(#[^\s,\]}]*)")
_OPEN_QUOTE = re.compile(r"""(?:^|[:\-,\[{]\s*)(["'])""")
_BRACKETS = re.compile(
    r"""(?<![\w\\])"(?:[^"\\]|\\.)*"|(?<!\w)'[^']*'|[\[\]{}]|(?:^|(?<=[\s\[{,]))\#"""
)
_SECOND_COLON = 'there is a second ":" on this line; put the text in quotes: "…"'
_AFTER_QUOTE = re.compile(r"\s*(?:$|[,\]}:]|\s#)")


class _Mark(Protocol):
    line: int
    column: int
    index: int


class _Place:
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


def explain_undecodable(raw: bytes, start: int, file: str) -> Problem:
    """The problem with a file that is not text, or not saved as UTF-8."""
    line = raw.count(b"\n", 0, start) + 1
    column = len(raw[raw.rfind(b"\n", 0, start) + 1 : start].decode("utf-8", "replace")) + 1
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        words = "this file is saved as UTF-16; save it again with the encoding UTF-8"
    elif b"\0" in raw:
        words = "this is not a text file; write it with a text editor"
    else:
        words = "this letter cannot be read; save the file again with the encoding UTF-8"
    return Problem(file, line, column, words)


def explain_syntax(error: Exception, text: str, file: str) -> Problem:
    """The problem behind an error of the YAML parser."""
    if isinstance(error, RecursionError):
        return Problem(file, 1, 1, "brackets stand within brackets without end; close each of them")
    line, column, words = _answer(error, text)
    return Problem(file, line + 1, column + 1, words)


def _answer(error: Exception, text: str) -> Answer:
    mark: _Mark | None = getattr(error, "problem_mark", None)
    context: _Mark | None = getattr(error, "context_mark", None)
    if mark is None and context is None:
        return _unprintable(error, text)
    at = mark or context
    assert at is not None
    place = _Place(text, at.line, at.column)
    start = None if context is None else _Place(text, context.line, context.column)
    problem = str(getattr(error, "problem", "") or "")
    where = str(getattr(error, "context", "") or "")
    for explain in (_quote, _bracket, _token, _colon, _layout):
        answer = explain(problem, where, place, start)
        if answer is not None:
            return answer
    return (place.line, place.column, "this row cannot be read; compare it with the rows above it")


def _unprintable(error: Exception, text: str) -> Answer:
    """A sign that no text file should hold, such as those left by a word processor."""
    position = getattr(error, "position", None)
    index = position if isinstance(position, int) else 0
    line = text.count("\n", 0, index)
    column = index - (text.rfind("\n", 0, index) + 1)
    return (line, column, "there is an invisible sign here; delete it and type the text again")


def _quote(problem: str, where: str, place: _Place, start: _Place | None) -> Answer | None:
    """Quotes: never closed, closed too early, or of the typographic kind."""
    smart = next((i for i, sign in enumerate(place.row) if sign in SMART_QUOTES), None)
    opened = None if smart is None else place.row[:smart].rstrip()
    if smart is not None and opened is not None and opened.endswith((":", "[", ",", "-", "{")):
        words = 'these are typographic quotes; the file needs straight ones: "'
        return (place.line, smart, words)
    if "quoted scalar" in where and start is not None and "end of stream" in problem:
        sign = start.row[start.column : start.column + 1] or '"'
        return (start.line, start.column, _never_closed(sign))
    if "escape" in problem or "hexadecimal" in problem:
        words = "a \\ has a special meaning between \" quotes; write \\\\ or use ' quotes"
        column = place.row.rfind("\\", 0, place.column + 1)
        return (place.line, max(column, 0), words)
    early = _left_open(place)
    if early is not None:
        return early
    if "'<scalar>'" in problem and place.row[: place.column].strip():
        words = (
            "the text ended at the quote before this; "
            "put quotes only round the whole text, and “ ” inside it"
        )
        return (place.line, place.column, words)
    return None


def _never_closed(sign: str) -> str:
    return f"the quote that opens here is never closed; write {sign} at the end of the text"


def _left_open(place: _Place) -> Answer | None:
    """A quote left open above, which only the next quote of the file seemed to close."""
    for number in range(place.line, max(-1, place.line - 12), -1):
        row = place.rows[number].rstrip("\r")
        for match in _OPEN_QUOTE.finditer(row):
            sign, rest = match.group(1), row[match.end() :]
            if sign in rest or number == place.line:
                continue
            below = "\n".join(place.rows[number + 1 : place.line + 1])
            close = below.find(sign)
            after = below[close + 1 :].split("\n")[0] if close >= 0 else ""
            if close < 0 or not _AFTER_QUOTE.match(after):
                return (number, match.end() - 1, _never_closed(sign))
    return None


def _bracket(problem: str, where: str, place: _Place, start: _Place | None) -> Answer | None:
    """Brackets: never closed, a comma forgotten, or the rest hidden behind a #."""
    if "flow" not in where or start is None:
        return None
    if start.row[start.column : start.column + 1] not in ("[", "{"):
        start = _last_open(place) or start
    hidden = _HIDDEN_HASH.search(start.row, start.column)
    if hidden is not None:
        words = f'everything after a # is a comment; put it in quotes: "{hidden.group(1)}"'
        return (start.line, hidden.start(1), words)
    opened = start.row[start.column : start.column + 1]
    closed = {"[": "]", "{": "}"}.get(opened, "]")
    if place.line == start.line and place.column < len(place.row):
        inside = _within_brackets(problem, place, start, closed)
        if inside is not None:
            return (place.line, place.column, inside)
    return (start.line, start.column, f"this {opened} is never closed; write {closed} after it")


def _within_brackets(problem: str, place: _Place, start: _Place, closed: str) -> str | None:
    """What is wrong between brackets on one line; None where the first was left open."""
    sign = place.row[place.column]
    between = place.row[start.column + 1 : place.column]
    if "':'" in problem:
        return _SECOND_COLON
    if sign == "]":
        return "there is no [ before this ]; write [ before the first word of the list"
    if sign == "}":
        words = f"this closes a bracket of another kind; write {closed} here"
        return None if re.search(r"[\[{:]", between) else words
    if sign == ",":
        return "there is one comma too many here"
    return "a comma is missing before this"


def _last_open(place: _Place) -> _Place | None:
    """The innermost bracket that is open where the parser stumbled."""
    open_brackets: list[tuple[int, int]] = []
    for number, row in enumerate(place.rows[: place.line + 1]):
        for match in _BRACKETS.finditer(row):
            sign = match.group(0).strip()
            if sign in ("[", "{"):
                open_brackets.append((number, match.end() - 1))
            elif sign in ("]", "}") and open_brackets:
                open_brackets.pop()
            elif sign.startswith("#"):
                break
    return _Place("\n".join(place.rows), *open_brackets[-1]) if open_brackets else None


def _token(problem: str, where: str, place: _Place, _: _Place | None) -> Answer | None:
    """Signs that mean something to YAML where a word begins."""
    sign = place.row[place.column : place.column + 1]
    if "\\t" in problem or sign == "\t":
        return (place.line, place.column, "there is a TAB here; use spaces instead")
    if place.row.lstrip().startswith("* ") and not place.row[: place.column].strip(" *"):
        return (place.line, _indent(place.row), "a row of a list begins with a dash: -")
    if "cannot start any token" in problem:
        return (place.line, place.column, _in_quotes(place))
    if "alias" in problem or "alias" in where or "anchor" in where:
        column = max(
            place.row.rfind("*", 0, place.column + 1), place.row.rfind("&", 0, place.column)
        )
        place.column = max(column, 0)
        return (place.line, place.column, _in_quotes(place))
    if "block scalar" in where:
        return (place.line, place.column, "the text belongs on the next lines, moved in by spaces")
    if "document" in problem or "directive" in where + problem:
        words = "only one list of settings can stand in this file; remove this row"
        return (place.line, place.column, words)
    return None


def _in_quotes(place: _Place) -> str:
    rest = place.row[place.column :]
    word = re.split(r"\s+#|[,\]}]" if re.search(r"[\[{]", place.row) else r"\s+#", rest)[0].strip()
    sign = word[:1] or rest[:1]
    shown = word.replace('"', "").strip()
    return f'a text that begins with {sign} needs quotes: "{shown}"'


def _second_colon(row: str, first: int) -> str:
    """Shows the row as it should be, where it is short and has no brackets."""
    value = row[first:].strip()
    if re.search(r"""[\[\]{}"'#]""", value) or len(row) > 80:
        return _SECOND_COLON
    return f'there is a second ":" on this line; put the text in quotes: "{value}"'


def _colon(problem: str, _: str, place: _Place, start: _Place | None) -> Answer | None:
    """Colons: one too many, one too few, or without a space after it."""
    if "could not find expected ':'" in problem and start is not None:
        return _no_colon(start)
    if "not allowed here" not in problem or re.match(r"\s*-[^\s-]", place.row):
        return None
    first = _FIRST_COLON.match(place.row)
    if first is not None and first.end() - 1 < place.column:
        return (place.line, place.column, _second_colon(place.row, first.end()))
    above = place.above()
    if above is not None:
        number, row = above
        if not _FIRST_COLON.match(row) and not row.strip().startswith("-"):
            return _no_colon(_Place("\n".join(place.rows), number, 0))
    return (place.line, _indent(place.row), _not_lined_up(place))


def _no_colon(place: _Place) -> Answer:
    glued = _NO_SPACE_AFTER_COLON.match(place.row)
    if glued is not None:
        return (place.line, glued.end(), "write a space after the colon")
    words = 'there is no ":" on this line; a row is written as name: value'
    return (place.line, _indent(place.row), words)


def _layout(problem: str, where: str, place: _Place, _: _Place | None) -> Answer | None:
    """Rows that are not lined up."""
    if re.match(r"\s*-[^\s-]", place.row):
        return (place.line, _indent(place.row) + 1, "write a space after the dash")
    if "block" in where or "expected <block end>" in problem or "indent" in problem:
        return (place.line, _indent(place.row), _not_lined_up(place))
    return None


def _not_lined_up(place: _Place) -> str:
    words = "this row is not lined up with the rows it belongs to"
    above = place.above()
    if above is None:
        return f"{words}; start it with no spaces"
    deeper = not place.row.lstrip().startswith("-")
    if deeper and re.search(r":\s+[^\s#]", above[1]) and _indent(place.row) > _indent(above[1]):
        return "this row is moved in too far, or the row above it should end with its colon"
    theirs, ours = _spaces(_indent(above[1])), _spaces(_indent(place.row))
    return f"{words}; the row above it starts with {theirs}, this one with {ours}"


def _spaces(count: int) -> str:
    return "no spaces" if count == 0 else "1 space" if count == 1 else f"{count} spaces"


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))
