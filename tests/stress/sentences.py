"""Sentences of a fictional practice, as many as a stress run needs."""

from __future__ import annotations

import itertools

WHO = ("A slow answer", "The shared meal", "One old joke", "Every short walk", "His warm hand",
       "Plain speech", "That open door", "Her late letter", "Some small habit", "Quiet rooms",
       "Borrowed patience")  # fmt: skip
DOES = ("keeps two people near", "leaves space to breathe", "outweighs promises",
        "can hold long silences", "softens hard news", "deserves another try",
        "asks nothing back", "carries tired couples", "outlives quarrels",
        "finds its way home", "teaches careful listening")  # fmt: skip
WHERE = ("beside the window", "on the stairs", "under one umbrella", "in the kitchen",
         "at the garden gate", "by candlelight", "along the river", "between platforms",
         "over cold tea", "inside parked cars", "near the harbour")  # fmt: skip
WHEN = ("before breakfast", "after midnight", "during rain", "until spring", "while children sleep",
        "most Sundays", "when nobody hurries", "since autumn", "without witnesses",
        "for seven minutes", "again and again")  # fmt: skip


def make_quotes(number: int) -> list[str]:
    """So many sentences, 121 at most; any two have one of their four parts in common, or none (a
    Latin square of prime order), so that none is nearly another."""
    pairs = itertools.product(range(len(WHO)), range(len(DOES)))
    return [
        f"{WHO[a]} {DOES[b]} {WHERE[(a + b) % 11]} {WHEN[(a + 2 * b) % 11]}."
        for a, b in itertools.islice(pairs, number)
    ]
