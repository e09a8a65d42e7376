"""The clock of this machine: the only place that reads it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        return datetime.now(UTC)

    def awake(self) -> timedelta:
        """How long this machine has been awake since some moment. Nobody can set it, and where the system
        can tell, sleep does not count."""
        return timedelta(seconds=time.monotonic())

    def wait(self, duration: timedelta) -> None:
        """Sleep."""
        time.sleep(max(0.0, duration.total_seconds()))
