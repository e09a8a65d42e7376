"""A pause by command: kept in the outbox, so that it holds at once and outlives the program.

In: her word. Out: a mark, and the Pause that it stands for. Knows nothing of schedule.yaml.
"""

from __future__ import annotations

import json
from datetime import date, datetime

from socialkit.model import Pause
from socialkit.outbox import Store

PAUSE_MARK = "paused"


def set_pause(store: Store, pause: Pause, *, now: datetime) -> None:
    """Pause from now on; an earlier pause by command is replaced."""
    until = pause.until.isoformat() if pause.until else None
    words = json.dumps({"until": until, "reason": pause.reason}, ensure_ascii=False)
    store.mark(PAUSE_MARK, words, now=now)


def read_pause(store: Store) -> Pause | None:
    """The pause that she set by command, whether or not its end has come."""
    mark = store.read_mark(PAUSE_MARK)
    if mark is None:
        return None
    kept = json.loads(mark.value)
    until = date.fromisoformat(kept["until"]) if kept["until"] else None
    return Pause(until, kept["reason"])


def end_pause(store: Store, *, now: datetime) -> None:
    """Take back a pause by command."""
    store.mark(PAUSE_MARK, None, now=now)
