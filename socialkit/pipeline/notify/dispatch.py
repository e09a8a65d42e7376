"""She is told of trouble, once, and each day how things stand if she wants, at the end of a turn.

Never raises: posting must not stop because she cannot be told.

An address is filled from .env at this moment and is kept nowhere.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from socialkit.config.document.reader import salvage_notify
from socialkit.config.environment import fill_in, read_values
from socialkit.config.schedule.schedule_file import SCHEDULE_NAME
from socialkit.errors import SocialkitError
from socialkit.model.post import State
from socialkit.notifier.notification_ledger import (
    Alert,
    NotificationLedger,
    after_sending,
    begin_sending,
    due_alerts,
    next_allowed_at,
    next_sending_at,
    observe,
    write_ledger,
)
from socialkit.notifier.sender import Message, send
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import Wakeup, schedule_wakeup
from socialkit.pipeline.checks.service_urls import name_address
from socialkit.pipeline.delivery.overdue import find_delayed_handovers
from socialkit.pipeline.notify.alerts import broken_schedule, find_alerts, unconfirmed_alert_at
from socialkit.pipeline.notify.digest import find_digest, next_digest_at
from socialkit.pipeline.notify.digest_text import Digest
from socialkit.pipeline.notify.message import choose, compose_message
from socialkit.pipeline.status.problems import NOTIFICATION_LEDGER, load_ledger
from socialkit.pipeline.workspace.load import Workspace

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Whom to tell: the addresses as they are written, whose practice it is, where .env lies."""

    addresses: tuple[str, ...]
    practice: str
    folder: Path


def send_due_notifications(
    workspace: Workspace, store: Store, planning: Sequence[str], *, now: datetime, silent: bool
) -> None:
    """Tell her what is new, and note when to look again. Nothing where she names no address, or
    where all is to be `silent`: in a rehearsal, or when socialkit shall end."""
    schedule = workspace.schedule
    if silent or not schedule.notify:
        return
    try:
        troubles = find_alerts(workspace, store, planning, now=now)
        reader = _Reader(schedule.notify, schedule.brand.name, workspace.folder)

        def note(record: NotificationLedger) -> Digest | None:
            return find_digest(workspace, store, record, troubles, now=now)

        _deliver(reader, store, troubles, now=now, write_note=note)
        _schedule_wakeup(workspace, store, troubles, now=now)
    except SocialkitError as error:
        log.warning("she could not be told of trouble: %s", error)
    except Exception as error:  # whatever is wrong here is no reason for a post to stay back
        log.warning("she could not be told of trouble (%s)", type(error).__name__)


def notify_broken_schedule(
    folder: Path, store: Store, problem: SocialkitError, *, now: datetime
) -> None:
    """Tell her that schedule.yaml cannot be used, at the addresses that can still be read in it."""
    addresses = salvage_notify(folder / SCHEDULE_NAME)
    if not addresses:
        return
    troubles = [broken_schedule(str(problem))]
    try:
        _deliver(_Reader(addresses, folder.name, folder), store, troubles, now=now, is_all=False)
        _, record = load_ledger(store)
        schedule_wakeup(store, Wakeup.TELLING, next_sending_at(record, troubles, now=now))
    except Exception as error:
        log.warning("she could not be told of trouble (%s)", type(error).__name__)


def _deliver(
    reader: _Reader,
    store: Store,
    troubles: Sequence[Alert],
    *,
    now: datetime,
    is_all: bool = True,
    write_note: Callable[[NotificationLedger], Digest | None] = lambda _: None,
) -> None:
    value, before = load_ledger(store)
    record = observe(before, troubles, now=now, is_all=is_all)
    news = choose(due_alerts(record, troubles, now=now))
    note = write_note(record)
    if not (news or note) or now < next_allowed_at(record, now=now):
        if record != before or before.is_new:
            store.swap_mark(NOTIFICATION_LEDGER, value, write_ledger(record), now=now)
        return
    begun = write_ledger(begin_sending(record, now=now))
    if not store.swap_mark(NOTIFICATION_LEDGER, value, begun, now=now):
        return  # another machine at the same outbox tells her
    refused = _send(reader, compose_message(reader.practice, news, record.settled, note))
    is_heard = len(refused) < len(reader.addresses)
    noted = note.day if note is not None else None
    after = after_sending(record, news, refused=refused, is_heard=is_heard, now=now, noted=noted)
    store.swap_mark(NOTIFICATION_LEDGER, begun, write_ledger(after), now=now)


def _send(reader: _Reader, letter: Message) -> list[str]:
    """The names of the addresses that did not take it."""
    values = read_values(reader.folder)
    filled = [fill_in(one, values) for one in reader.addresses]
    known = {at: one for at, one in enumerate(filled) if one is not None}
    refused = send(list(known.values()), letter) if known else frozenset()
    missed = {at for number, at in enumerate(known) if number in refused}
    missed |= set(range(len(filled))) - set(known)
    names = [name_address(reader.addresses[at], at) for at in sorted(missed)]
    log.info("told: %s", letter.title)
    for name in names:
        log.warning("%s did not take the message", name)
    return names


def _schedule_wakeup(
    workspace: Workspace, store: Store, troubles: Sequence[Alert], *, now: datetime
) -> None:
    """Note when there is something to tell or to hand over, if nothing else happens."""
    _, record = load_ledger(store)
    doubts = [unconfirmed_alert_at(one) for one in store.posts(states=(State.UNCONFIRMED,))]
    held_up = [until for _, _, until in find_delayed_handovers(workspace, store, now=now)]
    note_at = next_digest_at(workspace.schedule, record, now=now)
    moments = [next_sending_at(record, troubles, now=now), note_at, *doubts, *held_up]
    ahead = (one for one in moments if one and one > now)
    schedule_wakeup(store, Wakeup.TELLING, min(ahead, default=None))
