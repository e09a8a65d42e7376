"""Sentences of a fictional practice, as many as a torture run needs. In: a number. Out: sentences."""

from __future__ import annotations

import itertools


def make_quotes(number: int) -> list[str]:
    """So many sentences, none of which stands within another."""
    who = ("A slow answer", "A shared meal", "An old joke", "A short walk", "A warm hand",
           "A plain word", "An open door", "A late letter", "A small habit", "A quiet room")  # fmt: skip
    does = ("keeps two people near.", "leaves room for both of us.", "says more than a promise.",
            "can hold a long silence.", "makes the evening kinder.", "is worth a second try.",
            "asks for nothing back.", "carries a whole week.", "outlives the quarrel.",
            "finds its way home.")  # fmt: skip
    return [f"{one} {two}" for one, two in itertools.islice(itertools.product(who, does), number)]
