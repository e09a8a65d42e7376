"""Her folder, read once: schedule, articles and lines, with every problem found on the way.

In: a folder and today's date. Out: a Workspace. Knows nothing of the outbox and the networks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from socialkit.article import Source, find_sources, read_article
from socialkit.config import Loaded, load_schedule, read_line_file
from socialkit.errors import ArticleError, ConfigError, Problem
from socialkit.model import Article, LineFile, Schedule

SCHEDULE_NAME = "schedule.yaml"
LINES_NAME = "lines.yaml"


@dataclass(frozen=True, slots=True)
class Workspace:
    """What stands in the folder. `schedule` is known to be right; `problems` are about articles
    and lines.yaml files that could not be read, and do not stop the rest."""

    folder: Path
    loaded: Loaded
    schedule: Schedule
    articles: Mapping[str, Article]
    problems: tuple[Problem, ...] = field(default_factory=tuple)
    unread: frozenset[str] = frozenset()  # slugs of articles that could not be read just now

    @property
    def quotes(self) -> Path:
        """The folder of lines.yaml files and cards."""
        return self.folder / "quotes"

    def line_file_path(self, slug: str) -> Path:
        """Where the lines of one article lie."""
        return self.quotes / slug / LINES_NAME

    def line_file(self, slug: str) -> LineFile | None:
        """The lines of one article; None before `make`. Raise ConfigError where she mistyped."""
        return read_line_file(self.line_file_path(slug))


def read_workspace(folder: Path, *, today: date) -> Workspace:
    """Read the folder. Raise ConfigError with every problem when schedule.yaml cannot be used."""
    loaded = load_schedule(folder / SCHEDULE_NAME, today=today)
    if loaded.schedule is None:
        raise ConfigError([one for one in loaded.problems if one.level == "error"])
    return read_articles(loaded, loaded.schedule, folder)


def read_articles(loaded: Loaded, schedule: Schedule, folder: Path) -> Workspace:
    """Every article that the schedule names; one that cannot be read becomes a problem."""
    articles: dict[str, Article] = {}
    problems: dict[str, Problem] = {}
    for source in find_sources(schedule.articles, folder):
        try:
            articles[source.slug] = read_article(source.source, folder=folder, slug=source.slug)
        except ArticleError as error:
            problems[source.slug] = _problem(source, error)
    found = tuple(problems.values())
    return Workspace(folder, loaded, schedule, articles, found, frozenset(problems))


def _problem(source: Source, error: ArticleError) -> Problem:
    return Problem(file=source.source, line=1, column=1, message=str(error))
