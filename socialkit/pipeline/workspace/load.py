"""Read the workspace once: schedule, articles and lines, with every problem found on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from socialkit.article.links.urls import page_identity
from socialkit.article.read import every_entry, gather_articles
from socialkit.article.sources.access import access_to
from socialkit.article.sources.page_cache import PageCache
from socialkit.article.sources.sources import is_address
from socialkit.article.sources.strange_pages import KnownArticle, fetch_article
from socialkit.config.line_file.line_file import read_line_file
from socialkit.config.schedule.schedule_file import SCHEDULE_NAME, Loaded, load_schedule
from socialkit.errors import ConfigError, Problem
from socialkit.files import read_file
from socialkit.model.article import Article
from socialkit.model.lines import LineFile, Use
from socialkit.model.protocols import Remember, read_uncached
from socialkit.model.schedule import Schedule

LINES_NAME = "lines.yaml"
SOURCE = re.compile(r"^\s*source:\s*(?:[>|]-?\s+)?[\"']?([^\s\"']+)", re.MULTILINE)
"""The row of a lines.yaml that names its article, as `make` writes it."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """What is in the folder. `schedule` is valid; `problems` are about articles that could not be read,
    or only from an old copy (notes), and do not stop the rest."""

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
        """The path of the line file of one article."""
        return self.quotes / slug / LINES_NAME

    def line_file(self, slug: str) -> LineFile | None:
        """The lines of one article; None before `make`. Raise ConfigError if the file has a mistake."""
        return read_line_file(self.line_file_path(slug), self.remember)

    def line_files(self) -> dict[str, LineFile]:
        """Every lines.yaml that can be read, by its folder in quotes/, with or without its article."""
        return read_line_files(self.folder, self.remember)


def no_shelf() -> PageCache | None:
    """Fetch pages each time and keep none."""
    return None


def read_workspace(
    folder: Path,
    *,
    today: date,
    open_shelf: Callable[[], PageCache | None] = no_shelf,
    remember: Remember = read_uncached,
) -> Workspace:
    """Read the folder. `open_shelf` opens the cache of pages, and is called only if an address is named.
    Raise ConfigError with every problem if schedule.yaml cannot be used."""
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
    pages = open_shelf() if any(is_address(one) for one in schedule.articles) else None
    baseline = pages and pages.feed_baseline(schedule.older_entries, lambda: made_pages(folder))
    logins = schedule.article_logins
    if pages:
        pages.allow(schedule.articles, logins)
        pages.protect(lambda: find_known_articles(folder, remember))
    found = gather_articles(
        schedule.articles,
        folder,
        load=pages.load
        if pages
        else partial(fetch_article, access=access_to(schedule.articles, logins)),
        choose=baseline.choose if baseline else every_entry,
        remember=remember,
    )
    of_pages = (*pages.problems, *baseline.problems) if pages and baseline else ()
    problems = (*(_at_its_row(one, loaded, schedule, folder) for one in found.problems), *of_pages)
    workspace = Workspace(
        folder, loaded, schedule, found.articles, problems, found.unread, remember
    )
    if found.is_complete:
        return workspace
    return replace(workspace, unread=found.unread.union(_load_page_slugs(workspace)))


def _at_its_row(problem: Problem, loaded: Loaded, schedule: Schedule, folder: Path) -> Problem:
    """A problem of an address, or of a file that is not there, at the row of schedule.yaml that names it."""
    if problem.file not in schedule.articles:
        return problem
    if not is_address(problem.file) and (folder / problem.file).exists():
        return problem
    line, column = loaded.position("articles", schedule.articles.index(problem.file), "feed")
    return replace(problem, file=SCHEDULE_NAME, line=line, column=column)


def find_known_articles(
    folder: Path, remember: Remember = read_uncached
) -> dict[str, KnownArticle]:
    """By the identity of a page, the lines that were made from it and are not rejected. Only from files
    that can be read and have any line."""
    found: dict[str, KnownArticle] = {}
    for slug, file in read_line_files(folder, remember).items():
        if file.entries and is_address(file.source):
            lines = tuple(one.text for one in file.entries if one.use is not Use.NO)
            known = KnownArticle(lines, str(Path("quotes") / slug / LINES_NAME))
            found.setdefault(page_identity(file.source), known)
    return found


def read_line_files(folder: Path, remember: Remember) -> dict[str, LineFile]:
    """Every lines.yaml of a workspace that can be read, by its folder in quotes/."""
    found: dict[str, LineFile] = {}
    for path in sorted((folder / "quotes").glob(f"*/{LINES_NAME}")):
        with suppress(ConfigError):
            file = read_line_file(path, remember)
            if file is not None:
                found[path.parent.name] = file
    return found


def made_pages(folder: Path) -> frozenset[str]:
    """The addresses of pages that lines were made from, also from files that have a mistake."""
    found: set[str] = set()
    for path in (folder / "quotes").glob(f"*/{LINES_NAME}"):
        with suppress(OSError):
            found.update(SOURCE.findall(read_file(path).decode("utf-8", "replace")))
    return frozenset(one for one in found if is_address(one))


def _load_page_slugs(workspace: Workspace) -> Iterator[str]:
    """The slugs whose lines were made from a page that no pattern leads to now. While a feed cannot be
    read, they count as its articles, so that none of their posts is lost."""
    for path in sorted(workspace.quotes.glob(f"*/{LINES_NAME}")):
        slug = path.parent.name
        if slug not in workspace.articles and _is_from_page(workspace, slug):
            yield slug


def _is_from_page(workspace: Workspace, slug: str) -> bool:
    try:
        file = workspace.line_file(slug)
    except ConfigError:  # it has a mistake; in doubt, no post is thrown away
        return True
    return file is not None and is_address(file.source)
