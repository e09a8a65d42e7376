"""The coming days: from the schedule and the lines to rows of the outbox."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from itertools import chain
from pathlib import Path

from socialkit.errors import Problem, UnfitLine
from socialkit.model.candidate import Candidate
from socialkit.model.network import Network
from socialkit.model.post import (
    OPEN_STATES,
    Account,
    PlannedPost,
    Post,
    SlideRole,
    State,
    WaitReason,
)
from socialkit.model.schedule import Slot
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import account_ids_by_link
from socialkit.pipeline.planning.calendar_file import keep_calendar
from socialkit.pipeline.planning.candidates import gather_candidates
from socialkit.pipeline.planning.diff import PlanSnapshot, describe_changes, describe_lost_lines
from socialkit.pipeline.planning.pinned_quotes import pinned
from socialkit.pipeline.planning.post_images import render_images
from socialkit.pipeline.planning.removal_grace import (
    RemovalGrace,
    ScheduleEdit,
    load_pending_removals,
    save_pending_removals,
)
from socialkit.pipeline.planning.runway_notes import remember_runway
from socialkit.pipeline.schedule.activate import is_grace_over, is_schedule_pending
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.drafts import Terms
from socialkit.plan.posts import Plan, plan_posts
from socialkit.plan.slots import match_slots

WITHOUT_END = (
    "Carousels go without their closing slide: no card holds its words. socialkit check says what to "
    "write under brand."
)


class PlanTrigger(Enum):
    """Why planning is done: the clock struck, she asked for it, the coming days are rehearsed at once,
    or the clock struck in a rehearsal that runs like the real thing."""

    CLOCK = auto()
    HER_WORD = auto()
    REHEARSAL = auto()
    REHEARSED_CLOCK = auto()

    @property
    def is_rehearsal(self) -> bool:
        """Whether nothing of it is sent."""
        return self in {PlanTrigger.REHEARSAL, PlanTrigger.REHEARSED_CLOCK}

    @property
    def is_by_clock(self) -> bool:
        """Whether nobody looks on, so that what leaves the file waits before it goes."""
        return self in {PlanTrigger.CLOCK, PlanTrigger.REHEARSED_CLOCK}


@dataclass(frozen=True, slots=True)
class PlanningResult:
    """What is planned now. `problems` are lines.yaml files that could not be read; `changes` and
    `warnings` say in words what is other than before, and what will be; `calendar_note` says why
    calendar.ics could not be written."""

    plan: Plan
    slots: tuple[Slot, ...]
    problems: tuple[Problem, ...] = ()
    changes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    calendar_note: str | None = None


def plan_ahead(
    workspace: Workspace,
    store: Store,
    *,
    now: datetime,
    until: datetime,
    assets: Path,
    told: Callable[[str], None],
    occasion: PlanTrigger = PlanTrigger.CLOCK,
) -> PlanningResult:
    """Plan from `now` to `until`, set the pictures and store the rows.

    In a rehearsal every account counts as connected and `ask` as yes. What left the file goes at once,
    but where only the clock asked for it: then it waits. `told` hears each post.
    """
    rehearsal = occasion.is_rehearsal
    pool, problems = gather_candidates(workspace)
    pool = (*pool, *pinned(workspace, pool))
    before = PlanSnapshot(store.slots(), {row.key: row for row in store.posts()})
    slots = match_slots(before.slots, workspace.schedule.slots, now=now)
    terms = Terms(
        workspace.schedule,
        workspace=store.workspace,
        connected=None if rehearsal else connected(store.accounts()),
        count_ask_as_yes=rehearsal,
        numbers=account_ids_by_link(store.accounts()),
    )
    history = unreadable_posts(before.rows.values(), workspace.unread.union(problems))
    held = load_pending_removals(store)
    edit = _find_edit(workspace, store, before, slots, now=now)
    is_open = not occasion.is_by_clock or is_grace_over(store, edit.file, now=now)
    hold = RemovalGrace(held, edit, history, now=now, is_open=is_open)

    def plan_with(usable: Sequence[Candidate], rows: Sequence[Post]) -> Plan:
        return plan_posts(terms, active_of(slots), usable, rows, now=now, until=until)

    plan = plan_until_rendered(
        lambda usable: hold.plan(lambda rows: plan_with(usable, rows)),
        pool,
        lambda post: render_images(post, workspace, assets=assets, told=told),
        pinned_slots={slot.id for slot in slots if slot.spec.quote is not None},
    )
    done = store.sync(hold.keep(slots), plan.posts, withdrawn=plan.withdrawn, now=now)
    save_pending_removals(store, held, hold.held, now=now)
    changes = describe_changes(before, hold.keep(slots), plan.posts, done)
    warnings = hold.tell({post.key for post in plan.posts}, workspace.schedule.timezone)
    lost = describe_lost_lines(before, plan.posts, workspace.articles)
    remember_runway(store, plan.end, now=now)
    calendar_note = None if rehearsal else keep_calendar(workspace, store, now=now)
    unread = tuple(chain(*problems.values()))
    return PlanningResult(plan, slots, unread, changes, (*lost, *warnings), calendar_note)


def _find_edit(
    workspace: Workspace,
    store: Store,
    before: PlanSnapshot,
    slots: Sequence[Slot],
    *,
    now: datetime,
) -> ScheduleEdit:
    """What the schedule in force has other than the last planning."""
    specs = {slot.id: slot.spec for slot in before.slots}
    return ScheduleEdit(
        workspace.loaded.text_sha256,
        gone={slot.id for slot in slots if slot.removed_at == now},
        changed={slot.id for slot in slots if specs.get(slot.id) != slot.spec},
        is_unsettled=is_schedule_pending(store),
    )


def active_of(slots: Iterable[Slot]) -> list[Slot]:
    """The slots that stand in the file now."""
    return [slot for slot in slots if slot.removed_at is None]


def plan_until_rendered(
    plan: Callable[[Sequence[Candidate]], Plan],
    pool: Sequence[Candidate],
    draw: Callable[[PlannedPost], PlannedPost],
    *,
    pinned_slots: Collection[str],
) -> Plan:
    """A plan whose pictures are drawn. A line that no card can hold gives its place to the next one,
    and a note says why; a quote that she pinned is never replaced: its post waits and says why.
    """
    unfit: dict[str, str] = {}
    while True:
        found = plan([one for one in pool if one.id not in unfit])
        posts, refused = [], {}
        for post in found.posts:
            try:
                posts.append(draw(post))
            except UnfitLine as error:
                posts.append(
                    replace(
                        post,
                        state=State.WAITING,
                        error=str(error),
                        wait_reason=WaitReason.IMAGE,
                    )
                )
                if post.slot_id not in pinned_slots:
                    refused[error.line_id] = str(error)
        if not refused:
            cut = [WITHOUT_END] if any(map(_lost_its_end, found.posts, posts)) else []
            notes = (*found.notes, *dict.fromkeys(unfit.values()), *cut)
            return replace(found, posts=tuple(posts), notes=notes)
        unfit |= refused


def _lost_its_end(planned: PlannedPost, drawn: PlannedPost) -> bool:
    """Was its closing slide left out because no card holds it?"""
    ends = [any(one.role is SlideRole.CLOSING for one in post.slides) for post in (planned, drawn)]
    return ends == [True, False]


def unreadable_posts(posts: Iterable[Post], unread: Collection[str]) -> list[Post]:
    """The rows, where those of an article that cannot be read just now (a page while the network is
    down) look as if they were being sent: the plan neither takes them out nor gives their time away.
    """
    return [
        replace(post, state=State.SENDING)
        if post.state in OPEN_STATES and post.plan.article_slug in unread
        else post
        for post in posts
    ]


def connected(accounts: tuple[Account, ...]) -> frozenset[tuple[Network, str]]:
    """The accounts that can be posted to."""
    return frozenset((one.network, one.account) for one in accounts if one.connected_at is not None)
