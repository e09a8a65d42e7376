"""Characters that come with copied text or from a word processor, and look right."""

from __future__ import annotations

import re

from socialkit.config.yaml_errors.indentation import DASH, Answer, Place, indent_of

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


def explain_pasted(_: str, __: str, place: Place, start: Place | None) -> Answer | None:
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
