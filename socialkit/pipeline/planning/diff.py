"""What an edit changed, and how long the lines last, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from socialkit.model.article import Article
from socialkit.model.lines import Use
from socialkit.model.notice import Level, Notice, NoticeCode
from socialkit.model.post import PlannedPost, Post, SlideRole, State, WaitReason
from socialkit.model.schedule import Schedule, Slot, SlotSpec
from socialkit.model.text import count, shorten
from socialkit.outbox.store import Store
from socialkit.outbox.sync import SyncResult
from socialkit.outbox.workspace_state import RUNWAY
from socialkit.pipeline.planning.candidates import gather_candidates
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.runway import Reminder, Runway, describe_short_runway, remind
from socialkit.plan.wording import describe_post

MAX_QUOTED = 60
"""Letters of a line that a message quotes."""
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
FIELDS = {
    "kind": "kind",
    "theme": "theme",
    "size": "size",
    "quote": "quote",
    "caption": "caption",
}


@dataclass(frozen=True, slots=True)
class PlanSnapshot:
    """How things stood when the planning began."""

    slots: Sequence[Slot]
    rows: Mapping[str, Post]


def describe_changes(
    before: PlanSnapshot, slots: Sequence[Slot], planned: Sequence[PlannedPost], done: SyncResult
) -> tuple[str, ...]:
    """What changed: rows of the schedule first, then the number of posts."""
    return (*_describe_slots(before.slots, slots), *_describe_posts(before, planned, done))


def describe_lost_lines(
    before: PlanSnapshot, planned: Sequence[PlannedPost], articles: Mapping[str, Article]
) -> tuple[str, ...]:
    """Lines of planned posts that are no longer in their article, and what becomes of those posts."""
    now = {post.key: post for post in planned}
    found = []
    for row in before.rows.values():
        article = articles.get(row.plan.article_slug)
        lost = _lost_line(row.plan, article) if article else None
        if lost is None or now.get(row.key) == row.plan:
            continue
        other = row.key in now and now[row.key].line_ids != row.plan.line_ids
        then = "it gets another line" if other else "it has no line now"
        quote = shorten(lost, MAX_QUOTED)
        found.append(f"“{quote}” is no longer in its article; {describe_post(row.plan)}: {then}")
    return tuple(found)


def _lost_line(plan: PlannedPost, article: Article) -> str | None:
    lines = (slide.text for slide in plan.slides if slide.role is SlideRole.LINE)
    return next((text for text in lines if text not in article.text), None)


def _describe_slots(before: Sequence[Slot], after: Sequence[Slot]) -> Iterator[str]:
    was = {slot.id: slot for slot in before if slot.removed_at is None}
    now = {slot.id: slot for slot in after if slot.removed_at is None}
    for slot_id, slot in now.items():
        if slot_id not in was:
            yield f"{name_slot(slot.spec)} is new"
        elif was[slot_id].spec != slot.spec:
            yield from _describe_edit(was[slot_id].spec, slot.spec)
    for slot in after:
        if slot.removed_at is not None and slot.id in was:
            yield f"{name_slot(slot.spec)} is gone"


def _describe_edit(old: SlotSpec, new: SlotSpec) -> Iterator[str]:
    if name_slot(old) != name_slot(new):
        same_days = _name_days(old) == _name_days(new)
        yield f"{name_slot(old)} moved to {f'{new.at:%H:%M}' if same_days else name_slot(new)}"
    if set(old.to) != set(new.to):
        yield f"{name_slot(new)} goes to {' and '.join(one.label for one in new.to)} now"
    other = [word for name, word in FIELDS.items() if getattr(old, name) != getattr(new, name)]
    if other:
        yield f"{name_slot(new)} has another {' and '.join(other)}"


def name_slot(spec: SlotSpec) -> str:
    """A row of the file by its days and time."""
    return f"{_name_days(spec)} {spec.at:%H:%M}"


def _name_days(spec: SlotSpec) -> str:
    if spec.date is not None:
        return f"{spec.date.day} {spec.date:%b %Y}"
    return ", ".join(DAYS[day] for day in sorted(spec.days))


def _describe_posts(
    before: PlanSnapshot, planned: Sequence[PlannedPost], done: SyncResult
) -> Iterator[str]:
    now = {post.key: post for post in planned}
    pairs = [(before.rows[key].plan, now[key]) for key in done.changed if key in before.rows]
    moved = [new for old, new in pairs if old.due_at != new.due_at]
    other = [new for old, new in pairs if old.line_ids != new.line_ids]
    counted = (
        (len(done.added), "added"),
        (len(moved), "moved"),
        (len(other), "with another line"),
        (len(done.removed), "removed"),
    )
    for number, what in counted:
        if number:
            yield f"{count(number, 'post')} {what}"


def local_date(schedule: Schedule, now: datetime) -> date:
    """The date in the time zone of the schedule."""
    return now.astimezone(ZoneInfo(schedule.timezone)).date()


def remember_runway(store: Store, end: Runway | None, *, now: datetime) -> None:
    """Store when the lines end, if that has changed."""
    if end == recall_end(store):
        return
    if end is None:
        store.state.clear(RUNWAY)
    else:
        store.state.put(RUNWAY, (end.until, end.gap), now=now)


def recall_end(store: Store) -> Runway | None:
    """When the lines end, by the last planning; None: not within a year, or nothing was planned."""
    kept = store.state.get(RUNWAY)
    return None if kept is None else Runway(*kept)


def runway_notice(schedule: Schedule, store: Store, *, now: datetime) -> list[Notice]:
    """A note, if the lines end within two weeks."""
    words = describe_short_runway(recall_end(store), local_date(schedule, now))
    return [Notice(Level.NOTE, NoticeCode.RUNWAY, "lines_end", words)] if words else []


def gather_reminders(workspace: Workspace, store: Store, *, now: datetime) -> list[Reminder]:
    """What the owner should be told of the lines: how many need approval, that they run out soon."""
    pool, _ = gather_candidates(workspace, store)
    uses = {one.id: one.use for one in pool if one.accounts and not one.sample}
    asking = sum(use is Use.ASK for use in uses.values())
    planned = store.posts(states=(State.WAITING,), since=now)
    asking_posts = (post for post in planned if post.wait_reason is WaitReason.APPROVAL)
    needed = (post.plan.local_date for post in asking_posts)
    today = local_date(workspace.schedule, now)
    return remind(asking, len(uses), min(needed, default=None), recall_end(store), today)
