"""The child's side of a courier: one process that speaks to one network.

It ends when its parent does.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import threading
from collections.abc import Callable
from functools import partial
from typing import IO, Any

from socialkit.errors import PublishError, TemporaryFailure, UncertainOutcome
from socialkit.model.network import Network
from socialkit.model.post import Post
from socialkit.publishers.isolation.errors_on_a_pipe import take_apart
from socialkit.publishers.protocol import LivePublisher

MAKE_PUBLIC = frozenset({"commit", "comment"})
VERBS = MAKE_PUBLIC | {
    "find_choices",
    "choose",
    "identify",
    "read_recent",
    "prepare",
    "find_proof",
    "read_thread",
    "find_permalink",
    "delete",
    "is_there",
}


def serve_publisher(
    build: Callable[[Any], LivePublisher],
    questions: IO[bytes],
    answers: IO[bytes],
    *,
    before_commit: Callable[[Any, Post], None] = lambda *_: None,
) -> None:
    """Build the publisher from the recipe, answer until the parent is gone.

    `before_commit` is told recipe and post just before the request that makes it (or its comment)
    public, and may
    raise a PublishError: the question may be older than it looks. `build` may fail with any; whatever
    else goes wrong is told as a kind and a class name, never with the words of the library, which
    could hold a secret.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what ends when
    asked: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=_hear, args=(questions, asked), daemon=True).start()
    recipe = asked.get()
    publisher, check = build(recipe), partial(before_commit, recipe)
    while True:
        verb, words, named = asked.get()
        answers.write(pickle.dumps(_answer(publisher, check, verb, words, named)))
        answers.flush()


def _hear(questions: IO[bytes], asked: queue.Queue[Any]) -> None:
    """Hand on each question; when the parent is gone, end at once, whatever is under way."""
    while True:
        try:
            asked.put(pickle.load(questions))
        except (EOFError, OSError, pickle.UnpicklingError):
            os._exit(0)


def _answer(
    publisher: LivePublisher, check: Callable[[Post], None], verb: str, words: Any, named: Any
) -> tuple[str, Any]:
    assert verb in VERBS
    try:
        if verb in MAKE_PUBLIC:
            check(*words)
        return "value", getattr(publisher, verb)(*words, **named)
    except PublishError as error:
        return "error", take_apart(error)
    except Exception as error:
        return "error", take_apart(_unforeseen(error, verb, publisher.network))


def _unforeseen(error: Exception, verb: str, network: Network) -> PublishError:
    name = f"{network.label}, while socialkit spoke to it: {type(error).__name__}"
    if verb in MAKE_PUBLIC:
        return UncertainOutcome(f"Something unforeseen came back from {name}.", network=network)
    words = f"Something unforeseen happened at {name}. Nothing was posted."
    return TemporaryFailure(words, network=network)
