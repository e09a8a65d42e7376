"""What `check` says about the articles themselves (samples, missing titles, the same words twice), and about
quotes that stand in none of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from socialkit.article.sources.sources import find_foreign_files, is_address
from socialkit.errors import Problem
from socialkit.lines.language.sentence import split_sentences
from socialkit.model.article import Article
from socialkit.model.notice import Notice, NoticeCode, file_notice
from socialkit.model.text import find_look, fold_look, normalise, without_unseen
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.units import is_never_posted


def check_articles(workspace: Workspace) -> Iterable[Problem]:
    """A problem if there is no article; a note for each sample, missing title and second copy."""
    has_address = any(map(is_address, workspace.schedule.articles))
    is_said = any(one.level == "error" or has_address for one in workspace.problems)
    if not workspace.articles and not is_said:
        yield workspace.loaded.problem(
            ("articles",),
            "no article was found; put one into the folder articles/ (.docx, .txt, .md or .html)",
        )
    for article in workspace.articles.values():
        if article.sample:
            words = "this is a sample: it can be rehearsed, but it is never posted"
            yield Problem(article.source, 1, 1, words, level="note")
        if article.title_is_guessed:
            yield Problem(article.source, 1, 1, ask_for_title(article), level="note")
    yield from _check_copies(workspace)
    yield from _check_foreign_files(workspace)


WHAT_TO_DO = {
    ".pdf": "open the document that it was made from and save that as .docx",
    ".gdoc": "open it in Google Docs, choose File, Download, Microsoft Word (.docx), and put that file here",
    ".icloud": "it is still in iCloud; open it once, so that it is downloaded",
    ".pages": "open it in Pages, choose File, Export To, Word, and put the .docx here",
}
SAVE_AS = "open it, save it as .docx (File, Save As or Export), and put that file here"


def _check_foreign_files(workspace: Workspace) -> Iterable[Problem]:
    """A note for each file that is no article because of its kind."""
    for source in find_foreign_files(workspace.schedule.articles, workspace.folder):
        ending = PurePosixPath(source).suffix.lower()
        words = f"this kind of file cannot be read; {WHAT_TO_DO.get(ending, SAVE_AS)}"
        yield Problem(source, 1, 1, words, level="note")


def ask_for_title(article: Article) -> str:
    """What to write into an article without a title."""
    if "://" in article.source:
        how = "give its page a heading"
    elif article.source.lower().endswith((".txt", ".md")):
        how = "write it as the first row, with an empty row below it, or as title: … between two rows of ---"
    else:
        how = "write it at the top, as a heading"
    return f"this article has no title, so captions leave out the row with {{title}}; {how}"


def _check_copies(workspace: Workspace) -> Iterable[Problem]:
    """A note for each article whose words are in another one already."""
    seen: dict[str, str] = {}
    for article in workspace.articles.values():
        running = (article.slice(one) for one in article.blocks)
        words = normalise(" ".join(running)).casefold()
        first = seen.setdefault(words, article.source)
        if first != article.source:
            said = f"this article has the same words as {first}; remove one of the two"
            yield Problem(article.source, 1, 1, said, level="note")


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
