"""A publisher that can be cut off: a child process makes every request.

Its configuration with the secrets, the calls and the answers go through pipes, never through
arguments or the environment. A child whose parent is gone ends at once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, Protocol

from socialkit.errors import PublishError, TemporaryFailure, UncertainOutcome
from socialkit.model.network import Network
from socialkit.processes.child import Child, Messages, without_secrets
from socialkit.publishers.protocol import MAKES_PUBLIC, Forwarding

BEYOND_THE_REQUEST = timedelta(seconds=60)
"""The child may live so much longer than SEND_TIMEOUT, the limit of the one request."""

GRACE_AT_STOP = timedelta(seconds=6)
"""How long a running request may still take once socialkit is asked to stop, within 10 s in all."""

POLL_INTERVAL = timedelta(seconds=0.1)


class Config(Protocol):
    """What the child needs to build its publisher; it can be pickled."""

    @property
    def network(self) -> Network:
        """The network of the publisher."""


class IsolatedPublisher(Forwarding):
    """A LivePublisher that does its work in a child process, started at the first call.

    `stopping` is asked while a request runs: once it says yes, the request gets GRACE_AT_STOP and no
    more. A child that hangs or dies while it makes something public leaves an UncertainOutcome.
    """

    def __init__(
        self,
        config: Config,
        command: Sequence[str],
        *,
        send_timeout: timedelta,
        stopping: Callable[[], bool] = lambda: False,
    ) -> None:
        self._config = config
        self._command = tuple(command)
        self._limit = send_timeout + BEYOND_THE_REQUEST
        self._stopping = stopping
        self._running: tuple[Child, Messages] | None = None

    @property
    def network(self) -> Network:
        """The network of this publisher."""
        return self._config.network

    def close(self) -> None:
        """End the child, if there is one."""
        running, self._running = self._running, None
        if running is not None:
            child, messages = running
            child.kill()
            messages.close()
            child.close()

    def _call(self, verb: str, *args: Any, **named: Any) -> Any:
        try:
            messages = self._start()
            messages.send((verb, args, named))
            answer = self._wait(messages)
        except (OSError, EOFError):  # a TimeoutError is an OSError
            self.close()
            raise self._no_answer(verb) from None
        if isinstance(answer, PublishError):
            raise answer
        return answer

    def _start(self) -> Messages:
        if self._running is None:
            child = Child(self._command, environment=without_secrets(os.environ), answers=True)
            self._running = child, Messages(*child.pipes)
            self._running[1].send(self._config)
        return self._running[1]

    def _wait(self, messages: Messages) -> Any:
        left, grace = self._limit, GRACE_AT_STOP
        while left > timedelta():
            try:
                return messages.receive(POLL_INTERVAL)
            except TimeoutError:
                left -= POLL_INTERVAL
            if self._stopping():
                left = min(left, grace)
                grace -= POLL_INTERVAL
        raise TimeoutError

    def _no_answer(self, verb: str) -> PublishError:
        name = self.network.label
        if verb in MAKES_PUBLIC:
            words = (
                f"{name} gave no answer in time, so the {MAKES_PUBLIC[verb]} may be there or not."
            )
            return UncertainOutcome(words, network=self.network)
        words = f"{name} gave no answer in time. Nothing was posted."
        return TemporaryFailure(words, network=self.network)
