"""That she could not be told, for `status`: the one place left to say it.

In: the schedule and the outbox. Out: sentences. Knows nothing of how a message is sent.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from socialkit.model.schedule import Schedule
from socialkit.notifier.notification_ledger import Record, read_record
from socialkit.outbox.store import Store

NOTICES_MARK = "notices"


def load_record(store: Store) -> tuple[str | None, Record]:
    """What she was told, as the outbox keeps it, and read."""
    mark = store.read_mark(NOTICES_MARK)
    value = mark.value if mark is not None else None
    return value, read_record(value)


def find_unheard(schedule: Schedule, store: Store) -> list[str]:
    """A problem while no address takes what she should be told; a note where only some do not."""
    _, record = load_record(store)
    if not schedule.notify or not record.refused:
        return []
    names = ", ".join(record.refused)
    if not record.tries or record.silent_since is None:
        return [f"note: The last message under notify: was not taken by {names}."]
    since = datetime.fromisoformat(record.silent_since).astimezone(ZoneInfo(schedule.timezone))
    return [
        f"You could not be told of trouble since {since:%a %d %b %H:%M}: no address under notify: took "
        f"the message ({names}). Look at notify: in schedule.yaml, at .env and at the network. "
        f"socialkit tries again by itself."
    ]
