"""Sentences out of a small grammar: fictional, many, the same every time.

In: how many. Out: texts of usual length, no two the same. Knows nothing of cards.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice

WHO = (
    "A tired couple", "The quiet one", "Whoever comes home late", "A patient listener", "Every pair",
    "The one who waits", "An old friend", "A worried mother", "The younger brother", "Somebody new",
)  # fmt: skip
DOES = (
    "learns to ask before", "often smiles after", "may rest a little while", "finds the door when",
    "can say less once", "remembers more than", "grows braver each time", "walks slower whenever",
)  # fmt: skip
WHEN = (
    "the evening turns", "rain falls on the roof", "nobody is counting", "the kettle sings",
    "both have eaten", "the garden is watered", "a letter arrives", "the lamp is lit",
    "the children sleep", "the last guest has gone",
)  # fmt: skip
AND = (
    "", ", and that is plenty", ", but not because of luck", "; the rest can wait until morning",
    ", which is how trust begins", " — and “sorry” comes easier then", ", even on a grey Monday",
)  # fmt: skip

SEED = 20


def sentences(seed: int = SEED) -> Iterator[str]:
    """Sentences without end of the grammar's few thousand, in an order fixed by the seed."""
    chance, told = random.Random(seed), set[str]()
    while True:
        text = " ".join(chance.choice(part) for part in (WHO, DOES, WHEN))
        text += chance.choice(AND) + "."
        if text not in told:
            told.add(text)
            yield text


def some(count: int, seed: int = SEED) -> list[str]:
    """So many sentences, all different."""
    return list(islice(sentences(seed), count))
