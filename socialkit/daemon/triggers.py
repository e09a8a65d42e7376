"""What the daemon checks at each tick and when a file changes: is a new cycle needed?

It reads the outbox and a few files. Kept small, since it stays in memory.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.model.post import State
from socialkit.runtime.workspace_lock import worker_id

if TYPE_CHECKING:
    from socialkit.outbox.store import Store
    from socialkit.runtime.daemon_context import DaemonContext


log = logging.getLogger("socialkit")

MAX_CYCLE_INTERVAL = timedelta(hours=1)
WRITE_QUIET_PERIOD = timedelta(milliseconds=500)
"""A file counts once nobody has written to it for so long."""
MAX_COMMENT_AGE = timedelta(days=2)
"""Below older posts no comment is written any more; a cycle for another reason reports that."""
WATCHED = ("schedule.yaml", ".env", "articles/**/*", "quotes/*/lines.yaml", "assets/*")
MOST_BYTES = 50_000_000
"""A larger file is known by its time and size."""
READ_EACH_TIME = frozenset({"schedule.yaml", ".env"})
"""Not trusted to have another size or time after each edit: network drives keep whole seconds."""


class Triggers:
    """What needs a cycle, for one workspace."""

    def __init__(self, context: DaemonContext) -> None:
        self._context = context
        self._worker = worker_id(context.state_folder)
        self._store: Store | None = None
        self._opening = threading.Lock()  # the ticks and the heartbeat share the store
        self._was_replaced = False
        self._files = ""
        self._hashes: dict[Path, tuple[tuple[int, int], str]] = {}
        self._asked_at: datetime | None = None
        self._ended_at: datetime | None = None
        self._died = False
        self._requested = threading.Event()

    def request_cycle(self) -> None:
        """Ask for a cycle at the next tick, whatever was seen before: the known times are of another
        clock."""
        self._requested.set()

    def is_cycle_needed(self, now: datetime) -> bool:
        """Whether there is something to do. Raise OutboxError where the outbox cannot be read."""
        is_requested = self._requested.is_set()
        self._requested.clear()
        if is_requested:
            self._ended_at = None
        is_wanted = self._is_wanted(now)
        if is_wanted:
            self._asked_at = now
        return is_wanted

    def _is_wanted(self, now: datetime) -> bool:
        if self._died or not self._ran_recently(now):
            self._files = self._read_files(now) or self._files
            return True
        files = self._read_files(now)
        if files is not None and files != self._files:
            self._files = files
            return True
        store = self._open()
        return self._was_replaced or self._is_over(store, now) or self._something_is_due(store, now)

    def _ran_recently(self, now: datetime) -> bool:
        """Whether the last cycle ended within the hour. One that ended in the future, by a clock that was
        wrong, does not count: it would hide what ends before it."""
        ended = self._ended_at
        return ended is not None and timedelta() <= now - ended < MAX_CYCLE_INTERVAL

    def _is_over(self, store: Store, now: datetime) -> bool:
        """Whether a wait has ended since the last cycle began: one that ended while it was running may have
        been missed by it."""
        from socialkit.outbox.workspace_state import load_wakeups

        asked = self._asked_at
        return any(
            one <= now and (asked is None or asked < one) for one in load_wakeups(store.state)
        )

    def _something_is_due(self, store: Store, now: datetime) -> bool:
        if store.due(now, limit=1) or store.to_look_up(now):
            return True
        if store.leases_lost(now, sole_worker=self._worker):
            return True
        if store.comments.due(now, since=now - MAX_COMMENT_AGE):
            return True
        waiting = store.posts(states=(State.WAITING,), since=self._ended_at, until=now)
        return bool(waiting) or self._is_to_check(store, now)

    def _is_to_check(self, store: Store, now: datetime) -> bool:
        """Whether the time to check an account came since the last cycle began. What that cycle left out,
        as in a pause, is for the hourly cycle: else the daemon would start one cycle after another."""
        moment = store.next_check_at(after=self._asked_at or now)
        return moment is not None and moment <= now

    def cycle_ended(self, now: datetime, *, died: bool) -> None:
        """Note that a cycle ended; one that `died` is followed by another at once."""
        self._ended_at = now
        self._died = died
        self._was_replaced = False

    def next_at(self, now: datetime) -> datetime | None:
        """When the next post falls due, or the next check of a post in doubt or of an account; None where
        nothing is planned."""
        from socialkit.outbox.workspace_state import load_wakeups

        store = self._open()
        moments = [store.next_due_at(after=now), store.next_check_at(after=now)]
        moments += [post.look_at for post in store.posts(states=(State.UNCONFIRMED,))]
        moments += load_wakeups(store.state)
        moments.append(store.comments.next_at(after=now, since=now - MAX_COMMENT_AGE))
        # What is over already is for the next cycle: else the daemon would start one after another.
        return min((one for one in moments if one is not None and one > now), default=None)

    def read_problems(self) -> tuple[str, ...]:
        """What is wrong with the brand, the files and the last cycle: a message each."""
        from socialkit.outbox.workspace_state import (
            BRAND_FAULTS,
            CYCLE_FAULT,
            CYCLE_KILLED,
            FILE_FAULTS,
        )

        state = self._open().state
        found = [state.get(one) for one in (CYCLE_FAULT, BRAND_FAULTS, FILE_FAULTS)]
        killed = state.get(CYCLE_KILLED)
        if killed is not None:
            found.append(f"the computer ended socialkit in the middle of its work ({killed})")
        return tuple(row for words in found if words for row in words.splitlines())

    def note_kill(self, signal_name: str, now: datetime) -> None:
        """Keep that a cycle was ended from outside, until one ends well. Raise OutboxError."""
        from socialkit.outbox.workspace_state import CYCLE_KILLED

        self._open().state.put(CYCLE_KILLED, signal_name, now=now)

    def write_heartbeat(self, now: datetime) -> None:
        """Write the heartbeat, in the outbox and beside it."""
        from socialkit.outbox.workspace_state import write_heartbeat as write

        write(self._open(), self._context.heartbeat, now=now)

    def _open(self) -> Store:
        with self._opening:
            if self._store is not None and self._store.is_replaced():
                log.warning(
                    "%s was removed or replaced while socialkit was running. socialkit opens it again and "
                    "plans everything again; check it with: socialkit status",
                    self._store.place,
                )
                self._store.close()
                self._store, self._was_replaced = None, True
            if self._store is None:
                self._store = self._context.open_outbox()
            return self._store

    def _read_files(self, now: datetime) -> str | None:
        """A fingerprint of every file that the owner may edit; None while somebody is still writing."""
        found = []
        for pattern in WATCHED:
            for path in sorted(self._context.folder.glob(pattern)):
                fingerprint = self._fingerprint(path, now)
                if fingerprint is None:
                    return None
                found.append(f"{path.name}:{fingerprint}")
        return hashlib.sha256("\n".join(found).encode()).hexdigest()

    def _fingerprint(self, path: Path, now: datetime) -> str | None:
        try:
            stat = path.stat()
            if not path.is_file():
                return ""
            if abs(now.timestamp() - stat.st_mtime) < WRITE_QUIET_PERIOD.total_seconds():
                return None
            known = self._hashes.get(path)
            key = (stat.st_mtime_ns, stat.st_size)
            if stat.st_size > MOST_BYTES:
                return f"{key}"
            if known is None or known[0] != key or path.name in READ_EACH_TIME:
                known = (key, hashlib.sha256(path.read_bytes()).hexdigest())
                self._hashes[path] = known
            return known[1]
        except OSError:
            return ""


NAMES = frozenset({"schedule.yaml", ".env"})
STEP_MS = 250
"""How often changes are collected. The library's 50 ms take 0.1 % of a core at rest, half of what the
daemon may use; 250 ms take next to nothing (measured)."""
MAX_WAIT_MS = 60_000
QUIET_SECONDS = 0.35
"""With STEP_MS the half second for which a file must be quiet."""


def start_watch(
    folder: Path, touched: Callable[[], None], stop: threading.Event
) -> threading.Thread:
    """Call `touched` in a thread of its own after every touch, until `stop`."""
    args = (folder, touched, stop)
    thread = threading.Thread(target=_watch, args=args, name="watch", daemon=True)
    thread.start()
    return thread


def _watch(folder: Path, touched: Callable[[], None], stop: threading.Event) -> None:
    try:
        from watchfiles import watch

        changes = watch(
            folder,
            watch_filter=lambda _, path: Path(path).name in NAMES,
            step=STEP_MS,
            rust_timeout=MAX_WAIT_MS,
            stop_event=stop,
            raise_interrupt=False,
            recursive=False,
        )
        for _ in changes:
            if stop.wait(QUIET_SECONDS):
                return
            touched()
    except Exception as error:  # whatever the system refuses: the check every half minute remains
        if not stop.is_set():
            log.warning("%s cannot be watched (%s); edits are seen within 30 s", folder, error)
