"""What the stages are handed: a clock, and a memory of what was read before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar


class Clock(Protocol):
    """Tells the time and waits; a rehearsal's clock waits by jumping ahead."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""

    def wait(self, duration: timedelta) -> None:
        """Return when `duration` has passed on this clock."""


T = TypeVar("T")


class Remember(Protocol):
    """Given all that a reading depends on, give what was read from the very same before, else `read`
    it now. `kind` is the type of what is read. Raises what `read` raises, which is never kept."""

    def __call__(self, kind: type[T], content: Iterable[bytes], read: Callable[[], T]) -> T:
        """What stands in `content`."""
        ...


def read_uncached(kind: type[T], content: Iterable[bytes], read: Callable[[], T]) -> T:  # noqa: ARG001
    """A Remember that keeps nothing."""
    return read()
