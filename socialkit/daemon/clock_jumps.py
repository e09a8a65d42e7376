"""Did the wall clock jump? A lid was closed for hours, or somebody set the clock.

In: what the wall says and for how long this machine has been awake, again and again. Out: by how much
the wall moved on more than that since the last look. Knows nothing of what is done then.

Why it matters: the scheduler waits by the time awake for a moment on the wall. Set back by an hour, it
would not strike for an hour.
"""

from __future__ import annotations

from datetime import datetime, timedelta

LEAST = timedelta(seconds=2)
"""Less is no jump: clocks are put right by fractions of a second all the time."""


class Jumps:
    """The jumps since the first look."""

    def __init__(self, now: datetime, awake: timedelta) -> None:
        self._now, self._awake = now, awake

    def look(self, now: datetime, awake: timedelta) -> timedelta:
        """By how much the wall jumped since the last look, back below zero; zero where it did not."""
        by = (now - self._now) - (awake - self._awake)
        self._now, self._awake = now, awake
        return by if abs(by) >= LEAST else timedelta()
