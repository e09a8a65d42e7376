"""The program that runs all day: the clock, what it looks at, one turn in a process of its own."""

from socialkit.daemon.hold import hold
from socialkit.daemon.start import start_daemon

__all__ = ["hold", "start_daemon"]
