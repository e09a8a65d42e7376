"""How long her lines would last from now on, without planning anything.

In: a workspace, the outbox if there is one. Out: the end of her lines; a note for `check`. Writes
nothing, draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from socialkit.config.schedule.schedule_file import SCHEDULE_NAME, load_schedule
from socialkit.errors import Problem
from socialkit.lines.keep import keep_lines
from socialkit.lines.read import read_lines
from socialkit.model.article import Article
from socialkit.model.candidate import Candidate
from socialkit.model.schedule import Slot
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import number_links
from socialkit.pipeline.planning.candidates import candidates_of, gather_candidates
from socialkit.pipeline.planning.pinned_quotes import pinned
from socialkit.pipeline.planning.planner import active_of, out_of_reach
from socialkit.pipeline.planning.runway_notes import local_date
from socialkit.pipeline.workspace.load import Workspace
from socialkit.pipeline.workspace.make_lines import MOST_LINES
from socialkit.plan.content.drafts import Terms
from socialkit.plan.posts import plan_posts
from socialkit.plan.runway import LinesEnd, tell_near_end
from socialkit.plan.slots import match_slots


def check_end(workspace: Workspace, store: Store | None, *, now: datetime) -> Iterator[Problem]:
    """A note where her lines end within two weeks; none where no line was made yet. `store` is None
    before anything was planned."""
    pool, _ = gather_candidates(workspace)
    if not pool:
        return
    end = find_end_ahead(workspace, (*pool, *pinned(workspace, pool)), store, now=now)
    words = tell_near_end(end, local_date(workspace.schedule, now))
    if words:
        yield workspace.loaded.note(("articles",), words)


def find_end_ahead(
    workspace: Workspace, pool: Sequence[Candidate], store: Store | None, *, now: datetime
) -> LinesEnd | None:
    """When these lines end at the times of the schedule, after all that is planned and posted."""
    schedule = workspace.schedule
    slots: tuple[Slot, ...] = store.slots() if store else ()
    history = out_of_reach(store.posts(), workspace.unread) if store else []
    numbers = number_links(store.accounts()) if store else {}
    terms = Terms(schedule, store.workspace if store else "", None, False, numbers)
    active = active_of(match_slots(slots, schedule.slots, now=now))
    return plan_posts(terms, active, pool, history, now=now, until=now).end


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
