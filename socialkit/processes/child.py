"""One way to start a child process, to talk to it, to give it its time, and to end it.

Secrets reach a child through its stdin, never through arguments or its environment. A child that
calls `end_with_parent` never outlives the process that started it.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import IO, Any

SECRET_PREFIX = "SOCIALKIT_"


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment without any setting of socialkit."""
    return {
        name: value for name, value in environment.items() if not name.startswith(SECRET_PREFIX)
    }


@dataclass(frozen=True, slots=True)
class ChildResult:
    """What a child wrote to its stdout, and its exit code: None where it could not be started, or was
    killed at its limit."""

    output: bytes
    code: int | None


def run_child(
    command: Sequence[str], given: bytes, *, limit: timedelta, environment: Mapping[str, str]
) -> ChildResult:
    """Run a child with `given` on its stdin; kill it after `limit`. Raises nothing. Its stderr goes
    nowhere, for what a library says there may hold a secret."""
    try:
        done = subprocess.run(
            command,
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=limit.total_seconds(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        return ChildResult(error.stdout or b"", None)
    except OSError:
        return ChildResult(b"", None)
    return ChildResult(done.stdout, done.returncode)


class Child:
    """A child that runs beside this process. Its stdin stays open until it is ended, so a child that
    watches it knows when its parent is gone. Starting it raises OSError."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        answers: bool = False,
    ) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE if answers else None,
            env=environment,
        )

    @property
    def pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Its stdout and its stdin, of a child that `answers`."""
        assert self._process.stdout is not None
        assert self._process.stdin is not None
        return self._process.stdout, self._process.stdin

    def wait(self, limit: timedelta) -> int | None:
        """Its exit code (below zero: the signal that ended it); None while it still runs."""
        try:
            return self._process.wait(limit.total_seconds())
        except subprocess.TimeoutExpired:
            return None

    def stop(self, *, grace: timedelta) -> None:
        """Ask it to end, and kill it where it has not ended after `grace`."""
        if self._process.poll() is not None:
            return
        self._process.terminate()
        if self.wait(grace) is None:
            self.kill()

    def kill(self) -> int:
        """End it at once and reap it; its exit code."""
        self._process.kill()
        return self._process.wait()

    def close(self) -> None:
        """Let go of the pipe to a child that has ended."""
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()


def end_with_parent() -> None:
    """In a child that is given nothing on its stdin: when the parent is gone, end at once, like a
    power cut."""
    threading.Thread(target=_watch_stdin, daemon=True).start()


def _watch_stdin() -> None:
    while os.read(0, 1):
        pass
    os._exit(1)


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
