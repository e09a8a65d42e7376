"""What the outbox remembers of a workspace beside its posts: every key, its type, and one way to use it; the
heartbeat among it.

A value of its own type is read and written by pydantic. Texts and moments need none of it, so that the
daemon, which reads only those, stays small.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import Connection

from socialkit.files import write_atomically
from socialkit.model.schedule import Pause
from socialkit.model.state_values import HistoryGap, NotificationLedger, PendingRemovals
from socialkit.outbox.db import records
from socialkit.outbox.db.rows import StateRow

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from socialkit.outbox.store import Store


T = TypeVar("T")
Transaction = Callable[[], AbstractContextManager[Connection]]

log = logging.getLogger("socialkit")


@dataclass(frozen=True, slots=True)
class Key(Generic[T]):
    """One thing that is remembered. `name` is stored, so it never changes; `since` is the release that
    introduced it; `if_unreadable` is what counts where the stored text cannot be read (None: nothing)."""

    name: str
    type: type[T]
    since: str
    if_unreadable: T | None = None

    def of(self, what: str) -> Key[T]:
        """The key of one of many things of this kind."""
        return replace(self, name=self.name + what)


@dataclass(frozen=True, slots=True)
class StateEntry(Generic[T]):
    """A value, and when it was written."""

    value: T
    written_at: datetime


UNREADABLE_PAUSE = Pause(reason="the stored pause cannot be read")
"""Posting against the owner's wish is worse than not posting: such a pause has no end."""
PAUSE = Key("paused", Pause, "0.1.0", UNREADABLE_PAUSE)
"""The pause by command, written when it began."""
FILE_PAUSE = Key("paused_by_file", Pause, "0.1.0", UNREADABLE_PAUSE)
"""The pause that schedule.yaml says, written when it began."""
SCHEDULE_IN_FORCE = Key("schedule_in_force", str, "0.1.0")
"""The text of the last good schedule.yaml, written when it came into force."""
SCHEDULE_WAITS = Key("schedule_waits", str, "0.1.0")
"""The fingerprint of a schedule.yaml that does not count yet, written when it was first seen."""
SCHEDULE_HAS_WAITED = Key("schedule_has_waited", str, "0.1.0")
"""The fingerprint of the schedule.yaml that counts after it waited, written when it came into force."""
SCHEDULE_LOGGED = Key("schedule_told", str, "0.1.0")
"""The fingerprint of the schedule.yaml of which the log says that it does not count."""
REMOVALS = Key("removals_held", PendingRemovals, "0.1.0")
APPROVALS = Key("her_word", dict[str, tuple[int, int]], "0.1.0")
"""By article, how many of its lines are approved and how many rejected."""
REJECTED_WORDS = Key("rejected_words", dict[str, tuple[str, ...]], "0.2.0")
"""By folder of quotes/, the words rejected in its lines.yaml; under "" those of files that were lost."""
RUNWAY = Key("lines_end", tuple[date, str | None], "0.1.0")
"""The last local date with a fresh line at every time, and which time is the first without one."""
NOTICES = Key("notices", NotificationLedger, "0.1.0")
SHARE_LINK = Key("share:", str, "0.1.0")
"""Followed by an opaque share link: what it means."""
CLOCK_SEEN_AT = Key("clock_seen_at", datetime, "0.1.0")
"""When socialkit last ran."""
SIGNED_AT = Key("signed_at", datetime, "0.1.0")
"""The latest moment at which socialkit ran. Unlike a machine's clock it never goes back."""
HISTORY_GAP = Key("restored", HistoryGap, "0.1.0")
PLANNED_AT = Key("planned_at", datetime, "0.1.0")
WAKE_FOR_FILE = Key("schedule_again_at", datetime, "0.1.0")
"""When a schedule.yaml comes into force though nobody touches it."""
WAKE_FOR_REMOVALS = Key("removals_again_at", datetime, "0.1.0")
"""When planned posts are taken out whose row left the file."""
WAKE_FOR_NOTICES = Key("tell_at", datetime, "0.1.0")
"""When there is something to tell the owner."""

