"""Does a file end too early? A program that saves slowly leaves the first part there for a while.

In: the text that stands there now, the text that stood there before. Out: yes or no. Pure; knows
nothing of schedules.

Such a part may well be a file in good order that says something else: 84 of the 437 beginnings of a
small sample were (reference: Scheduling, 9.3).
"""

from __future__ import annotations


def is_cut_off(text: str, before: str) -> bool:
    """Whether `text` looks like the beginning of a file that is still being written over `before`:
    a beginning of it; or its last row has no end; or rows are missing, the last one among them."""
    if text == before:
        return False
    if before.startswith(text) or (before.endswith("\n") and not text.endswith("\n")):
        return True
    return text.count("\n") < before.count("\n") and _last_row(text) != _last_row(before)


def _last_row(text: str) -> str:
    return text.rstrip().rpartition("\n")[2].strip()
