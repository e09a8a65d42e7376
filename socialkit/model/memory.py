"""How a stage asks whether it has read the same bytes before.

Knows nothing of where readings are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Remember(Protocol):
    """Given all that a reading depends on, give what was read from the very same before, else `read`
    it now. `kind` is the type of what is read. Raises what `read` raises, which is never kept."""

    def __call__(self, kind: type[T], content: Iterable[bytes], read: Callable[[], T]) -> T:
        """What stands in `content`."""
        ...


def read_anew(kind: type[T], content: Iterable[bytes], read: Callable[[], T]) -> T:  # noqa: ARG001
    """A Remember that keeps nothing."""
    return read()
