"""Sentences out of a small grammar: fictional, many, the same every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import cycle, islice, product

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

FEW = (
    ("Kind", "Old", "Quiet", "Late", "Small", "Warm", "Slow", "Brave", "Plain", "Soft"),
    ("words", "hands", "lamps", "letters", "gardens", "mornings", "songs", "doors", "walks", "rains"),
    ("wait.", "return.", "help.", "stay.", "begin.", "heal.", "matter.", "answer.", "last.", "grow."),
)  # fmt: skip
"""Texts of three words, for themes that take no more."""

SAID = (
    "I am sorry.", "I’m tired.", "I was wrong.", "We’ll find a way.", "You never ask.", "It’s late.",
    "If you cared, you’d know.", "I don’t know what I feel yet.",
)  # fmt: skip
THEN = (
    "", "I’ll come back in an hour.", "Can you wait with me?", "Is it all right if I sit with you?",
    "Isn’t it always me who begins?", "Fine!", "I’d rather hear you tomorrow than half-hear you now.",
)  # fmt: skip
"""What two people say to each other, in quotes: I and its contractions are what a machine misreads."""

SEED = 20


def sentences(seed: int = SEED) -> Iterator[str]:
    """All sentences of the grammar, a few thousand, in an order fixed by the seed."""
    plain = [f"{' '.join(parts)}{end}." for *parts, end in product(WHO, DOES, WHEN, AND)]
    random.Random(seed).shuffle(plain)
    return cycle(plain)


def few_words(seed: int = SEED) -> Iterator[str]:
    """The same for texts of three words."""
    plain = [" ".join(parts) for parts in product(*FEW)]
    random.Random(seed).shuffle(plain)
    return cycle(plain)


def spoken(seed: int = SEED) -> Iterator[str]:
    """The same for what is said, in quotes."""
    plain = [f"“{' '.join(filter(None, parts))}”" for parts in product(SAID, THEN)]
    random.Random(seed).shuffle(plain)
    return cycle(plain)


def some(count: int, seed: int = SEED) -> list[str]:
    """So many sentences, all different."""
    return list(islice(sentences(seed), count))
