"""The last good schedule.yaml as the outbox keeps it, for a folder that has lost the file.

Writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from socialkit.config.schedule.schedule_file import SCHEDULE_NAME, read_schedule
from socialkit.model.post import OPEN_STATES
from socialkit.outbox.store import Store
from socialkit.pipeline.schedule.activate import IN_FORCE_MARK


@dataclass(frozen=True, slots=True)
class KeptSchedule:
    """The text that was last in force, and what she is told where it becomes the file again."""

    text: str
    words: str


def find_kept_schedule(store: Store, folder: Path, *, today: date) -> KeptSchedule | None:
    """The last good text; None where none was ever in force."""
    mark = store.read_mark(IN_FORCE_MARK)
    if mark is None:
        return None
    count = len(store.posts(states=OPEN_STATES))
    planned = "1 post is" if count == 1 else f"{count or 'no'} posts are"
    since = _local(mark.at, mark.value, folder, today)
    words = (
        f"{SCHEDULE_NAME} is back as it stood on {since.day} {since:%B %Y, %H:%M}; "
        f"{planned} planned by it"
    )
    return KeptSchedule(mark.value, words)


def _local(moment: datetime, text: str, folder: Path, today: date) -> datetime:
    """The moment in the zone of the schedule; in UTC where this version cannot read it any more."""
    read = read_schedule(text.encode("utf-8"), folder / SCHEDULE_NAME, today=today)
    return moment.astimezone(ZoneInfo(read.schedule.timezone if read.schedule else "UTC"))
