"""What is wrong with a file that is no YAML, in words for somebody who never heard of YAML."""

from __future__ import annotations

import json
import re

from socialkit.config.yaml_errors.indentation import (
    DASH,
    Answer,
    Mark,
    YamlPlace,
    explain_dash_beside,
    explain_layout,
    explain_no_colon,
    explain_not_lined_up,
    explain_second_list,
    find_glued_inside,
    indent_of,
)
from socialkit.errors import Problem

ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
INVISIBLE = "\u00ad\u200b\u200e\u200f\u2060\ufeff"
BULLETS = "•◦●▪‣·*–—"
ODD_SPACE = "the space here came with copied text; delete it and press the space bar instead"
_ODD = re.compile(rf"(?:^[ -]*|^[ -]*\w+:|[{{,] *\w+:)([{ODD_SPACES}{INVISIBLE}])")
_WIDE_COLON = re.compile(r"^[ -]*\w+ ?(：)")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_FOREIGN = (
    (re.compile(r"\s*\{\\rtf"), "a word processor", "plain text"),
    (re.compile(r"\s*<(?:!doctype|html|\?xml)", re.IGNORECASE), "a browser", "plain text"),
)


def without_invisible(text: str) -> str:
    """The text without the invisible characters that come with copied text."""
    return _INVISIBLE.sub("", text)


def has_odd_space(text: str) -> bool:
    """Whether it holds a space or an invisible character that came with copied text."""
    return re.search(f"[{ODD_SPACES}{INVISIBLE}]", text) is not None


def explain_foreign(text: str) -> str | None:
    """The message for a file of another program, where it begins like one."""
    for begins, program, kind in _FOREIGN:
        if begins.match(text):
            return (
                f"this file was saved by {program}; save it again as {kind}, with a text editor, under the "
                f"name schedule.yaml"
            )
    return None


def explain_pasted(_: str, __: str, place: YamlPlace, start: YamlPlace | None) -> Answer | None:
    """Characters that came with copied text where the parser stopped, or on the row before."""
    rows = [(place.line, place.row)]
    if start is not None and start.line < place.line:
        rows.append((start.line, start.row))
    above = place.above()
    for number, row in rows if above is None else [*rows, above]:
        odd = _ODD.search(row)
        if odd is not None:
            return (number, odd.start(1), ODD_SPACE)
    return next((found for row in rows if (found := explain_row(*row))), None)


def explain_row(number: int, row: str) -> Answer | None:
    """A row that is written as another program wants it."""
    wide = _WIDE_COLON.match(row)
    if wide is not None:
        words = "this colon comes from another script; write : and a space after it"
        return (number, wide.start(1), words)
    if row.lstrip().startswith("//"):
        return (number, indent_of(row), "a comment begins with #; write # in place of //")
    if re.match(r"\s*(?:```|~~~)", row):
        return (number, indent_of(row), "this row came with copied text; remove it")
    if re.match(rf"\s*[{re.escape(BULLETS)}]\s", row):
        return (number, indent_of(row), DASH)
    return None


SMART_QUOTES = "“”„‘’‚«»"
_KEY = r"^\s*(?:-\s+)*\{?\s*[\w.-]+\s*"
_FIRST_COLON = re.compile(_KEY + r":(?=\s|$)")
_HIDDEN_HASH = re.compile(r"(?:[\[{,:]\s*|-\s+)(#[^\s,\]}]*)")
_OPEN_QUOTE = re.compile(r"""(?:^|[:\-,\[{]\s*)(["'])""")
_BRACKETS = re.compile(
    r"""(?<![\w\\])"(?:[^"\\]|\\.)*"|(?<!\w)'[^']*'|[\[\]{}]|(?:^|(?<=[\s\[{,]))\#"""
)
_SECOND_COLON = 'there is a second ":" on this line; put the text in quotes: "…"'
_AFTER_QUOTE = re.compile(r"\s*(?:$|[,\]}:]|\s#)")


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
        return Problem(
            file, 1, 1, "there are too many brackets within brackets; close each of them"
        )
    line, column, words = _answer(error, text)
    return Problem(file, line + 1, column + 1, words)


def _answer(error: Exception, text: str) -> Answer:
    mark: Mark | None = getattr(error, "problem_mark", None)
    context: Mark | None = getattr(error, "context_mark", None)
    if mark is None and context is None:
        return _unprintable(error, text)
    at = mark or context
    assert at is not None
    place = YamlPlace(text, at.line, at.column)
    start = None if context is None else YamlPlace(text, context.line, context.column)
    problem = str(getattr(error, "problem", "") or "")
    where = str(getattr(error, "context", "") or "")
    for explain in (explain_pasted, _quote, _bracket, _token, _colon, explain_layout):
        answer = explain(problem, where, place, start)
        if answer is not None:
            return answer
    return (place.line, place.column, "this row cannot be read; compare it with the rows above it")


def _unprintable(error: Exception, text: str) -> Answer:
    """A character that no text file should hold, such as a word processor leaves."""
    position = getattr(error, "position", None)
    index = position if isinstance(position, int) else 0
    line = text.count("\n", 0, index)
    column = index - (text.rfind("\n", 0, index) + 1)
    return (line, column, "there is an invisible character here; delete it and type the text again")


def _quote(problem: str, where: str, place: YamlPlace, start: YamlPlace | None) -> Answer | None:
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
        return (place.line, place.column, _after_quote(place, is_in_brackets="flow" in where))
    return None


