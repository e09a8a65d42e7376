"""A publisher that handles one call at a time, whichever process calls.

A cycle makes its calls one after the other through one child. But `connect` or `unpublish` may run
meanwhile, and Instagram takes a login that is used twice at once for a program.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from socialkit.errors import TemporaryFailure
from socialkit.model.network import Network
from socialkit.publishers.protocol import MAKES_PUBLIC, Forwarding, LivePublisher

MAX_WAIT = timedelta(seconds=20)
"""How long a call waits for another one. A commit does not wait: its time is counted already."""


class LockedPublisher(Forwarding):
    """A LivePublisher behind a lock that all processes of this machine share."""

    def __init__(self, publisher: LivePublisher, lock_file: Path) -> None:
        self._publisher = publisher
        self._lock_file = lock_file

    @property
    def network(self) -> Network:
        """The network of this publisher."""
        return self._publisher.network

    def _call(self, verb: str, *args: Any, **named: Any) -> Any:
        with self._lock(timedelta() if verb in MAKES_PUBLIC else MAX_WAIT):
            return getattr(self._publisher, verb)(*args, **named)

    @contextmanager
    def _lock(self, max_wait: timedelta) -> Iterator[None]:
        lock = FileLock(self._lock_file, timeout=max_wait.total_seconds(), mode=0o600)
        try:
            self._lock_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            words = "Another socialkit is using this account right now. Nothing was posted."
            raise TemporaryFailure(words, network=self.network) from None
        except (OSError, NotImplementedError) as error:
            why = getattr(error, "strerror", None) or type(error).__name__
            words = f"{self._lock_file.parent} cannot be written: {why}. Let your user write there."
            raise TemporaryFailure(words, network=self.network) from None
        try:
            yield
        finally:
            lock.release()
