"""The minute in which a post whose row left the schedule is neither cancelled nor sent.

The file may be half saved, or the edit a mistake: if the row comes back in time, nothing has happened.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from socialkit.config.schedule.schedule_file import SCHEDULE_NAME
from socialkit.errors import Problem
from socialkit.model.post import PlannedPost, Post
from socialkit.model.schedule import Slot
from socialkit.model.state_values import PendingRemovals
from socialkit.model.text import count
from socialkit.outbox.machine.states import put_off
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import REMOVALS, WAKE_FOR_REMOVALS, schedule_wakeup
from socialkit.pipeline.schedule.decide import GRACE_PERIOD
from socialkit.plan.posts import Plan
from socialkit.plan.wording import describe_cancelled

PreflightCheck = Callable[[Post, datetime], Post | None]


@dataclass(frozen=True, slots=True)
class ScheduleEdit:
    """What changed: `file` is the hash of the schedule in force, `gone` are the slots that it no longer
    has, `changed` those with other days or times. `is_unsettled`: the file has changed again and that
    version is not in force (yet), so nothing is decided.
    """

    file: str = ""
    gone: Collection[str] = ()
    changed: Collection[str] = ()
    is_unsettled: bool = False


class RemovalGrace:
    """The removals of one planning. One that `is_open` delays nothing."""

    def __init__(
        self,
        before: PendingRemovals,
        edit: ScheduleEdit,
        rows: Mapping[str, Post],
        *,
        now: datetime,
        is_open: bool = False,
    ) -> None:
        self.before = before
        self._before = dict(before.until) if before.file == edit.file else {}
        self._edit, self._rows, self._now, self._is_open = edit, rows, now, is_open
        self._frozen: set[str] = set()

    def plan(self, make: Callable[[Collection[str], Collection[str]], Plan]) -> Plan:
        """A plan in which the posts that wait keep their time and their words. `make` plans with the
        keys that are frozen, and those to be treated as future: the due time of a post may pass while
        it waits, or before anybody saw that its row is gone, and an overdue one would go out."""
        self._frozen = set()
        future = {
            key
            for key, row in self._rows.items()
            if key in self.before.until or row.plan.slot_id in self._edit.gone
        }
        while True:
            plan = make(frozenset(self._frozen), future)
            removals = find_vanished_posts(
                plan.posts, plan.withdrawn, self._rows, self._edit.changed
            )
            fresh = {key for key in removals if not self._may_go(key)}
            if not fresh:
                return plan
            self._frozen |= fresh

    def _may_go(self, key: str) -> bool:
        return self._is_open or self._until(key) <= self._now

    def _until(self, key: str) -> datetime:
        """A post that waited before keeps its moment, unless the file has changed since or is changing.
        Nothing waits longer than a minute, even if the clock was set back."""
        latest = self._now + GRACE_PERIOD
        known = latest if self._edit.is_unsettled else self._before.get(key, latest)
        return min(known, latest)

    def keep(self, slots: Iterable[Slot]) -> tuple[Slot, ...]:
        """The slots without those that left the schedule just now and whose posts wait: until they are
        cancelled, the slots in the outbox stay as they were."""
        named = {self._rows[key].plan.slot_id for key in self._frozen}
        return tuple(slot for slot in slots if slot.removed_at != self._now or slot.id not in named)

    @property
    def pending(self) -> PendingRemovals:
        """The posts that wait to be cancelled now."""
        return PendingRemovals(
            self._edit.file, {key: self._until(key) for key in sorted(self._frozen)}
        )

    def describe(self, planned: Collection[str], zone: str) -> tuple[str, ...]:
        """What is new, for people: posts that will be cancelled, and posts that stay after all. `planned`
        are keys."""
        back = self.before.until.keys() & planned
        stays = "stays" if len(back) == 1 else "stay"
        words = (
            [f"{count(len(back), 'post')} {stays} after all: nothing was cancelled"] if back else []
        )
        if not self._frozen <= self._before.keys():
            posts = [self._rows[key].plan for key in self._frozen]
            words.append(describe_cancelled(posts, max(self.pending.until.values()), zone))
        return tuple(words)


def find_vanished_posts(
    planned: Sequence[PlannedPost],
    withdrawn: Collection[str],
    rows: Mapping[str, Post],
    changed: Collection[str],
) -> set[str]:
    """Those of `withdrawn` that go without a successor. A slot that moved to another day (it is one of
    `changed`), or to another account on its day, passes its line on: that is an edit. Where only a day
    was removed, its line may still appear on a later one."""
    new: dict[tuple[object, ...], set[date]] = {}
    for one in planned:
        if one.key not in rows:
            new.setdefault(_trace(one), set()).add(one.local_date)

    def is_followed(plan: PlannedPost) -> bool:
        days = new.get(_trace(plan), set())
        return plan.local_date in days or (bool(days) and plan.slot_id in changed)

    return {key for key in withdrawn if not is_followed(rows[key].plan)}


def _trace(plan: PlannedPost) -> tuple[object, ...]:
    return plan.slot_id, plan.network, plan.line_ids


def load_pending_removals(store: Store) -> PendingRemovals:
    """What is pending, as the last planning left it."""
    return store.state.get(REMOVALS) or PendingRemovals()


def save_pending_removals(
    store: Store, before: PendingRemovals, pending: PendingRemovals, *, now: datetime
) -> None:
    """Store what is pending, if that has changed."""
    if pending == before:
        return
    if pending.until:
        store.state.put(REMOVALS, pending, now=now)
    else:
        store.state.clear(REMOVALS)
    wake_at = min(pending.until.values(), default=None)
    schedule_wakeup(store.state, WAKE_FOR_REMOVALS, wake_at, now=now)


def with_removal_grace(preflight: PreflightCheck, store: Store) -> PreflightCheck:
    """The last check, which also stops posts that wait to be cancelled."""

    def check(post: Post, now: datetime) -> Post | None:
        until = load_pending_removals(store).until.get(post.key)
        if until is None:
            return preflight(post, now)
        words = "Its row is no longer in schedule.yaml, so it will be cancelled in a minute."
        return put_off(post, until=max(until, now), error=words)

    return check


def pending_removal_notices(store: Store, zone: str, *, now: datetime) -> tuple[Problem, ...]:
    """For `status`: what is about to be cancelled."""
    pending = load_pending_removals(store)
    posts = [post.plan for post in store.posts() if pending.until.get(post.key, now) > now]
    if not posts:
        return ()
    words = describe_cancelled(posts, max(pending.until.values()), zone)
    return (Problem(SCHEDULE_NAME, 1, 1, words, level="note"),)
