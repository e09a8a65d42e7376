"""How long the lines last, stored by each planning so that nobody needs to plan to find out."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from socialkit.model.lines import Use
from socialkit.model.notice import Level, Notice, NoticeCode
from socialkit.model.post import State, WaitReason
from socialkit.model.schedule import Schedule
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import RUNWAY
from socialkit.pipeline.planning.candidates import gather_candidates
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.runway import Reminder, Runway, describe_short_runway, remind


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
