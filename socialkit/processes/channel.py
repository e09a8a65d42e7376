"""Python values between two processes, over the pipes of a child.

Not `multiprocessing.connection`: on Windows it cannot use the pipes of a child, and it costs 2 MB.
"""

from __future__ import annotations

import pickle
import queue
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import IO, Any

_END = object()


class Messages:
    """What one process says to another. `on_end` is called, in another thread, when the other process
    is gone."""

    def __init__(
        self,
        incoming: IO[bytes],
        outgoing: IO[bytes],
        *,
        on_end: Callable[[], object] = lambda: None,
    ) -> None:
        self._incoming, self._outgoing, self._on_end = incoming, outgoing, on_end
        self._received: queue.Queue[Any] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def send(self, value: object) -> None:
        """Send a value. Raise OSError where the other process is gone."""
        self._outgoing.write(pickle.dumps(value))
        self._outgoing.flush()

    def receive(self, limit: timedelta | None = None) -> Any:
        """The next value. Raise TimeoutError where none came within `limit`, EOFError where the other
        process is gone."""
        try:
            value = self._received.get(timeout=None if limit is None else limit.total_seconds())
        except queue.Empty:
            raise TimeoutError from None
        if value is _END:
            raise EOFError
        return value

    def close(self) -> None:
        """Wait for the end of what the other process says; it has ended already."""
        self._listener.join()

    def _listen(self) -> None:
        with self._incoming as incoming:
            try:
                while True:
                    self._received.put(pickle.load(incoming))
            except Exception:  # a message that cannot be read is the last one, too
                self._on_end()
                self._received.put(_END)
