"""How long the lines would last from now on, without planning or drawing anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from socialkit.config.schedule.schedule_file import SCHEDULE_NAME, load_schedule
from socialkit.errors import Problem
from socialkit.model.article import Article
from socialkit.model.lines import Candidate
from socialkit.model.schedule import Slot
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import account_ids_by_link
from socialkit.pipeline.planning.candidates import candidates_of, gather_candidates, pin_quotes
from socialkit.pipeline.planning.diff import local_date
from socialkit.pipeline.planning.planner import active_of, find_unreadable_posts
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.drafts import Terms
from socialkit.plan.posts import plan_posts
from socialkit.plan.runway import Runway, describe_short_runway
from socialkit.plan.slots import match_slots


def check_end(workspace: Workspace, store: Store | None, *, now: datetime) -> Iterator[Problem]:
    """A note where the lines run out within two weeks; none where no line was made yet. `store` is None
    before anything was planned."""
    pool, _ = gather_candidates(workspace, store)
    if not pool:
        return
    end = forecast_runway(workspace, (*pool, *pin_quotes(workspace, pool)), store, now=now)
    words = describe_short_runway(end, local_date(workspace.schedule, now))
    if words:
        yield workspace.loaded.note(("articles",), words)


def forecast_runway(
    workspace: Workspace, pool: Sequence[Candidate], store: Store | None, *, now: datetime
) -> Runway | None:
    """When these lines run out at the times of the schedule, after all that is planned and posted."""
    schedule = workspace.schedule
    slots: tuple[Slot, ...] = store.slots() if store else ()
    history = store.posts() if store else ()
    frozen = find_unreadable_posts(history, workspace.unread)
    numbers = account_ids_by_link(store.accounts()) if store else {}
    terms = Terms(schedule, store.workspace if store else "", None, False, numbers)
    active = active_of(match_slots(slots, schedule.slots, now=now))
    return plan_posts(terms, active, pool, history, now=now, until=now, frozen=frozen).end


@dataclass(frozen=True, slots=True)
class NewWorkspaceForecast:
    """What a first article gives: the number of lines, and when they run out at the times of the schedule."""

    lines: int
    end: Runway | None


def forecast_new_workspace(
    folder: Path, article: Article, *, now: datetime
) -> NewWorkspaceForecast:
    """What a new workspace can expect from its first article. Raise ConfigError where its schedule
    cannot be used."""
    from socialkit.lines.keep import keep_lines
    from socialkit.lines.reading import read_lines
    from socialkit.lines.rejected_words import RejectedWords
    from socialkit.pipeline.workspace.make_lines import MAX_LINES

    loaded = load_schedule(folder / SCHEDULE_NAME, today=now.date())
    workspace = Workspace(folder, loaded, loaded.demand(), {article.slug: article})
    reading = read_lines(article, most=MAX_LINES, never_post=workspace.schedule.never_post)
    file = keep_lines(None, article, reading)
    pool = candidates_of(workspace, article, file, RejectedWords())
    end = forecast_runway(workspace, pool, None, now=now)
    return NewWorkspaceForecast(len(file.lines), end)
