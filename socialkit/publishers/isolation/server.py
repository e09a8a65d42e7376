"""The child's side of an isolated publisher: one process that talks to one network.

It ends when its parent does.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import partial
from typing import IO, Any

from socialkit.errors import PublishError, TemporaryFailure, UncertainOutcome
from socialkit.model.network import Network
from socialkit.model.post import Post
from socialkit.processes.child import Messages
from socialkit.publishers.protocol import MAKES_PUBLIC, VERBS, LivePublisher


def serve_publisher(
    build: Callable[[Any], LivePublisher],
    calls: IO[bytes],
    answers: IO[bytes],
    *,
    before_commit: Callable[[Any, Post], None] = lambda *_: None,
) -> None:
    """Build the publisher from the first message, its configuration; answer calls until the parent is
    gone.

    `before_commit` gets the configuration and the post just before the request that makes the post
    (or its comment) public, and may raise a PublishError: the call may be older than it looks. `build`
    may fail with any. Of every other error the parent hears a kind and a class name, never the words
    of a library, which could hold a secret.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what ends when
    messages = Messages(calls, answers, on_end=lambda: os._exit(0))  # whatever is running
    config = messages.receive()
    publisher, check = build(config), partial(before_commit, config)
    while True:
        verb, args, named = messages.receive()
        messages.send(_answer(publisher, check, verb, args, named))


def _answer(
    publisher: LivePublisher, check: Callable[[Post], None], verb: str, args: Any, named: Any
) -> Any:
    if verb not in VERBS:
        raise ValueError(verb)
    try:
        if verb in MAKES_PUBLIC:
            check(*args)
        return getattr(publisher, verb)(*args, **named)
    except PublishError as error:
        return error
    except Exception as error:
        return _unexpected(error, verb, publisher.network)


def _unexpected(error: Exception, verb: str, network: Network) -> PublishError:
    what = f"An unexpected error happened while socialkit talked to {network.label}"
    if verb in MAKES_PUBLIC:
        words = f"{what} ({type(error).__name__}), so the {MAKES_PUBLIC[verb]} may be there or not."
        return UncertainOutcome(words, network=network)
    words = f"{what} ({type(error).__name__}). Nothing was posted."
    return TemporaryFailure(words, network=network)
