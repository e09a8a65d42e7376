"""Who picks: socialkit, and the two baselines that need no library.

All baselines choose among the sentences that stand in paragraphs, so that the work of telling a
paragraph from a heading or a contact line counts for them as well.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from socialkit.lines.language.sentence import split_sentences
from socialkit.lines.reading import read_lines
from socialkit.model.article import Article, BlockKind

MOST = 10

Picker = Callable[[Article], list[str]]


def find_sentences(article: Article) -> list[str]:
    """The sentences that stand in paragraphs, in order."""
    return [
        article.text[start:end]
        for block in article.blocks
        if block.kind is BlockKind.PARAGRAPH
        for start, end in split_sentences(article.text, block.start, block.end)
    ]


def pick_ours(article: Article) -> list[str]:
    """What `socialkit lines` shows."""
    return [line.text for line in read_lines(article, most=MOST).lines]


def pick_lead(article: Article) -> list[str]:
    """The first ones."""
    return find_sentences(article)[:MOST]


def draw(seed: int) -> Picker:
    """A picker that draws blindly, the same each time for the same seed and text."""

    def pick(article: Article) -> list[str]:
        sentences = find_sentences(article)
        lot = random.Random(f"{seed} {article.slug}")
        return lot.sample(sentences, min(MOST, len(sentences)))

    return pick