def _after_quote(place: YamlPlace, *, is_in_brackets: bool) -> str:
    """Why there is something after the end of a text."""
    before, rest = place.row[: place.column].rstrip(), place.row[place.column :]
    if rest.startswith(";"):
        return "write a comma in place of the ;"
    if re.match(r"\w+\s*:", rest):
        return "a comma is missing before this" if is_in_brackets else "write this on its own row"
    if before.endswith("'") and re.match(r"\w", rest):
        text = re.search(r"(?<!\w)'(.*)'", place.row)
        shown = text[1] if text is not None and '"' not in text[1] else "…"
        return f'the apostrophe before this ends the text; use double quotes: "{shown}"'
    return (
        "the text ended at the quote before this; "
        "put quotes only round the whole text, and “ ” inside it"
    )


def _never_closed(sign: str) -> str:
    return f"the quote that opens here is never closed; write {sign} at the end of the text"


def _left_open(place: YamlPlace) -> Answer | None:
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


def _bracket(problem: str, where: str, place: YamlPlace, start: YamlPlace | None) -> Answer | None:
    """Brackets: never closed, a comma forgotten, or the rest hidden behind a #."""
    if "flow" not in where or start is None:
        return None
    if start.row[start.column : start.column + 1] not in ("[", "{"):
        start = _last_open(place) or start
    hidden = _HIDDEN_HASH.search(start.row, start.column)
    if hidden is not None:
        words = f"everything after a # is a comment; {_quote_each(start.row, hidden)}"
        return (start.line, hidden.start(1), words)
    for number in range(start.line, place.line + 1):
        glued = find_glued_inside(place.rows[number])
        if glued is not None:
            return (number, *glued)
    opened = start.row[start.column : start.column + 1]
    closed = {"[": "]", "{": "}"}.get(opened, "]")
    if place.line == start.line and place.column < len(place.row):
        inside = _within_brackets(problem, place, start, closed)
        if inside is not None:
            return (place.line, place.column, inside)
    return (start.line, start.column, f"this {opened} is never closed; write {closed} after it")


def _quote_each(row: str, hidden: re.Match[str]) -> str:
    """What a # hides between brackets, in quotes; in a list, each word by itself."""
    behind = row[hidden.start(1) :]
    if row[: hidden.start(1)].rstrip()[-1:] != "[":
        return f"put it in quotes: {json.dumps(re.split(r'[,}]', behind)[0].strip(), ensure_ascii=False)}"
    words = [one.strip(" '\"") for one in re.split(r"[\s,;]*(?=#)|[,;]", behind.split("]")[0])]
    shown = [f'"{one}"' for one in words if one]
    return f"put {'each' if len(shown) > 1 else 'it'} in quotes: {', '.join(shown)}"


def _within_brackets(problem: str, place: YamlPlace, start: YamlPlace, closed: str) -> str | None:
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


def _last_open(place: YamlPlace) -> YamlPlace | None:
    """The innermost bracket that is open where the parser stopped."""
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
    return YamlPlace("\n".join(place.rows), *open_brackets[-1]) if open_brackets else None


def _token(problem: str, where: str, place: YamlPlace, _: YamlPlace | None) -> Answer | None:
    """Characters that mean something to YAML where a word begins."""
    sign = place.row[place.column : place.column + 1]
    if "\\t" in problem or sign == "\t":
        return (place.line, place.column, "there is a TAB here; use spaces instead")
    if "cannot start any token" in problem:
        return (place.line, place.column, _in_quotes(place))
    if "alias" in problem or "alias" in where or "anchor" in where:
        column = max(
            place.row.rfind("*", 0, place.column + 1), place.row.rfind("&", 0, place.column)
        )
        place.column = max(column, 0)
        return (place.line, place.column, _in_quotes(place))
    if "block scalar" in where:
        return (place.line, place.column, "the text belongs on the next lines, indented by spaces")
    if "document" in problem or "directive" in where + problem:
        return explain_second_list(place)
    return None


def _in_quotes(place: YamlPlace) -> str:
    rest = place.row[place.column :]
    word = re.split(r"\s+#|[,\]}]" if re.search(r"[\[{]", place.row) else r"\s+#", rest)[0].strip()
    sign = word[:1] or rest[:1]
    shown = word.replace('"', "").strip()
    return f'a text that begins with {sign} needs quotes: "{shown}"'


def _second_colon(row: str, first: int) -> str:
    """The message with the row as it should be, where it is short and has no brackets."""
    value = row[first:].strip()
    if re.search(r"""[\[\]{}"'#]""", value) or len(row) > 80:
        return _SECOND_COLON
    return f'there is a second ":" on this line; put the text in quotes: "{value}"'


def _colon(problem: str, _: str, place: YamlPlace, start: YamlPlace | None) -> Answer | None:
    """Colons: one too many, one too few, or without a space after it."""
    if "could not find expected ':'" in problem and start is not None:
        return explain_no_colon(start)
    beside = explain_dash_beside(place)
    if beside is not None:
        return beside
    if "not allowed here" not in problem or re.match(r"\s*-[^\s-]", place.row):
        return None
    first = _FIRST_COLON.match(place.row)
    if first is not None and first.end() - 1 < place.column:
        return (place.line, place.column, _second_colon(place.row, first.end()))
    above = place.above()
    if above is not None:
        number, row = above
        if not _FIRST_COLON.match(row) and not row.strip().startswith("-"):
            stray = YamlPlace("\n".join(place.rows), number, 0)
            return explain_row(number, row) or explain_no_colon(stray)
    return explain_not_lined_up(place)
