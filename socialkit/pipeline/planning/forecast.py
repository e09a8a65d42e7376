"""How long her lines would last from now on, without planning anything.

In: a workspace, the outbox if there is one. Out: the end of her lines; a note for `check`. Writes
nothing, draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from socialkit.errors import Problem
from socialkit.model.pool import Candidate
from socialkit.model.schedule import Slot
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import number_links
from socialkit.pipeline.accounts.allowed import gather_candidates
from socialkit.pipeline.checks.placing import note
from socialkit.pipeline.planning.planner import active_of, out_of_reach, pinned
from socialkit.pipeline.planning.runway_notes import local_date
from socialkit.pipeline.workspace.load import Workspace
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
        yield note(workspace.loaded, ("articles",), words)


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
