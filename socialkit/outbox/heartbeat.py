"""The heartbeat in the database and in a file beside it; where they disagree, the database is an old copy.

Whoever restores an old copy of the database brings back posts that went out since. The file does not
come back with it, so it shows what the copy does not know.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.files import write_atomically
from socialkit.model.state_values import HistoryGap
from socialkit.outbox.workspace_state import CLOCK_SEEN_AT, HISTORY_GAP, SIGNED_AT

if TYPE_CHECKING:
    from socialkit.outbox.store import Store

log = logging.getLogger("socialkit")

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
