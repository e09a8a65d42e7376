"""The lines that a mistyped quote was most likely meant to be.

In: a quote that stands in no article, and the workspace. Out: sentences of the articles, the nearest
first. Knows nothing of schedules and of how a quote is posted.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from socialkit.lines.language.split import split_sentences
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.units import fold

MOST_OFFERED = 3
LONGEST_OFFERED = 300
"""Of a sentence that is offered; she copies it, so that it is shown whole or not at all."""
CUTOFF = 0.5


def offer_nearest(quote: str, workspace: Workspace) -> str:
    """What to write in place of a quote that stands in no article, in words."""
    nearest = find_nearest(quote, workspace)
    if not nearest:
        return "copy them from the article, letter for letter"
    shown = " or ".join(f"“{one}”" for one in nearest)
    are = "the nearest is" if len(nearest) == 1 else "the nearest are"
    return f"{are}: {shown}; write one of them, or copy other words from the article"


def find_nearest(quote: str, workspace: Workspace) -> tuple[str, ...]:
    """Up to three sentences, word for word as an article has them, the nearest first."""
    by_words = {fold(one).lower(): one for one in _sentences(workspace)}
    close = difflib.get_close_matches(fold(quote).lower(), by_words, n=MOST_OFFERED, cutoff=CUTOFF)
    return tuple(by_words[one] for one in close)


def _sentences(workspace: Workspace) -> Iterator[str]:
    """Every sentence; of one that stands twice the first counts."""
    for article in reversed(tuple(workspace.articles.values())):
        for block in reversed(article.blocks):
            for start, end in split_sentences(article.text, block.start, block.end):
                words = " ".join(article.text[start:end].split())
                if len(words) <= LONGEST_OFFERED:
                    yield words
