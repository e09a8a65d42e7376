"""Contrasts and lists out of the same small grammar: many lengths, the same every time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import cycle, islice

from socialkit.model.card import CardPart, CardRequest, Form, Size
from tests.benchmarks.cards.sentences import FEW, SEED, few_words, sentences, spoken

LABELS = (
    ("With a pause", "Without a pause"),
    ("When one of them waits", "When nobody waits"),
    ("With trust:", "Without trust:"),
    ("Without a plan", "With a plan"),
    ("Instead of a guess", "A question"),
)
TITLES = (
    "Tonight you can try:",
    "Begin with:",
    "When the house is quiet again, couples can:",
    "What helps after a loud evening, and costs nothing at all:",
    "On a grey Monday, before anybody has eaten, it is enough to:",
    "A patient listener knows:",
)
LEAST, MOST = 0.8, 1.3
"""What “about so many” words are."""
SIDES = ((3, 3), (8, 8), (2, 16), (12, 9), (25, 3), (9, 25), (18, 18), (1, 8), (25, 25), (16, 2))
"""About how many words the sides have."""
ITEMS = ((2, 3), (3, 8), (4, 2), (5, 9), (7, 3), (2, 12), (6, 1), (3, 16), (4, 8), (8, 2))
"""How many items, and about how many words each has."""


def texts_of(words: int, seed: int) -> Iterator[str]:
    """Texts of about so many words: one or two words, three, or whole sentences."""
    long, few = sentences(seed), few_words(seed)
    while True:
        if words <= len(FEW):
            yield " ".join(next(few).split()[len(FEW) - words :]).capitalize()
            continue
        text = ""
        while len(text.split()) < LEAST * words:
            grown = f"{text} {next(long)}".strip()
            text = grown if len(grown.split()) <= MOST * words else text
        yield text


def contrast_of(
    counts: tuple[int, int], labels: Sequence[str], theme: str, size: Size, seed: int = SEED
) -> CardRequest:
    """A contrast whose sides have about so many words."""
    texts = [next(texts_of(words, seed + at)) for at, words in enumerate(counts)]
    parts = tuple(map(CardPart, texts, labels))
    return CardRequest("", theme, size, form=Form.CONTRAST, parts=parts)


def list_of(
    items: int, words: int, title: str, theme: str, size: Size, seed: int = SEED
) -> CardRequest:
    """A list of so many items with about so many words each."""
    parts = tuple(map(CardPart, islice(texts_of(words, seed), items)))
    return CardRequest(title, theme, size, form=Form.LIST, parts=parts)


def spoken_contrast(said: Iterator[str], labels: Sequence[str], theme: str) -> CardRequest:
    """A contrast of what two people say, as most contrasts are."""
    parts = tuple(CardPart(next(said), label) for label in labels)
    return CardRequest("", theme, Size.PORTRAIT, form=Form.CONTRAST, parts=parts)


def of_all_lengths(form: Form, theme: str, seed: int) -> Iterator[CardRequest]:
    """Portrait contrasts or lists, short and long in turn, without end; half the contrasts are spoken."""
    labels, titles, said = cycle(LABELS), cycle(TITLES), spoken(seed)
    for turn, (one, other) in enumerate(cycle(SIDES if form is Form.CONTRAST else ITEMS)):
        of_turn = seed + 31 * turn
        if form is Form.CONTRAST:
            yield contrast_of((one, other), next(labels), theme, Size.PORTRAIT, of_turn)
            yield spoken_contrast(said, next(labels), theme)
        else:
            yield list_of(one, other, next(titles), theme, Size.PORTRAIT, of_turn)
