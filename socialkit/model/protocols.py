"""Protocols that stages receive: a clock, and a cache of parsed results."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar


class Clock(Protocol):
    """Gives the time and waits; the clock of a rehearsal waits by jumping ahead."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""

    def wait(self, duration: timedelta) -> None:
        """Return when `duration` has passed on this clock."""


T = TypeVar("T")


class Remember(Protocol):
    """Returns the cached result for the same `content`, else calls `read` and keeps its result.

    `content` is everything that the result depends on, `kind` its type. Raises what `read` raises;
    errors are never cached.
    """

    def __call__(self, kind: type[T], content: Iterable[bytes], read: Callable[[], T]) -> T:
        """The result of `read` for this `content`."""
        ...


def read_uncached(kind: type[T], content: Iterable[bytes], read: Callable[[], T]) -> T:  # noqa: ARG001
    """A Remember without a cache."""
    return read()
