"""A road to a network that can be cut off: every request is made by a process of its own.

The recipe with its secrets, the questions and the answers go through pipes, never through
arguments or the environment. A child whose parent is gone ends at once.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import IO, Any, Protocol

from socialkit.errors import PublishError, TemporaryFailure, UncertainOutcome
from socialkit.model.comment import Thread
from socialkit.model.network import Network
from socialkit.model.post import Identity, Post, Receipt, RemotePost
from socialkit.publishers.isolation.errors_on_a_pipe import rebuild

BEYOND_THE_REQUEST = timedelta(seconds=60)
"""The child may live so much longer than SEND_TIMEOUT, the limit of the one request (DESIGN)."""

GRACE_AT_STOP = timedelta(seconds=6)
"""How long a request under way may still take once socialkit is asked to stop, within 10 s in all."""

GLANCE_SECONDS = 0.1
MAKES_PUBLIC = {"commit": "post", "comment": "comment"}
SECRET_PREFIX = "SOCIALKIT_"


class Recipe(Protocol):
    """What the child needs to build its publisher; it can be pickled."""

    @property
    def network(self) -> Network:
        """Where the road leads."""


@dataclass
class _Child:
    process: subprocess.Popen[bytes]
    answers: queue.Queue[Any] = field(default_factory=queue.Queue)

    def __post_init__(self) -> None:
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as answers:
            try:
                while True:
                    self.answers.put(pickle.load(answers))
            except (EOFError, OSError, pickle.UnpicklingError):
                self.answers.put(None)

    def end(self) -> None:
        """Kill the process and let go of its pipes."""
        self.process.kill()
        self.process.wait()
        self._listener.join()
        if self.process.stdin is not None:
            with suppress(OSError):
                self.process.stdin.close()


class IsolatedPublisher:
    """A LivePublisher that does its work in a child process, started at the first question.

    `stopping` is asked while a request is under way: once it says yes, the request gets
    GRACE_AT_STOP and no more.
    """

    def __init__(
        self,
        recipe: Recipe,
        command: Sequence[str],
        *,
        send_timeout: timedelta,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._recipe = recipe
        self._command = tuple(command)
        self._limit = send_timeout + BEYOND_THE_REQUEST
        self._stopping = stopping
        self._child: _Child | None = None

    @property
    def network(self) -> Network:
        """Where this road leads."""
        return self._recipe.network

    def find_choices(self) -> tuple[Identity, ...]:
        """See LivePublisher."""
        answer: tuple[Identity, ...] = self._ask("find_choices")
        return answer

    def choose(self, identity: str) -> None:
        """See LivePublisher."""
        self._ask("choose", identity)

    def identify(self) -> Identity:
        """See LivePublisher."""
        answer: Identity = self._ask("identify")
        return answer

    def read_recent(
        self, account: str, *, since: datetime | None = None, count: int = 25
    ) -> tuple[RemotePost, ...]:
        """See Publisher."""
        answer: tuple[RemotePost, ...] = self._ask("read_recent", account, since=since, count=count)
        return answer

    def prepare(self, post: Post) -> Mapping[str, str]:
        """See Publisher."""
        answer: Mapping[str, str] = self._ask("prepare", post)
        return answer

    def find_proof(self, post: Post) -> Receipt | None:
        """See Publisher."""
        answer: Receipt | None = self._ask("find_proof", post)
        return answer

    def commit(self, post: Post) -> Receipt:
        """See Publisher. A child that hangs or dies leaves an UncertainOutcome."""
        answer: Receipt = self._ask("commit", post)
        return answer

    def read_thread(self, remote_id: str) -> Thread | None:
        """See Publisher."""
        answer: Thread | None = self._ask("read_thread", remote_id)
        return answer

    def comment(self, post: Post) -> str:
        """See Publisher. A child that hangs or dies leaves an UncertainOutcome."""
        answer: str = self._ask("comment", post)
        return answer

    def find_permalink(self, remote_id: str) -> str | None:
        """See LivePublisher."""
        answer: str | None = self._ask("find_permalink", remote_id)
        return answer

    def delete(self, remote_id: str) -> None:
        """See LivePublisher."""
        self._ask("delete", remote_id)

    def is_there(self, remote_id: str) -> bool:
        """See LivePublisher."""
        answer: bool = self._ask("is_there", remote_id)
        return answer

    def close(self) -> None:
        """End the child, if there is one."""
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def _ask(self, verb: str, *words: Any, **named: Any) -> Any:
        child = self._child or self._start()
        try:
            _send(child.process.stdin, (verb, words, named))
            answer = self._wait(child)
        except (OSError, queue.Empty):
            answer = None
        if answer is None:
            self.close()
            raise self._silence(verb)
        outcome, value = answer
        if outcome == "error":
            raise rebuild(value)
        return value

    def _start(self) -> _Child:
        process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={name: v for name, v in os.environ.items() if not name.startswith(SECRET_PREFIX)},
        )
        self._child = _Child(process)
        _send(process.stdin, self._recipe)
        return self._child

    def _wait(self, child: _Child) -> Any:
        left, grace = self._limit.total_seconds(), GRACE_AT_STOP.total_seconds()
        while left > 0:
            try:
                return child.answers.get(timeout=GLANCE_SECONDS)
            except queue.Empty:
                left -= GLANCE_SECONDS
            if self._stopping():
                left = min(left, grace)
                grace -= GLANCE_SECONDS
        raise queue.Empty

    def _silence(self, verb: str) -> PublishError:
        name = self.network.label
        if verb in MAKES_PUBLIC:
            words = (
                f"{name} gave no answer in time, so the {MAKES_PUBLIC[verb]} may be there or not."
            )
            return UncertainOutcome(words, network=self.network)
        words = f"{name} gave no answer in time. Nothing was posted."
        return TemporaryFailure(words, network=self.network)


def _send(pipe: IO[bytes] | None, value: Any) -> None:
    assert pipe is not None
    pipe.write(pickle.dumps(value))
    pipe.flush()
