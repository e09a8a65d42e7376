"""The clock of the machine, for tests that speak to emulators which have it too."""

from __future__ import annotations

from socialkit.wiring import SystemClock as WallClock

__all__ = ["WallClock"]
