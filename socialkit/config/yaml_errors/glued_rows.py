"""Rows whose colon has no space behind it, such as `timezone:Asia/Kolkata`: YAML reads them as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socialkit.config.yaml_errors.indentation import Answer

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
