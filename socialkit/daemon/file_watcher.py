"""Notices at once when schedule.yaml or .env changes, through the operating system.

It watches the folder, not the file, since editors put a new file in its place. Where the folder cannot
be watched, or reports nothing (a network drive), the check of all files every half minute remains
(triggers.py).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

log = logging.getLogger("socialkit")

NAMES = frozenset({"schedule.yaml", ".env"})
STEP_MS = 250
"""How often changes are collected. The library's 50 ms take 0.1 % of a core at rest, half of what the
daemon may use; 250 ms take next to nothing (measured)."""
MAX_WAIT_MS = 60_000
QUIET_SECONDS = 0.35
"""With STEP_MS the half second for which a file must be quiet."""


def start_watch(
    folder: Path, touched: Callable[[], None], stop: threading.Event
) -> threading.Thread:
    """Call `touched` in a thread of its own after every touch, until `stop`."""
    args = (folder, touched, stop)
    thread = threading.Thread(target=_watch, args=args, name="watch", daemon=True)
    thread.start()
    return thread


def _watch(folder: Path, touched: Callable[[], None], stop: threading.Event) -> None:
    try:
        from watchfiles import watch

        changes = watch(
            folder,
            watch_filter=lambda _, path: Path(path).name in NAMES,
            step=STEP_MS,
            rust_timeout=MAX_WAIT_MS,
            stop_event=stop,
            raise_interrupt=False,
            recursive=False,
        )
        for _ in changes:
            if stop.wait(QUIET_SECONDS):
                return
            touched()
    except Exception as error:  # whatever the system refuses: the check every half minute remains
        if not stop.is_set():
            log.warning("%s cannot be watched (%s); edits are seen within 30 s", folder, error)
