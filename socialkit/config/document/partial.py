"""What can still be read in a schedule.yaml that is broken or cut off."""

from __future__ import annotations

import re
from pathlib import Path

from socialkit.config.document.reader import read_document

ROWS = re.compile(r"^notify:.*(?:\n(?:[ \t#-].*|(?=\n)))*", re.MULTILINE)
"""The key and all that belongs to it, up to the next key."""


def salvage_notify(path: Path) -> tuple[str, ...]:
    """Read these rows by themselves, whatever stands in the others."""
    try:
        found = ROWS.search(path.read_text("utf-8"))
    except (OSError, UnicodeError):
        return ()
    value = read_document(found[0].encode(), path.name).value if found else None
    rows = value.get("notify") if isinstance(value, dict) else None
    listed = rows if isinstance(rows, list) else [rows]
    return tuple(one.strip() for one in listed if isinstance(one, str) and one.strip())


def is_cut_off(text: str, before: str) -> bool:
    """Whether `text` looks like the beginning of a file that is still being saved over `before`: it is
    a beginning of it; or its last row has no end; or it ends with another row, and there are fewer of
    them, or that row had others after it, which are missing."""
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
