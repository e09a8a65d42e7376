"""Does a file end too early? A program that saves slowly leaves the first part there for a while.

In: the text that stands there now, the text that stood there before. Out: yes or no. Pure; knows
nothing of schedules.

Such a part may well be a file in good order that says something else: 84 of the 437 beginnings of a
small sample were (reference: Scheduling, 9.3).
"""

from __future__ import annotations


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
