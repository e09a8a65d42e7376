"""Values that the outbox keeps for a workspace beside its posts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class HistoryGap:
    """An old copy of the database was brought back: it does not know what happened from `since` to
    `until`."""

    since: datetime
    until: datetime

    def covers(self, moment: datetime) -> bool:
        """Whether `moment` lies in the gap."""
        return self.since <= moment < self.until


@dataclass(frozen=True, slots=True)
class PendingRemovals:
    """Posts that wait to be taken out, each with the moment from which it may be; `file` is the
    fingerprint of the schedule that takes them out."""

    file: str = ""
    until: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotificationLedger:
    """What the owner was told: subject to name, or to "" where its end is not worth a message.

    `seen` are alerts that were not sent yet, since when; `refused` the addresses that did not take the
    last message, by name; `tries` how often in a row none of them did, since `silent_since`. `noted`
    are the local dates whose digest was sent, the newest last. `is_new` is never stored: nothing was
    kept before."""

    # A row of an unknown shape counts as no ledger.
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    told: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)
    settled: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    tries: int = 0
    silent_since: str | None = None
    try_at: str | None = None
    telling_until: str | None = None
    noted: tuple[str, ...] = ()
    is_new: bool = False
