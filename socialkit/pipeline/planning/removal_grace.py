"""Planned posts that an edit takes out wait a minute first: a file may be half-saved, or a slip.

While a post is held it is neither cancelled nor sent, and its words are kept for it: if the file
comes back, nothing has happened.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from socialkit.config.schedule.schedule_file import SCHEDULE_NAME
from socialkit.errors import Problem
from socialkit.model.post import OPEN_STATES, PlannedPost, Post, State
from socialkit.model.schedule import Slot
from socialkit.model.state_values import PendingRemovals
from socialkit.outbox.machine.states import put_off
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import REMOVALS, WAKE_FOR_REMOVALS, schedule_wakeup
from socialkit.pipeline.schedule.decide import GRACE_PERIOD
from socialkit.plan.posts import Plan
from socialkit.plan.wording import describe_cancelled

PreflightCheck = Callable[[Post, datetime], Post | None]


@dataclass(frozen=True, slots=True)
class ScheduleEdit:
    """What she did: `file` is the fingerprint of the schedule in force, `gone` and `changed` are the
    slots that it does not hold any more and those that it gives other days or times. `is_unsettled`:
    another file lies there by now, which is not in force (yet), so that nothing is decided.
    """

    file: str = ""
    gone: Collection[str] = ()
    changed: Collection[str] = ()
    is_unsettled: bool = False


class RemovalGrace:
    """The removals of one planning. An open one holds nothing back."""

    def __init__(
        self,
        before: PendingRemovals,
        edit: ScheduleEdit,
        history: Sequence[Post],
        *,
        now: datetime,
        is_open: bool = False,
    ) -> None:
        self._was_held = frozenset(before.until)
        self._before = dict(before.until) if before.file == edit.file else {}
        self._edit, self._now, self._is_open = edit, now, is_open
        self._history = [
            _still_ahead(row, now)
            if row.key in before.until or row.plan.slot_id in edit.gone
            else row
            for row in history
        ]
        self._rows = {row.key: row for row in self._history}
        self._held: set[str] = set()

    def plan(self, make: Callable[[Sequence[Post]], Plan]) -> Plan:
        """A plan in which the posts that are held look as if they were being sent: nobody takes their
        time or their words."""
        self._held = set()
        while True:
            rows = [
                replace(row, state=State.SENDING) if row.key in self._held else row
                for row in self._history
            ]
            plan = make(rows)
            removals = find_vanished_posts(
                plan.posts, plan.withdrawn, self._rows, self._edit.changed
            )
            fresh = {key for key in removals if not self._may_go(key)}
            if not fresh:
                return plan
            self._held |= fresh

    def _may_go(self, key: str) -> bool:
        return self._is_open or self._until(key) <= self._now

    def _until(self, key: str) -> datetime:
        """A post that was held before keeps its moment, unless the file has changed since, or is about
        to; or the clock was set back, for nothing waits longer than a minute."""
        latest = self._now + GRACE_PERIOD
        known = latest if self._edit.is_unsettled else self._before.get(key, latest)
        return min(known, latest)

    def keep(self, slots: Iterable[Slot]) -> tuple[Slot, ...]:
        """The slots without those that left the file just now and whose posts are held: as long as
        they are, their rows in the outbox stay as they were."""
        named = {self._rows[key].plan.slot_id for key in self._held}
        return tuple(slot for slot in slots if slot.removed_at != self._now or slot.id not in named)

    @property
    def held(self) -> PendingRemovals:
        """What is held now."""
        return PendingRemovals(
            self._edit.file, {key: self._until(key) for key in sorted(self._held)}
        )

    def tell(self, planned: Collection[str], zone: str) -> tuple[str, ...]:
        """What is new: posts that will go, and posts that stay after all; `planned` are keys."""
        back = self._was_held.intersection(planned)
        count = "1 post stays" if len(back) == 1 else f"{len(back)} posts stay"
        words = [f"{count} after all: nothing was cancelled"] if back else []
        if not self._held <= self._before.keys():
            posts = [self._rows[key].plan for key in self._held]
            words.append(describe_cancelled(posts, max(self.held.until.values()), zone))
        return tuple(words)


def _still_ahead(row: Post, now: datetime) -> Post:
    """A post whose time came while it was held, or before anybody saw that its row is gone, as planning
    must see it: what is overdue it leaves alone, and such a post would go out."""
    if row.state not in OPEN_STATES or row.plan.due_at > now:
        return row
    return replace(row, plan=replace(row.plan, due_at=now + timedelta(seconds=1)))


def find_vanished_posts(
    planned: Sequence[PlannedPost],
    withdrawn: Collection[str],
    rows: Mapping[str, Post],
    changed: Collection[str],
) -> set[str]:
    """Those of `withdrawn` that go without a successor: a slot that moved to another day (it is one of
    `changed`), or on its day to another account, hands its words on, and that is an edit. Where a day
    was only taken out, its words may turn up on a later one all the same. Pure."""
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
    store: Store, before: PendingRemovals, held: PendingRemovals, *, now: datetime
) -> None:
    """Store what is pending, if that has changed."""
    if held == before:
        return
    if held.until:
        store.state.put(REMOVALS, held, now=now)
    else:
        store.state.clear(REMOVALS)
    wake_at = min(held.until.values(), default=None)
    schedule_wakeup(store, WAKE_FOR_REMOVALS, wake_at, now=now)


def with_removal_grace(judge: PreflightCheck, store: Store) -> PreflightCheck:
    """The last check, which lets no post out that waits to be taken out."""

    def judged(post: Post, now: datetime) -> Post | None:
        until = load_pending_removals(store).until.get(post.key)
        if until is None:
            return judge(post, now)
        words = "Its row is no longer in schedule.yaml, so it is about to be taken out."
        return put_off(post, until=max(until, now), error=words)

    return judged


def pending_removal_notices(store: Store, zone: str, *, now: datetime) -> tuple[Problem, ...]:
    """For `status`: what is about to be taken out."""
    held = load_pending_removals(store)
    posts = [post.plan for post in store.posts() if held.until.get(post.key, now) > now]
    if not posts:
        return ()
    words = describe_cancelled(posts, max(held.until.values()), zone)
    return (Problem(SCHEDULE_NAME, 1, 1, words, level="note"),)
