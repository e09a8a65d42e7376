"""Her folder, read once: schedule, articles and lines, with every problem found on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from socialkit.article.gather import every_entry, gather_articles
from socialkit.article.sources.fetch import fetch
from socialkit.article.sources.page_cache import PageCache
from socialkit.article.sources.sources import is_address
from socialkit.config.line_file.line_file import read_line_file
from socialkit.config.schedule.schedule_file import SCHEDULE_NAME, Loaded, load_schedule
from socialkit.errors import ConfigError, Problem
from socialkit.model.article import Article
from socialkit.model.lines import LineFile
from socialkit.model.protocols import Remember, read_uncached
from socialkit.model.schedule import Schedule

LINES_NAME = "lines.yaml"
SOURCE = re.compile(r"^\s*source:\s*(?:[>|]-?\s+)?[\"']?([^\s\"']+)", re.MULTILINE)
"""The row of a lines.yaml that names its article, as `make` writes it."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """What stands in the folder. `schedule` is known to be right; `problems` are about articles that
    could not be read, or only from an old copy (notes), and do not stop the rest."""

    folder: Path
    loaded: Loaded
    schedule: Schedule
    articles: Mapping[str, Article]
    problems: tuple[Problem, ...] = field(default_factory=tuple)
    unread: frozenset[str] = frozenset()  # slugs of articles that could not be read just now
    remember: Remember = field(default=read_uncached, compare=False)

    @property
    def quotes(self) -> Path:
        """The folder of lines.yaml files and cards."""
        return self.folder / "quotes"

    def line_file_path(self, slug: str) -> Path:
        """Where the lines of one article lie."""
        return self.quotes / slug / LINES_NAME

    def line_file(self, slug: str) -> LineFile | None:
        """The lines of one article; None before `make`. Raise ConfigError where she mistyped."""
        return read_line_file(self.line_file_path(slug), self.remember)


def no_shelf() -> PageCache | None:
    """Pages are asked each time and never kept."""
    return None


def read_workspace(
    folder: Path,
    *,
    today: date,
    open_shelf: Callable[[], PageCache | None] = no_shelf,
    remember: Remember = read_uncached,
) -> Workspace:
    """Read the folder. `open_shelf` gives the copies of pages, and is asked only where an address is
    named. Raise ConfigError with every problem when schedule.yaml cannot be used."""
    loaded = load_schedule(folder / SCHEDULE_NAME, today=today, remember=remember)
    schedule = loaded.demand()
    return read_articles(loaded, schedule, folder, open_shelf=open_shelf, remember=remember)


def read_articles(
    loaded: Loaded,
    schedule: Schedule,
    folder: Path,
    *,
    open_shelf: Callable[[], PageCache | None] = no_shelf,
    remember: Remember = read_uncached,
) -> Workspace:
    """Every article that the schedule names; one that cannot be read becomes a problem."""
    shelf = open_shelf() if any(is_address(one) for one in schedule.articles) else None
    sights = shelf and shelf.feed_baseline(schedule.older_entries, lambda: made_pages(folder))
    found = gather_articles(
        schedule.articles,
        folder,
        load=shelf.load if shelf else fetch,
        choose=sights.choose if sights else every_entry,
        remember=remember,
    )
    told = (*shelf.problems, *sights.problems) if shelf and sights else ()
    problems = (*(_at_her_row(one, loaded, schedule) for one in found.problems), *told)
    workspace = Workspace(
        folder, loaded, schedule, found.articles, problems, found.unread, remember
    )
    if found.is_complete:
        return workspace
    return replace(workspace, unread=found.unread.union(_from_pages(workspace)))


def _at_her_row(problem: Problem, loaded: Loaded, schedule: Schedule) -> Problem:
    """A problem of an address that she wrote herself, at the row where it stands."""
    if not is_address(problem.file) or problem.file not in schedule.articles:
        return problem
    line, column = loaded.position("articles", schedule.articles.index(problem.file), "feed")
    return replace(problem, file=SCHEDULE_NAME, line=line, column=column)


def made_pages(folder: Path) -> frozenset[str]:
    """The addresses of pages of which lines were made, also where she mistyped in those."""
    found: set[str] = set()
    for path in (folder / "quotes").glob(f"*/{LINES_NAME}"):
        with suppress(OSError):
            found.update(SOURCE.findall(path.read_text("utf-8", "replace")))
    return frozenset(one for one in found if is_address(one))


def _from_pages(workspace: Workspace) -> Iterator[str]:
    """The slugs whose lines were made from a page that no pattern leads to just now: as long as a
    feed cannot be read, they count as its articles, so that none of their posts is lost."""
    for path in sorted(workspace.quotes.glob(f"*/{LINES_NAME}")):
        slug = path.parent.name
        if slug not in workspace.articles and _is_from_page(workspace, slug):
            yield slug


def _is_from_page(workspace: Workspace, slug: str) -> bool:
    try:
        file = workspace.line_file(slug)
    except ConfigError:  # she mistyped in it; when in doubt, nothing is thrown away
        return True
    return file is not None and is_address(file.source)
