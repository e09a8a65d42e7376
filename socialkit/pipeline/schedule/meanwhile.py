"""What goes on while schedule.yaml cannot be used, for `check`.

In: her folder, the outbox if there is one. Out: a sentence. Writes nothing; knows nothing of what is
wrong in the file.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from socialkit.config.schedule.schedule_file import load_schedule
from socialkit.model.memory import Remember, read_anew
from socialkit.model.post import OPEN_STATES
from socialkit.outbox.store import Store
from socialkit.pipeline.schedule.activate import look_at_schedule
from socialkit.pipeline.workspace.load import SCHEDULE_NAME

NOTHING = "Until then nothing is planned and nothing is posted."


def tell_meanwhile(
    store: Store | None, folder: Path, *, now: datetime, today: date, remember: Remember = read_anew
) -> str | None:
    """What goes on meanwhile; None where the file can be used. `store` None: nothing was ever planned."""
    if store is None:
        file = load_schedule(folder / SCHEDULE_NAME, today=today, remember=remember)
        return NOTHING if file.schedule is None else None
    found = look_at_schedule(store, folder, now=now, today=today, remember=remember)
    if found.loaded.schedule is None:
        return NOTHING
    if not found.is_broken:
        return None
    count = len(store.posts(states=OPEN_STATES))
    planned = "1 planned post" if count == 1 else f"{count} planned posts"
    return f"Meanwhile the last good schedule.yaml stays in force, with {planned}."
