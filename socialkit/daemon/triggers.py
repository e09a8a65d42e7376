"""Is there something to do? What the daemon looks at each time the clock strikes.

Reads the outbox and a few files; sends nothing, plans nothing. Kept small, for it is what stays in
memory.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.model.post import State
from socialkit.runtime.workspace_lock import worker_id

if TYPE_CHECKING:
    from socialkit.outbox.store import Store
    from socialkit.runtime.daemon_context import DaemonContext

log = logging.getLogger("socialkit")

PLAN_AGAIN_AFTER = timedelta(hours=1)
QUIET_FOR = timedelta(milliseconds=500)
"""A file counts once nobody wrote to it for so long (reference: Scheduling, 9.3)."""
COMMENTS_SINCE = timedelta(days=2)
"""Below older posts no comment is written any more; a turn for another reason says so."""
WATCHED = ("schedule.yaml", ".env", "articles/**/*", "quotes/*/lines.yaml")
READ_EACH_TIME = frozenset({"schedule.yaml", ".env"})
"""Not trusted to have another size or time after each edit: network drives keep whole seconds."""


class Triggers:
    """What tells that a turn is needed, for one workspace."""

    def __init__(self, context: DaemonContext) -> None:
        self._context = context
        self._owner = worker_id(context.state_folder)
        self._store: Store | None = None
        self._opening = threading.Lock()  # the clock and the sign of life share the store
        self._was_replaced = False
        self._files = ""
        self._hashes: dict[Path, tuple[tuple[int, int], str]] = {}
        self._asked_at: datetime | None = None
        self._taken_at: datetime | None = None
        self._died = False
        self._anew = threading.Event()

    def look_anew(self) -> None:
        """Ask for a turn next time, whatever was seen before: the moments known are of another clock."""
        self._anew.set()

    def ask_for_a_turn(self, now: datetime) -> bool:
        """Whether there is something to do. Raise OutboxError where the outbox cannot be read."""
        is_anew = self._anew.is_set()
        self._anew.clear()
        if is_anew:
            self._taken_at = None
        is_wanted = self._is_wanted(now)
        if is_wanted:
            self._asked_at = now
        return is_wanted

    def _is_wanted(self, now: datetime) -> bool:
        if self._died or not self._was_lately(now):
            self._files = self._read_files(now) or self._files
            return True
        files = self._read_files(now)
        if files is not None and files != self._files:
            self._files = files
            return True
        store = self._open()
        return self._was_replaced or self._is_over(store, now) or self._something_is_due(store, now)

    def _was_lately(self, now: datetime) -> bool:
        """Whether the last turn ended within the hour. A turn that lies ahead, after a clock that was
        wrong, does not count: it would hide what ends before it."""
        taken = self._taken_at
        return taken is not None and timedelta() <= now - taken < PLAN_AGAIN_AFTER

    def _is_over(self, store: Store, now: datetime) -> bool:
        """Whether a wait has ended since the last turn began: one that ended while it was under way
        may have been missed by it."""
        from socialkit.outbox.workspace_state import load_wakeups

        asked = self._asked_at
        return any(one <= now and (asked is None or asked < one) for one in load_wakeups(store))

    def _something_is_due(self, store: Store, now: datetime) -> bool:
        if store.due(now, limit=1) or store.to_look_up(now):
            return True
        if store.leases_lost(now, sole_owner=self._owner):
            return True
        if store.comments.due(now, since=now - COMMENTS_SINCE):
            return True
        waiting = store.posts(states=(State.WAITING,), since=self._taken_at, until=now)
        return bool(waiting) or self._is_to_check(store, now)

    def _is_to_check(self, store: Store, now: datetime) -> bool:
        """Whether a moment to look at an account came since the last turn began. What that turn left
        alone, as in a pause, is the hourly turn's: it must not make the clock run in a circle."""
        moment = store.next_check_at(after=self._asked_at or now)
        return moment is not None and moment <= now

    def turn_taken(self, now: datetime, *, died: bool) -> None:
        """Note that a turn ended; one that `died` is followed by another at once."""
        self._taken_at = now
        self._died = died
        self._was_replaced = False

    def next_at(self, now: datetime) -> datetime | None:
        """When the next post falls due, or the next look at a post in doubt or at an account is; None
        where nothing is planned."""
        from socialkit.outbox.workspace_state import load_wakeups

        store = self._open()
        moments = [store.next_due_at(after=now), store.next_check_at(after=now)]
        moments += [post.look_at for post in store.posts(states=(State.UNCONFIRMED,))]
        moments += load_wakeups(store)
        moments.append(store.comments.next_at(after=now, since=now - COMMENTS_SINCE))
        # What is over already is the next turn's: it must not make the clock run in a circle.
        return min((one for one in moments if one is not None and one > now), default=None)

    def leave_mark(self, now: datetime) -> None:
        """A sign of life, in the outbox and beside it."""
        from socialkit.outbox.heartbeat import write_heartbeat

        write_heartbeat(self._open(), self._context.heartbeat, now=now)

    def _open(self) -> Store:
        with self._opening:
            if self._store is not None and self._store.is_replaced():
                log.warning(
                    "%s was removed or replaced while socialkit runs. It is opened anew, and "
                    "everything is planned again; look at it with: socialkit status",
                    self._store.place,
                )
                self._store.close()
                self._store, self._was_replaced = None, True
            if self._store is None:
                self._store = self._context.open_outbox()
            return self._store

    def _read_files(self, now: datetime) -> str | None:
        """A fingerprint of all that she may edit; None while somebody is still writing."""
        found = []
        for pattern in WATCHED:
            for path in sorted(self._context.folder.glob(pattern)):
                print_of = self._fingerprint(path, now)
                if print_of is None:
                    return None
                found.append(f"{path.name}:{print_of}")
        return hashlib.sha256("\n".join(found).encode()).hexdigest()

    def _fingerprint(self, path: Path, now: datetime) -> str | None:
        try:
            stat = path.stat()
            if not path.is_file():
                return ""
            if abs(now.timestamp() - stat.st_mtime) < QUIET_FOR.total_seconds():
                return None
            known = self._hashes.get(path)
            key = (stat.st_mtime_ns, stat.st_size)
            if known is None or known[0] != key or path.name in READ_EACH_TIME:
                known = (key, hashlib.sha256(path.read_bytes()).hexdigest())
                self._hashes[path] = known
            return known[1]
        except OSError:
            return ""
