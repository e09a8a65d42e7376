"""Time as something that is handed in.

In: nothing. Out: the shape of a clock. Knows nothing of the machine's own clock: wiring.py builds
the one that reads it, a rehearsal builds one that jumps.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits; a rehearsal's clock waits by jumping ahead."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""

    def wait(self, duration: timedelta) -> None:
        """Return when `duration` has passed on this clock."""
