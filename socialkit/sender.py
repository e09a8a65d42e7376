"""The process that speaks to one network, and that may be killed: `python -m socialkit.sender`.

In: a recipe and questions on stdin, from publishers/courier. Out: answers on stdout. It ends when
its parent does. Knows nothing of the outbox and of schedules.
"""

from __future__ import annotations

import logging
import sys

from socialkit.publishers import build_publisher, serve
from socialkit.wiring import SystemClock


def main() -> None:
    """Serve until the parent is gone."""
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not speak into the answers
    logging.getLogger().addHandler(logging.NullHandler())  # what libraries log may hold secrets
    serve(lambda recipe: build_publisher(recipe, clock=SystemClock()), sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
