"""Reads what is large or odd in a process of its own, which the system ends at its limits.

`python -m socialkit.article.bounded`, given a function and its arguments on its stdin.
"""

from __future__ import annotations

import os
import pickle
import re
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from socialkit.errors import ArticleError
from socialkit.processes.child import run_child, without_secrets

T = TypeVar("T")

MAX_CPU = timedelta(seconds=9)
MAX_WAIT = timedelta(seconds=90)
"""On a machine that does other things as well."""
MAX_DATA_BYTES = 230_000_000
"""Memory beside the program itself, which takes about 60 MB."""
SMALL_BYTES = 150_000
"""The slowest of some eighty kinds of hostile text takes two seconds at this size (measured)."""
COMMAND = (sys.executable, "-m", "socialkit.article.bounded")


class TooMuchWork(ArticleError):
    """It takes more than MAX_CPU or MAX_DATA_BYTES."""


def run_bounded(function: Callable[..., T], *arguments: Any, name: str) -> T:
    """What the function gives for these arguments. Raises ArticleError as the function does, and TooMuchWork
    with `name` in its message."""
    given = pickle.dumps((function, arguments))
    environment = without_secrets(os.environ)
    result = run_child(COMMAND, given, limit=MAX_WAIT, environment=environment)
    if result.code != 0:
        raise TooMuchWork(
            f"{name} takes more than {MAX_CPU.seconds} seconds or 300 MB of memory to read, so it is not "
            f"used. Put only the article’s text into a .txt file."
        )
    found, error = pickle.loads(result.output)
    if error is not None:
        raise error
    return found  # type: ignore[no-any-return]


def main() -> int:
    """Do one job, given on stdin; what it gives or its ArticleError on stdout."""
    _limit()
    function, arguments = pickle.load(sys.stdin.buffer)
    try:
        answer: tuple[Any, ArticleError | None] = (function(*arguments), None)
    except ArticleError as error:
        if _is_full():  # a parser that finds no memory takes the rest for missing
            return 1
        answer = (None, error)
    sys.stdout.buffer.write(pickle.dumps(answer))
    return 0


def _limit() -> None:
    """Let the system end this process at its limits; Windows has none, and waits for MAX_WAIT."""
    if sys.platform == "win32":
        return
    import resource

    seconds = int(MAX_CPU.total_seconds())
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (MAX_DATA_BYTES, MAX_DATA_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _is_full() -> bool:
    """Whether nearly all the memory was in use at some time, where the system says so."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return False
    peak = re.search(r"VmHWM:\s+(\d+) kB", status)
    return peak is not None and int(peak[1]) * 1024 > MAX_DATA_BYTES


if __name__ == "__main__":
    sys.exit(main())
