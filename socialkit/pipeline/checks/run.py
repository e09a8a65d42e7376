"""`socialkit check`: everything that can be wrong in a workspace, all at once.

Writes only copies of pages, and fetches only articles that are pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from socialkit.article.sources.page_cache import PageCache
from socialkit.config.schedule.schedule_file import SCHEDULE_NAME, load_schedule
from socialkit.errors import ConfigError, Problem
from socialkit.model.article import Article
from socialkit.model.lines import LineFile
from socialkit.model.protocols import Remember, read_uncached
from socialkit.model.text import shorten
from socialkit.pipeline.accounts.account_links import allow
from socialkit.pipeline.checks.articles import check_articles
from socialkit.pipeline.checks.brand import check_brand, check_closing, check_colours
from socialkit.pipeline.checks.quotes import check_quotes
from socialkit.pipeline.checks.service_urls import check_notify, check_pictures
from socialkit.pipeline.planning.candidates import stands_in
from socialkit.pipeline.workspace.load import Workspace, no_shelf, read_articles


def check_workspace(
    folder: Path,
    *,
    today: date,
    assets: Path,
    open_shelf: Callable[[], PageCache | None] = no_shelf,
    remember: Remember = read_uncached,
    look_ahead: Callable[[Workspace], Iterable[Problem]] = lambda _: (),
    has_public_folder: bool = True,
) -> tuple[Problem, ...]:
    """Every problem, in the order of files and lines. `look_ahead` finds what only the coming weeks
    show."""
    loaded = load_schedule(folder / SCHEDULE_NAME, today=today, remember=remember)
    problems = list(loaded.problems)
    if loaded.schedule is not None:
        workspace = read_articles(
            loaded, loaded.schedule, folder, open_shelf=open_shelf, remember=remember
        )
        with ThreadPoolExecutor(1) as pool:  # reading addresses takes another process
            addresses = pool.submit(lambda: list(check_notify(workspace)))
            problems.extend(workspace.problems)
            problems.extend(_deeper(workspace))
            problems.extend(check_closing(workspace, assets=assets))
            problems.extend(look_ahead(workspace))
            problems.extend(check_pictures(workspace, has_public_folder=has_public_folder))
            problems.extend(addresses.result())
    return tuple(sorted(set(problems)))


def _deeper(workspace: Workspace) -> Iterable[Problem]:
    """What can only be checked if schedule.yaml itself can be read."""
    yield from check_articles(workspace)
    yield from check_accounts(workspace)
    yield from check_lines(workspace)
    yield from check_quotes(workspace)
    yield from check_brand(workspace.schedule, workspace.loaded)
    yield from check_colours(workspace)


def check_accounts(workspace: Workspace) -> Iterable[Problem]:
    """A note for each article that does not link to one account of each network."""
    for article in workspace.articles.values():
        _, blocked = allow(article, workspace.schedule.accounts)
        for words in blocked.values():
            yield Problem(article.source, 1, 1, words, level="note")


def check_lines(workspace: Workspace) -> Iterable[Problem]:
    """Are the lines made, can they be read, and are they still in their article?"""
    for slug, article in workspace.articles.items():
        name = str(workspace.line_file_path(slug).relative_to(workspace.folder))
        try:
            file = workspace.line_file(slug)
        except ConfigError as error:
            yield from error.problems
            continue
        if file is None:
            yield Problem(name, 1, 1, "not made yet; run: socialkit make", level="note")
        else:
            yield from _gone(name, file, article)


def _gone(name: str, file: LineFile, article: Article) -> Iterable[Problem]:
    for entry in (*file.lines, *file.structures):
        if not stands_in(entry, article):
            words = f"“{shorten(entry.text, 60)}” is no longer in the article; run: socialkit make"
            yield Problem(name, 1, 1, words, level="note")
