"""Messages for rows that are not lined up, or that lack their dash, their colon or the space after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol


class Mark(Protocol):
    """A place as the parser names it, from 0."""

    line: int
    column: int
    index: int


class YamlPlace:
    """A place in the text, with its row; line and column count from 0."""

    def __init__(self, text: str, line: int, column: int) -> None:
        self.rows = text.split("\n")
        self.line = min(line, len(self.rows) - 1)
        self.row = self.rows[self.line].rstrip("\r")
        self.column = column if line == self.line else len(self.row)

    def above(self) -> tuple[int, str] | None:
        """The nearest row above that is neither blank nor a comment."""
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


DASH = "a row of a list begins with a dash: -"
_OTHER_SIGN = re.compile(r"^\s*(?:-\s+)?(\w+)(?:\s*([=;])|\s+([-–—])\s)\s*(.+)")
_DASH_BESIDE = re.compile(r"^\s*(\w+):\s+(-)\s")


def explain_no_colon(place: YamlPlace) -> Answer:
    """A row that should be name: value and is not."""
    other = _OTHER_SIGN.match(place.row)
    if other is not None:
        group = 2 if other[2] else 3
        value = re.sub(r"\s#.*", "", other[4]).strip()
        shown = f"{other[1]}: {value}"
        words = f"write a colon in place of the {other[group]}, as in {shown}"
        return (place.line, other.start(group), words)
    if place.row.lstrip().startswith("{"):
        words = (
            'a text with { } needs quotes round all of it, and \\n for a new row: "{line}\\n{link}"'
        )
        return (place.line, indent_of(place.row), words)
    name, below = place.row.strip(), place.rows[place.line + 1 : place.line + 2]
    if re.fullmatch(r"\w+", name) and any(indent_of(row) > indent_of(place.row) for row in below):
        return (place.line, indent_of(place.row), f"the colon is missing here; write {name}:")
    words = 'there is no ":" on this line; a row is written as name: value'
    above = place.above()
    if above is not None and above[1].rstrip().endswith(":"):
        words += ", a row of a list as - value"
    return (place.line, indent_of(place.row), words)


def explain_layout(
    problem: str, where: str, place: YamlPlace, _: YamlPlace | None
) -> Answer | None:
    """Rows that are not lined up."""
    if re.match(r"\s*-[^\s-]", place.row):
        return (place.line, indent_of(place.row) + 1, "write a space after the dash")
    if "block" in where or "expected <block end>" in problem or "indent" in problem:
        return explain_not_lined_up(place)
    return None


def explain_dash_beside(place: YamlPlace) -> Answer | None:
    """A list that begins on the row of its name."""
    beside = _DASH_BESIDE.match(place.row)
    if beside is None:
        return None
    words = (
        f"a dash begins a row of a list: write it on the next line, below {beside[1]}: "
        f'(or, if it belongs to the text, put the text in quotes: "- …")'
    )
    return (place.line, beside.start(2), words)


def explain_not_lined_up(place: YamlPlace) -> Answer:
    """Why a row does not belong to the rows around it. The row to fix may be the one above."""
    ours, indent = place.row.rstrip(), indent_of(place.row)
    comma = _comma_at_end(ours)
    if comma is not None:
        return (place.line, comma, "remove this comma; only rows within { } or [ ] have commas")
    above = place.above()
    words = "this row is not lined up with the rows it belongs to"
    if above is None:
        return (place.line, indent, f"{words}; start it with no spaces")
    number, row = above
    if _lacks_a_dash(place, row):
        return (place.line, indent, f"{DASH} {ours.strip()}")
    beside = re.match(r"\s*\w+:\s+([^\s#])", row)
    if ours.lstrip().startswith("- ") and beside is not None and indent >= indent_of(row):
        return (
            number,
            beside.start(1),
            "a list follows below, so this does not belong here; remove it",
        )
    out = _row_moved_out(place, number, row)
    if out is not None:
        return out
    if not ours.lstrip().startswith("-") and re.search(r":\s+[^\s#]", row):
        if row.lstrip().startswith("-") and indent != content_of(row):
            return (place.line, indent, f"{words}; start it with {_spaces(content_of(row))}")
        if indent > indent_of(row):
            words = "this row is indented too far, or the row above it should end with a colon"
            return (place.line, indent, words)
    theirs = f"the row above it starts with {_spaces(indent_of(row))}"
    return (place.line, indent, f"{words}; {theirs}, this one with {_spaces(indent)}")


def _comma_at_end(row: str) -> int | None:
    """Where a row outside of brackets ends with a comma."""
    bare = re.sub(r"\s#.*$", "", row)
    opened = sum(map(bare.count, "[{")) - sum(map(bare.count, "]}"))
    return len(bare.rstrip()) - 1 if bare.rstrip().endswith(",") and not opened else None


def _lacks_a_dash(place: YamlPlace, above: str) -> bool:
    """Whether the rows around it begin with a dash and this one does not."""
    ours = place.row.lstrip()
    if ours.startswith("-"):
        return False
    if ours.startswith("{"):
        return above.lstrip().startswith("- ") and indent_of(place.row) <= content_of(above)
    for row in reversed(place.rows[: place.line]):
        if row.strip() and indent_of(row) < indent_of(place.row):
            return False
        if row.lstrip().startswith("- ") and indent_of(row) == indent_of(place.row):
            return True
    return False


def _row_moved_out(place: YamlPlace, number: int, row: str) -> Answer | None:
    """The row above, where it alone is indented less than the rows on both its sides."""
    before = YamlPlace("\n".join(place.rows), number, 0).above()
    dashed = row.lstrip().startswith("-") or place.row.lstrip().startswith("-")
    if before is None or dashed or row.rstrip().endswith(":"):
        return None
    inner = content_of(before[1])
    if indent_of(row) < inner == indent_of(place.row):
        words = (
            f"this row is not lined up with the rows above and below it; "
            f"start it with {_spaces(inner)}, as they do"
        )
        return (number, indent_of(row), words)
    return None


def explain_second_list(place: YamlPlace) -> Answer:
    """Rows after what seems to be the end of the file; mostly the first row is indented."""
    for number, row in enumerate(place.rows):
        if row.strip() and not row.lstrip().startswith(("#", "---", "%")):
            if indent_of(row) > 0 and not place.row.startswith("---"):
                words = f"this row starts with {_spaces(indent_of(row))}; start it with none"
                return (number, 0, words)
            if not re.match(r"[^#]*:(\s|$)|[{\[-]", row) and not place.row.startswith("---"):
                return explain_no_colon(YamlPlace("\n".join(place.rows), number, 0))
            break
    words = "there can be only one list of settings in this file; remove this row"
    return (place.line, place.column, words)


def _spaces(count: int) -> str:
    return "no spaces" if count == 0 else "1 space" if count == 1 else f"{count} spaces"


_GLUED = re.compile(r"^(\s*(?:-\s+)*)([A-Za-z_][\w-]*)\s*:(?=[^\s:/\\])(.*)")
_GLUED_INSIDE = re.compile(
    r"[{,]\s*([A-Za-z_]\w*):(?=[\w\"'\[{“”‘’@#])(\[[^\]]*\]?|\{[^}]*\}?|[^,}]*)"
)
_QUOTED = re.compile(
    r"""(?P<lead>^\s*|[:\-,\[{]\s*)(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""", re.MULTILINE
)
_COMMENT = re.compile(r"(?:(?<=\s)|^)#.*", re.MULTILINE)
_BLOCK = re.compile(r"(?:^|:\s|-\s)\s*[|>][+-]?\d?[+-]?\s*(?:#.*)?$")


def find_glued(text: str) -> Iterator[tuple[str, Answer]]:
    """Each row that is `name:value`, as its name and its place with what to write. Rows inside quotes, block
    texts and comments are left out."""
    rows = text.split("\n")
    block: int | None = None
    for number, masked in enumerate(_mask(text).split("\n")):
        row = rows[number].rstrip("\r")
        indent = len(row) - len(row.lstrip(" "))
        if block is not None and (not row.strip() or indent > block):
            continue
        block = indent if _BLOCK.search(masked.rstrip()) else None
        found = _GLUED.match(masked)
        if found is not None:
            column = found.start(3)
            value = row[column : len(masked.rstrip())]
            yield found[2], (number, column, describe_glued(found[2], value))


def find_glued_inside(row: str) -> tuple[int, str] | None:
    """Where within { } of one row a colon has no space behind it, and what to write."""
    found = _GLUED_INSIDE.search(_mask_keeping_starts(row))
    if found is None:
        return None
    return found.end(1) + 1, describe_glued(found[1], row[found.start(2) : found.end(2)])


def describe_glued(name: str, value: str) -> str:
    """What to write in place of `name:value`."""
    return f"write a space after the colon: {name}: {value.strip()}"


def _mask(text: str) -> str:
    """The text with every quoted text and comment blanked out, letter by letter."""

    def blank(found: re.Match[str]) -> str:
        lead = found.groupdict().get("lead") or ""
        rest = found[0][len(lead) :]
        return lead + re.sub(r"[^\n]", "\x01", rest)

    return _COMMENT.sub(lambda found: " " * len(found[0]), _QUOTED.sub(blank, text))


def _mask_keeping_starts(row: str) -> str:
    """The row with what is inside quotes blanked out; the quotes stay."""
    return re.sub(r'"[^"]*"|\'[^\']*\'', lambda found: f'"{"_" * (len(found[0]) - 2)}"', row)
