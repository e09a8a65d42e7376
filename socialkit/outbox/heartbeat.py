"""The sign of life, in the database and beside it; when the two disagree, the database is an old one.

Whoever brings back an old copy of the database brings back posts that went out since. The file does
not come back with it, and so tells (reference: Scheduling, 10.3).
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from socialkit.outbox.store import Store

log = logging.getLogger("socialkit")

HEARTBEAT_NAME = "heartbeat"
CLOCK_MARK = "clock_seen_at"
SIGN_MARK = "signed_at"
"""Never goes back, unlike the clock of a machine: else whoever shares the database with a machine whose
clock was wrong would take it for an old copy."""
UNKNOWN_MARK = "restored"
ROUNDING = timedelta(minutes=5)
"""The file is signed after the database, at most a beat of the clock apart."""


@dataclass(frozen=True, slots=True)
class HistoryGap:
    """What happened from `since` to `until` stands in no database: an old copy was brought back."""

    since: datetime
    until: datetime

    def covers(self, moment: datetime) -> bool:
        """Whether `moment` lies in it."""
        return self.since <= moment < self.until


def write_heartbeat(store: Store, file: Path, *, now: datetime) -> HistoryGap | None:
    """Sign the database, then the file; give the time that the database lost, where it is found to be
    an old copy just now. A file that cannot be written is no reason to stop."""
    lost = _find_lost(store, file)
    if lost is not None:
        value = f"{lost.since.isoformat()} {lost.until.isoformat()}"
        store.mark(UNKNOWN_MARK, value, now=now)
        log.warning("%s is an old copy: it knows nothing since %s", store.place, lost.since)
    store.mark(CLOCK_MARK, "", now=now)
    signed = store.read_mark(SIGN_MARK)
    store.mark(SIGN_MARK, "", now=max(now, signed.at) if signed and lost is None else now)
    with suppress(OSError):
        file.write_text(now.isoformat(timespec="seconds") + "\n", "utf-8")
    return lost


def read_history_gap(store: Store) -> HistoryGap | None:
    """The time that this database lost, however long ago that was noticed."""
    kept = store.read_mark(UNKNOWN_MARK)
    if kept is None:
        return None
    since, until = (datetime.fromisoformat(one) for one in kept.value.split())
    return HistoryGap(since, until)


def _find_lost(store: Store, file: Path) -> HistoryGap | None:
    known, seen_at = store.read_mark(SIGN_MARK), _read(file)
    if known is None or seen_at is None or seen_at - known.at < ROUNDING:
        return None  # a new database is not an old one: all that it plans is ahead
    return HistoryGap(known.at, seen_at)


def _read(file: Path) -> datetime | None:
    try:
        seen_at = datetime.fromisoformat(file.read_text("utf-8").strip())
    except (OSError, ValueError):
        return None
    return seen_at if seen_at.tzinfo else seen_at.replace(tzinfo=UTC)
