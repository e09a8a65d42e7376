"""The engine of one machine: run all that is due, one by one, in this process.

In: a way to ask what is due, and the one function that publishes a post. Out: what was run.
Knows nothing of posts beyond their keys, of networks, or of what time it is.
"""

from __future__ import annotations

from collections.abc import Callable

MOST_IN_ONE_RUN = 1000


def run_due(due: Callable[[], tuple[str, ...]], publish: Callable[[str], None]) -> tuple[str, ...]:
    """Publish every key that is due, asking anew after each round; give the keys in order.

    A key is tried once a run: what is still due afterwards (an account that must rest, a post that
    waits for another) belongs to the next run.
    """
    done: list[str] = []
    while len(done) < MOST_IN_ONE_RUN:
        fresh = [key for key in due() if key not in done]
        if not fresh:
            break
        for key in fresh:
            publish(key)
            done.append(key)
    return tuple(done)
