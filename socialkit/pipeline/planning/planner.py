"""Plan the coming days: from the schedule and the lines to rows of the outbox."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from functools import partial
from itertools import chain
from pathlib import Path

from socialkit.cards.themes.catalogue import available_theme, takes
from socialkit.errors import BrandFault, Problem, UnfitLine
from socialkit.model.lines import Candidate
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
from socialkit.model.schedule import LateRule, Slot
from socialkit.model.text import count
from socialkit.outbox.store import Store
from socialkit.outbox.sync import SyncResult
from socialkit.pipeline.accounts.account_links import account_ids_by_link
from socialkit.pipeline.planning.calendar_file import keep_calendar
from socialkit.pipeline.planning.candidates import (
    follow_renamed_lines,
    gather_candidates,
    pin_quotes,
)
from socialkit.pipeline.planning.diff import (
    PlanSnapshot,
    describe_changes,
    describe_lost_lines,
    remember_runway,
)
from socialkit.pipeline.planning.post_images import render_images
from socialkit.pipeline.planning.removal_grace import (
    RemovalGrace,
    ScheduleEdit,
    load_pending_removals,
    save_pending_removals,
)
from socialkit.pipeline.schedule.activate import is_grace_over, is_schedule_pending
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.drafts import Terms
from socialkit.plan.content.units import shares_card
from socialkit.plan.posts import Plan, max_lateness, plan_posts
from socialkit.plan.slots import match_slots

CLOSING_LEFT_OUT = (
    "Carousels go out without their closing slide: its words do not fit on a card. Run: socialkit "
    "check. It says what to change under brand."
)


class PlanTrigger(Enum):
    """Why planning is done: by the daemon, by command, in a rehearsal of the coming days, or by the
    daemon of a rehearsal that runs in real time."""

    CLOCK = auto()
    COMMAND = auto()
    REHEARSAL = auto()
    REHEARSED_CLOCK = auto()

    @property
    def is_rehearsal(self) -> bool:
        """Whether nothing of it is sent."""
        return self in {PlanTrigger.REHEARSAL, PlanTrigger.REHEARSED_CLOCK}

    @property
    def is_by_clock(self) -> bool:
        """Whether nobody is watching, so that posts that leave the schedule wait before they go."""
        return self in {PlanTrigger.CLOCK, PlanTrigger.REHEARSED_CLOCK}


@dataclass(frozen=True, slots=True)
class PlanningResult:
    """What is planned now. `problems` are those of lines.yaml files that could not be read; `changes`
    and `warnings` say, for people, what has changed and what will; `calendar_note` says why calendar.ics
    could not be written."""

    plan: Plan
    slots: tuple[Slot, ...]
    problems: tuple[Problem, ...] = ()
    changes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    calendar_note: str | None = None


@dataclass(frozen=True, slots=True)
class _Gathered:
    """All that a plan is made from. `unreadable` are the problems of each article whose lines.yaml
    cannot be read; `frozen` are keys of rows that the plan must leave alone, `planned_late` those of
    rows that are overdue and are planned all the same."""

    terms: Terms
    pool: tuple[Candidate, ...]
    slots: tuple[Slot, ...]
    before: PlanSnapshot
    unreadable: Mapping[str, tuple[Problem, ...]]
    frozen: frozenset[str]
    planned_late: frozenset[str]


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
    """Plan from `now` to `until`, draw the images and store the rows.

    In a rehearsal every account counts as connected and `ask` as approved. Posts that left the
    schedule are cancelled at once, but after a minute of grace where the daemon plans. `told` hears of
    each post.
    """
    gathered = _gather(workspace, store, now=now, is_rehearsal=occasion.is_rehearsal)
    grace = _open_grace(gathered, workspace, store, now=now, is_by_clock=occasion.is_by_clock)

    def plan_with(pool: Sequence[Candidate]) -> Plan:
        return grace.plan(partial(_plan, gathered, pool, now=now, until=until))

    plan = plan_until_rendered(
        plan_with,
        gathered.pool,
        lambda post: render_images(post, workspace, assets=assets, told=told),
        before={key: row.plan for key, row in gathered.before.rows.items()},
        pinned_slots={slot.id for slot in gathered.slots if slot.spec.quote is not None},
    )
    done = _store(store, gathered, grace, plan, now=now)
    result = _report(gathered, grace, plan, done, workspace)
    if occasion.is_rehearsal:
        return result
    return replace(result, calendar_note=keep_calendar(workspace, store, now=now))


def _gather(workspace: Workspace, store: Store, *, now: datetime, is_rehearsal: bool) -> _Gathered:
    pool, unreadable = gather_candidates(workspace, store)
    stored = store.posts()
    rows = follow_renamed_lines(stored, pool)
    renamed = [new for old, new in zip(stored, rows, strict=True) if new is not old]
    before = PlanSnapshot(store.slots(), {row.key: row for row in rows})
    accounts = store.accounts()
    terms = Terms(
        workspace.schedule,
        workspace=store.workspace,
        connected=None if is_rehearsal else connected(accounts),
        count_ask_as_approved=is_rehearsal,
        numbers=account_ids_by_link(accounts),
    )
    return _Gathered(
        terms=terms,
        pool=(*pool, *pin_quotes(workspace, pool)),
        slots=match_slots(before.slots, workspace.schedule.slots, now=now),
        before=before,
        unreadable=unreadable,
        frozen=find_unreadable_posts(before.rows.values(), workspace.unread.union(unreadable)),
        planned_late=find_posts_to_plan_late(rows, renamed, workspace.schedule.if_late, now=now),
    )


def _open_grace(
    gathered: _Gathered, workspace: Workspace, store: Store, *, now: datetime, is_by_clock: bool
) -> RemovalGrace:
    edit = _find_edit(workspace, store, gathered.before, gathered.slots, now=now)
    is_open = not is_by_clock or is_grace_over(store, edit.file, now=now)
    return RemovalGrace(
        load_pending_removals(store), edit, gathered.before.rows, now=now, is_open=is_open
    )


def _plan(
    gathered: _Gathered,
    pool: Sequence[Candidate],
    frozen: Collection[str],
    treat_as_future: Collection[str],
    *,
    now: datetime,
    until: datetime,
) -> Plan:
    return plan_posts(
        gathered.terms,
        active_of(gathered.slots),
        pool,
        tuple(gathered.before.rows.values()),
        now=now,
        until=until,
        frozen=gathered.frozen.union(frozen),
        treat_as_future=gathered.planned_late.union(treat_as_future),
    )


def _store(
    store: Store, gathered: _Gathered, grace: RemovalGrace, plan: Plan, *, now: datetime
) -> SyncResult:
    slots = grace.keep(gathered.slots)
    done = store.sync(slots, plan.posts, withdrawn=plan.withdrawn, now=now)
    save_pending_removals(store, grace.before, grace.pending, now=now)
    remember_runway(store, plan.end, now=now)
    return done


def _report(
    gathered: _Gathered, grace: RemovalGrace, plan: Plan, done: SyncResult, workspace: Workspace
) -> PlanningResult:
    before, slots = gathered.before, grace.keep(gathered.slots)
    kept = grace.describe({post.key for post in plan.posts}, workspace.schedule.timezone)
    lost = describe_lost_lines(before, plan.posts, workspace.articles)
    return PlanningResult(
        plan,
        gathered.slots,
        problems=tuple(chain(*gathered.unreadable.values())),
        changes=describe_changes(before, slots, plan.posts, done),
        warnings=(*lost, *kept),
    )


def _find_edit(
    workspace: Workspace,
    store: Store,
    before: PlanSnapshot,
    slots: Sequence[Slot],
    *,
    now: datetime,
) -> ScheduleEdit:
    """What changed in the schedule in force since the last planning."""
    specs = {slot.id: slot.spec for slot in before.slots}
    return ScheduleEdit(
        workspace.loaded.text_sha256,
        gone={slot.id for slot in slots if slot.removed_at == now},
        changed={slot.id for slot in slots if specs.get(slot.id) != slot.spec},
        is_unsettled=is_schedule_pending(store),
    )


def active_of(slots: Iterable[Slot]) -> list[Slot]:
    """The slots that are in the schedule now."""
    return [slot for slot in slots if slot.removed_at is None]


def plan_until_rendered(
    plan: Callable[[Sequence[Candidate]], Plan],
    pool: Sequence[Candidate],
    draw: Callable[[PlannedPost], PlannedPost],
    *,
    pinned_slots: Collection[str],
    before: Mapping[str, PlannedPost] | None = None,
) -> Plan:
    """A plan whose images are drawn. A line that fits on no card gives its place to the next one, and a
    note says why; a pinned quote is never replaced: its post waits and says why.

    What no card of the brand can show takes no line out of the plan: a post that had pictures `before`
    keeps them, any other waits for its pictures.
    """
    unfit: dict[str, str] = {}
    while True:
        found = plan([one for one in pool if one.id not in unfit])
        posts, refused = [], {}
        for post in found.posts:
            try:
                posts.append(draw(post))
            except BrandFault as fault:
                posts.append(_with_kept_images(post, fault, (before or {}).get(post.key)))
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
            cut = [CLOSING_LEFT_OUT] if any(map(_lost_closing_slide, found.posts, posts)) else []
            other = describe_other_themes(found.posts, posts)
            notes = (*found.notes, *dict.fromkeys(unfit.values()), *other, *cut)
            return replace(found, posts=tuple(posts), notes=notes)
        unfit |= refused


def _with_kept_images(
    post: PlannedPost, fault: BrandFault, before: PlannedPost | None
) -> PlannedPost:
    """The post with the pictures that it had, if they show its words; else waiting for new ones. One that
    waits for approval goes on waiting for that: it gets its pictures later."""
    if before is not None and before.images and _has_same_words(before, post):
        return replace(
            post,
            theme=before.theme,
            slides=before.slides,
            alt_texts=before.alt_texts,
            images=before.images,
        )
    if post.wait_reason in {WaitReason.APPROVAL, WaitReason.SAMPLE}:
        return post
    return replace(post, state=State.WAITING, error=str(fault), wait_reason=WaitReason.IMAGE)


def _has_same_words(one: PlannedPost, other: PlannedPost) -> bool:
    return (one.kind, one.size, one.line_ids, one.text) == (
        other.kind,
        other.size,
        other.line_ids,
        other.text,
    )


def describe_other_themes(
    planned: Iterable[PlannedPost], drawn: Iterable[PlannedPost]
) -> Iterator[str]:
    """How many posts have another theme than their row or line asks for, because it does not take their
    words."""
    pairs = Counter(
        (wish.theme, used.theme)
        for wish, used in zip(planned, drawn, strict=True)
        if used.images and used.theme != wish.theme and not _takes(wish.theme, wish)
    )
    for (wish, used), number in pairs.items():
        have = "has" if number == 1 else "have"
        yield (
            f"{count(number, 'post')} {have} the theme {used} instead of {wish}, which does not take so "
            "many words."
        )


def _takes(theme: str, post: PlannedPost) -> bool:
    """Whether a theme takes all lines of a post. One that takes none at all is told by `check`."""
    if shares_card(post.kind, theme):
        return False  # both sides were tried on one card
    lines = (slide.text for slide in post.slides if slide.role is SlideRole.LINE)
    return available_theme(theme) != theme or all(takes(theme, one) for one in lines)


def _lost_closing_slide(planned: PlannedPost, drawn: PlannedPost) -> bool:
    """Whether its closing slide was left out because its words do not fit."""
    ends = [any(one.role is SlideRole.CLOSING for one in post.slides) for post in (planned, drawn)]
    return ends == [True, False]


def find_posts_to_plan_late(
    posts: Iterable[Post], renamed: Iterable[Post], rule: LateRule, *, now: datetime
) -> frozenset[str]:
    """The keys of posts that fell due while they waited for a picture, or while their article got another
    name, and may still go out: they are planned as if their time were to come."""
    earliest = now - max_lateness(rule)
    drawn_late = (
        post
        for post in posts
        if post.state is State.WAITING and post.wait_reason is WaitReason.IMAGE
    )
    moved = (post for post in renamed if post.state in OPEN_STATES)
    return frozenset(
        post.key for post in (*drawn_late, *moved) if earliest < post.plan.due_at <= now
    )


def find_unreadable_posts(posts: Iterable[Post], unread: Collection[str]) -> frozenset[str]:
    """The keys of open posts whose article cannot be read now, such as a page while the network is
    down: the plan neither cancels them nor gives their time away."""
    return frozenset(
        post.key for post in posts if post.state in OPEN_STATES and post.plan.article_slug in unread
    )


def connected(accounts: tuple[Account, ...]) -> frozenset[tuple[Network, str]]:
    """The accounts that can be posted to."""
    return frozenset((one.network, one.account) for one in accounts if one.connected_at is not None)