BRAND_FAULTS = Key("brand_faults", str, "0.1.0")
"""What no card of the brand can show, by the last planning: one message a row."""
FILE_FAULTS = Key("file_faults", str, "0.2.0")
"""What is wrong in articles and lines, by the last cycle: one message a row."""
CYCLE_FAULT = Key("cycle_fault", str, "0.2.0")
"""What ended a cycle that nobody had foreseen, in words; none once a cycle ends well."""
CYCLE_KILLED = Key("cycle_killed", str, "0.2.0")
"""The name of the signal that ended a cycle; none once a cycle ends well."""
WAKE_FOR_BRAND = Key("brand_again_at", datetime, "0.1.0")
"""When to try again whether cards of the brand can be drawn."""

WAKEUPS = (WAKE_FOR_FILE, WAKE_FOR_REMOVALS, WAKE_FOR_NOTICES, WAKE_FOR_BRAND)
KEYS: tuple[Key[Any], ...] = (
    PAUSE,
    FILE_PAUSE,
    SCHEDULE_IN_FORCE,
    SCHEDULE_WAITS,
    SCHEDULE_HAS_WAITED,
    SCHEDULE_LOGGED,
    REMOVALS,
    APPROVALS,
    REJECTED_WORDS,
    RUNWAY,
    NOTICES,
    SHARE_LINK,
    CLOCK_SEEN_AT,
    SIGNED_AT,
    HISTORY_GAP,
    PLANNED_AT,
    BRAND_FAULTS,
    FILE_FAULTS,
    CYCLE_FAULT,
    CYCLE_KILLED,
    *WAKEUPS,
)


class WorkspaceState:
    """The remembered values of one workspace. Every method is one transaction.

    A value that cannot be read counts as absent, or as what its key says; the log says so once.
    """

    def __init__(self, reading: Transaction, writing: Transaction, workspace: str) -> None:
        self._reading = reading
        self._writing = writing
        self._workspace = workspace
        self._unreadable: set[str] = set()

    def get(self, key: Key[T]) -> T | None:
        """Give the value; None if there is none."""
        entry = self.entry(key)
        return None if entry is None else entry.value

    def entry(self, key: Key[T]) -> StateEntry[T] | None:
        """Give the value and when it was written; None if there is none."""
        with self._reading() as connection:
            row = records.read_state(connection, self._workspace, key.name)
        return self._decode(key, row)

    def put(self, key: Key[T], value: T, *, now: datetime) -> None:
        """Store a value as written at `now`."""
        with self._writing() as connection:
            write_state(connection, self._workspace, key, value, now=now)

    def clear(self, key: Key[T]) -> None:
        """Remove the value, if there is one."""
        with self._writing() as connection:
            records.delete_state(connection, self._workspace, key.name)

    def swap(self, key: Key[T], before: T | None, after: T, *, now: datetime) -> bool:
        """Store `after` if the value is `before` (None: absent); False if it is not."""
        with self._writing() as connection:
            row = records.read_state(connection, self._workspace, key.name)
            entry = self._decode(key, row)
            if (None if entry is None else entry.value) != before:
                return False
            old = None if row is None else row.value
            new = encode(key, after)
            return records.swap_state(connection, self._workspace, key.name, old, new, now)

    def _decode(self, key: Key[T], row: StateRow | None) -> StateEntry[T] | None:
        if row is None:
            return None
        try:
            return StateEntry(decode(key, row), row.at)
        except ValueError:
            if key.name not in self._unreadable:
                self._unreadable.add(key.name)
                log.warning("What the outbox keeps as %s cannot be read.", key.name)
            return None if key.if_unreadable is None else StateEntry(key.if_unreadable, row.at)


