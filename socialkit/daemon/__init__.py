"""The program that runs all day: the clock, what it looks at, one turn in a process of its own."""

from socialkit.daemon.hold import hold

__all__ = ["hold"]
