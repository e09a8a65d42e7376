"""How the rules write down what they look for: sets of words, and patterns with a row for each way.

In: text. Out: frozen sets and compiled patterns. Knows nothing of what they are for.
"""

from __future__ import annotations

import re


def word_set(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())


def any_of(rows: str) -> str:
    """The source of a pattern that matches any row of `rows`; white space around a row is left out."""
    return "(?:" + "|".join(row.strip() for row in rows.splitlines() if row.strip()) + ")"


def find_any(rows: str) -> re.Pattern[str]:
    """A pattern that finds any of the rows where a word begins."""
    return re.compile(r"\b" + any_of(rows))


def open_with(rows: str) -> re.Pattern[str]:
    """A pattern for texts that begin with any of the rows."""
    return re.compile("^" + any_of(rows))
