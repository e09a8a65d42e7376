"""Quotes in the schedule that are in no article, and the sentences that come nearest."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from socialkit.errors import Problem
from socialkit.lines.language.sentence import split_sentences
from socialkit.model.notice import Notice, NoticeCode, file_notice
from socialkit.model.text import find_look, fold_look, without_unseen
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.units import is_never_posted


def check_quotes(workspace: Workspace, *, since: date | None = None) -> Iterator[Problem]:
    """A problem for each `quote:` that is not in an article, word for word, or that may not be posted.
    Rows for a day before `since` are left out."""
    return (problem for _, problem in _check_quotes(workspace, since))


def find_lost_quotes(workspace: Workspace, now: datetime) -> list[Notice]:
    """Quotes that left their article, as `check_quotes` words it. Empty while an article cannot be
    read: the quote may be in that one, and the article has a notice of its own."""
    if workspace.unread:
        return []
    today = now.astimezone(ZoneInfo(workspace.schedule.timezone)).date()
    return [
        file_notice(problem, NoticeCode.QUOTE_LOST, f"quote:{fold_look(quote)}")
        for quote, problem in _check_quotes(workspace, today)
    ]


def _check_quotes(workspace: Workspace, since: date | None) -> Iterator[tuple[str, Problem]]:
    texts = [article.text for article in workspace.articles.values()]
    for index, spec in enumerate(workspace.schedule.slots):
        is_over = since is not None and spec.date is not None and spec.date < since
        if spec.quote is None or is_over:
            continue
        message = None
        if not any(find_look(spec.quote, text) for text in texts):
            message = f"these words are in no article; {offer_nearest(spec.quote, workspace)}"
        elif is_never_posted([spec.quote], workspace.schedule.never_post):
            message = (
                "these words contain a phrase that is under never_post, so this time stays empty; "
                "change one of the two"
            )
        if message:
            yield spec.quote, workspace.loaded.problem(("post", index, "quote"), message)


MAX_OFFERED = 3
MAX_OFFERED_LENGTH = 300
"""Characters; a longer sentence is not offered, since the owner could not copy it whole."""
CUTOFF = 0.5


def offer_nearest(quote: str, workspace: Workspace) -> str:
    """What to write in place of a quote that is in no article."""
    nearest = find_nearest(quote, workspace)
    if not nearest:
        return "copy them from the article, letter for letter"
    first, *others = (f"“{one}”" for one in nearest)
    shown = " or ".join((first + _describe_difference(quote, nearest[0]), *others))
    are = "the nearest is" if len(nearest) == 1 else "the nearest are"
    return f"{are}: {shown}; write one of them, or copy other words from the article"


MAX_DIFFERENCES = 3


def _describe_difference(quote: str, sentence: str) -> str:
    """Which words of a quote are others in the sentence; nothing where nearly all are."""
    typed, found = (fold_look(one).rstrip(".").split() for one in (quote, sentence))
    match = difflib.SequenceMatcher(None, typed, found, autojunk=False)
    changed = [one[1:] for one in match.get_opcodes() if one[0] != "equal"]
    if not 0 < len(changed) <= MAX_DIFFERENCES:
        return ""
    named = [_name_change(" ".join(typed[a:b]), " ".join(found[c:d])) for a, b, c, d in changed]
    return f" ({', '.join(named)})"


def _name_change(typed: str, found: str) -> str:
    if not typed:
        return f"you left out “{found}”"
    return f"“{found}” where you wrote “{typed}”" if found else f"without your “{typed}”"


def find_nearest(quote: str, workspace: Workspace) -> tuple[str, ...]:
    """Up to three sentences, word for word as an article has them, the nearest first."""
    by_words = {fold_look(one).lower(): one for one in _sentences(workspace)}
    close = difflib.get_close_matches(
        fold_look(quote).lower(), by_words, n=MAX_OFFERED, cutoff=CUTOFF
    )
    return tuple(by_words[one] for one in close)


def _sentences(workspace: Workspace) -> Iterator[str]:
    """Every sentence, the last article first, so that the first of two equal ones wins."""
    for article in reversed(tuple(workspace.articles.values())):
        for block in reversed(article.blocks):
            for start, end in split_sentences(article.text, block.start, block.end):
                words = " ".join(without_unseen(article.text[start:end]).split())
                if len(words) <= MAX_OFFERED_LENGTH:
                    yield words
