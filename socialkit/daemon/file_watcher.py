"""Somebody touched schedule.yaml: told within a moment, by the system itself.

The folder is watched and not the file, for editors put a new file in its place.

Where nothing can be watched, or nothing is heard (a network drive), the look at all files every half
minute remains (signs.py).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

log = logging.getLogger("socialkit")

NAMES = frozenset({"schedule.yaml", ".env"})
STEP_MS = 250
"""How often changes are gathered. At the 50 ms of the library it takes 0.1 % of a core at rest, which
is half of all that the daemon may; so it is next to nothing, measured."""
LONGEST_WAIT_MS = 60_000
REST_SECONDS = 0.35
"""With STEP_MS the half second for which a file must be quiet."""


def start_watch(
    folder: Path, touched: Callable[[], None], stop: threading.Event
) -> threading.Thread:
    """Call `touched` in a thread of its own after every touch, until `stop`."""
    words = (folder, touched, stop)
    thread = threading.Thread(target=_watch, args=words, name="watch", daemon=True)
    thread.start()
    return thread


def _watch(folder: Path, touched: Callable[[], None], stop: threading.Event) -> None:
    try:
        from watchfiles import watch

        changes = watch(
            folder,
            watch_filter=lambda _, path: Path(path).name in NAMES,
            step=STEP_MS,
            rust_timeout=LONGEST_WAIT_MS,
            stop_event=stop,
            raise_interrupt=False,
            recursive=False,
        )
        for _ in changes:
            if stop.wait(REST_SECONDS):
                return
            touched()
    except Exception as error:  # whatever the system refuses: the look every half minute remains
        if not stop.is_set():
            log.warning("%s cannot be watched (%s); edits are seen within 30 s", folder, error)
