"""Moments at which a turn is to be taken though nothing is touched and no post is due."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from socialkit.outbox.store import Store

NEVER = datetime.min.replace(tzinfo=UTC)
"""Stands with a mark that goes, and is not kept."""


class Wakeup(StrEnum):
    """What waits for its time; the values are names in the database, so they stay."""

    FILE = "schedule_again_at"  # a file that will count though nobody touches it
    REMOVALS = "removals_again_at"  # planned posts that the file takes out
    TELLING = "tell_at"  # something that she will have to be told


def schedule_wakeup(store: Store, wait: Wakeup, moment: datetime | None) -> None:
    """Note that a turn is to be taken at `moment` for this wait; None: it waits for nothing."""
    kept = store.read_mark(wait)
    before = None if kept is None else kept.at  # the moment, not when it was written
    if moment != before:
        store.mark(wait, None if moment is None else "", now=moment or NEVER)


def read_wakeups(store: Store) -> tuple[datetime, ...]:
    """All moments that are noted, those that are over included."""
    marks = (store.read_mark(wait) for wait in Wakeup)
    return tuple(mark.at for mark in marks if mark is not None)
