"""What a new workspace can expect of its first article.

In: a folder with a schedule, an article. Out: how many lines, and how long they last. Writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from socialkit.config.schedule.schedule_file import load_schedule
from socialkit.lines.keep import keep_lines
from socialkit.lines.read import read_lines
from socialkit.model.article import Article
from socialkit.pipeline.accounts.allowed import candidates_of
from socialkit.pipeline.planning.forecast import find_end_ahead
from socialkit.pipeline.workspace.load import SCHEDULE_NAME, Workspace
from socialkit.pipeline.workspace.make_lines import MOST_LINES
from socialkit.plan.runway import LinesEnd


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a first article gives: so many lines, and when they end at the times of the schedule."""

    lines: int
    end: LinesEnd | None


def look_out(folder: Path, article: Article, *, now: datetime) -> Outlook:
    """What a new workspace can expect of its first article. Raise ConfigError where its schedule
    cannot be used."""
    loaded = load_schedule(folder / SCHEDULE_NAME, today=now.date())
    workspace = Workspace(folder, loaded, loaded.demand(), {article.slug: article})
    reading = read_lines(article, most=MOST_LINES, never_post=workspace.schedule.never_post)
    file = keep_lines(None, article, reading)
    pool = candidates_of(workspace, article, file)
    end = find_end_ahead(workspace, pool, None, now=now)
    return Outlook(len(file.lines), end)