def write_state(
    connection: Connection, workspace: str, key: Key[T], value: T, *, now: datetime
) -> None:
    """Store a value inside a transaction that does more."""
    records.write_state(connection, workspace, key.name, encode(key, value), now)


def schedule_wakeup(
    state: WorkspaceState, key: Key[datetime], moment: datetime | None, *, now: datetime
) -> None:
    """Note that a cycle is to run at `moment`, for the reason `key` (one of WAKEUPS); None: no reason."""
    if moment == state.get(key):
        return
    if moment is None:
        state.clear(key)
    else:
        state.put(key, moment, now=now)


def load_wakeups(state: WorkspaceState) -> tuple[datetime, ...]:
    """All moments that are noted, those that are over included."""
    moments = (state.get(key) for key in WAKEUPS)
    return tuple(one for one in moments if one is not None)


def encode(key: Key[T], value: T) -> str:
    """A value as the database keeps it."""
    plain = _PLAIN.get(key.type)
    if plain is not None:
        return plain.encode(value)
    return _adapter(key).dump_json(value).decode()


def decode(key: Key[T], row: StateRow) -> T:
    """A value from the database. Raise ValueError if it cannot be read."""
    plain = _PLAIN.get(key.type)
    value: T = plain.decode(row) if plain else _adapter(key).validate_json(row.value)
    return value


@cache
def _adapter(key: Key[Any]) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(key.type)


@dataclass(frozen=True, slots=True)
class _Plain:
    """How values are stored that need no pydantic."""

    encode: Callable[[Any], str]
    decode: Callable[[StateRow], Any]


def _decode_moment(row: StateRow) -> datetime:
    # Older databases keep the moment in the column "at" and an empty value.
    return _aware(row.value) if row.value else row.at


def _decode_gap(row: StateRow) -> HistoryGap:
    since, until = map(_aware, row.value.split())
    return HistoryGap(since, until)


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no offset")
    return moment


_PLAIN: Mapping[Any, _Plain] = {
    str: _Plain(str, lambda row: row.value),
    datetime: _Plain(datetime.isoformat, _decode_moment),
    HistoryGap: _Plain(lambda gap: f"{gap.since.isoformat()} {gap.until.isoformat()}", _decode_gap),
}


HEARTBEAT_NAME = "heartbeat"
MAX_FILE_LEAD = timedelta(minutes=5)
"""The file is written after the database; more than this ahead of it, the database is an old copy."""


def write_heartbeat(store: Store, file: Path, *, now: datetime) -> HistoryGap | None:
    """Write the heartbeat to the database, then to the file. Give the time that the database does not
    know, where it turns out to be an old copy just now. A file that cannot be written stops nothing."""
    gap = _find_new_gap(store, file)
    if gap is not None:
        store.state.put(HISTORY_GAP, gap, now=now)
        log.warning(
            "%s is an old copy: it does not know what happened since %s", store.place, gap.since
        )
    store.state.put(CLOCK_SEEN_AT, now, now=now)
    signed_at = store.state.get(SIGNED_AT)
    # It never goes back: else whoever shares the database with a machine whose clock was wrong would
    # take the database for an old copy.
    latest = max(now, signed_at) if signed_at and gap is None else now
    store.state.put(SIGNED_AT, latest, now=now)
    with suppress(OSError):
        row = now.isoformat(timespec="seconds") + "\n"
        write_atomically(file, row.encode(), private=True, durable=False)
    return gap


def _find_new_gap(store: Store, file: Path) -> HistoryGap | None:
    known, seen_at = store.state.get(SIGNED_AT), _read(file)
    if known is None or seen_at is None or seen_at - known < MAX_FILE_LEAD:
        return None  # a new database is not an old copy: all that it plans is ahead
    return HistoryGap(known, seen_at)


def _read(file: Path) -> datetime | None:
    try:
        seen_at = datetime.fromisoformat(file.read_text("utf-8").strip())
    except (OSError, ValueError):
        return None
    return seen_at if seen_at.tzinfo else seen_at.replace(tzinfo=UTC)
