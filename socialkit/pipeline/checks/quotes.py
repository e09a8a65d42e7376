"""Quotes in the schedule that stand in no article, and the nearest sentences."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from socialkit.errors import Problem
from socialkit.lines.language.sentence import split_sentences
from socialkit.model.wording import find_quote
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.units import fold, holds_phrase


def check_quotes(workspace: Workspace, *, since: date | None = None) -> Iterable[Problem]:
    """Does every `quote:` stand in an article, word for word? Rows for a day before `since` are
    left out."""
    for index, spec in enumerate(workspace.schedule.slots):
        is_over = since is not None and spec.date is not None and spec.date < since
        if spec.quote is None or is_over:
            continue
        texts = [article.text for article in workspace.articles.values()]
        if not any(find_quote(spec.quote, text) for text in texts):
            words = f"these words stand in no article; {offer_nearest(spec.quote, workspace)}"
            yield workspace.loaded.problem(("post", index, "quote"), words)
        elif holds_phrase([spec.quote], workspace.schedule.never_post):
            words = (
                "these words hold a phrase that stands under never_post, so this time stays empty"
            )
            yield workspace.loaded.problem(
                ("post", index, "quote"), f"{words}; change one of the two"
            )


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


def find_lost_quotes(workspace: Workspace, now: datetime) -> list[str]:
    """Quotes that left their article; while one cannot be read, nobody knows, and that is told."""
    if workspace.unread:
        return []
    today = now.astimezone(ZoneInfo(workspace.schedule.timezone)).date()
    return [str(one) for one in check_quotes(workspace, since=today)]
