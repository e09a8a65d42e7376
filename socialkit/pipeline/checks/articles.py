"""What `check` says about the articles themselves: samples, missing titles, the same words twice."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from socialkit.article.sources.sources import find_foreign_files, is_address
from socialkit.errors import Problem
from socialkit.model.article import Article
from socialkit.model.text import normalise
from socialkit.pipeline.workspace.load import Workspace


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
