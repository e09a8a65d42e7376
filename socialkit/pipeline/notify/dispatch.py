"""Writes and sends alerts and the digest at the end of a cycle, to the addresses under `notify:`.

Never raises: posting must not stop because nobody can be notified. Addresses are completed from .env
only while a message is sent, and never stored.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from socialkit.config.document.reader import salvage_notify
from socialkit.config.environment import fill_in, read_values
from socialkit.config.schedule.schedule_file import SCHEDULE_NAME
from socialkit.errors import SocialkitError
from socialkit.model.notice import Notice
from socialkit.model.post import State
from socialkit.model.state_values import NotificationLedger
from socialkit.model.text import count
from socialkit.notifier.notification_ledger import (
    Alert,
    AlertKind,
    after_sending,
    begin_sending,
    due_alerts,
    next_allowed_at,
    next_sending_at,
    observe,
)
from socialkit.notifier.sender import Message, send
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import (
    CYCLE_FAULT,
    CYCLE_KILLED,
    NOTICES,
    WAKE_FOR_NOTICES,
    schedule_wakeup,
)
from socialkit.pipeline.checks.unheeded_rows import name_address
from socialkit.pipeline.delivery.overdue import find_delayed_handovers
from socialkit.pipeline.notify.alerts import broken_schedule, find_alerts, unconfirmed_alert_at
from socialkit.pipeline.notify.digest import Digest, compose_digest, find_digest, next_digest_at
from socialkit.pipeline.status.problems import cycle_fault_notices, describe_fault, load_ledger
from socialkit.pipeline.status.report import build_status
from socialkit.pipeline.workspace.load import Workspace

MAX_ALERTS_PER_MESSAGE = 8
MAX_HANDOVERS_PER_MESSAGE = 4
"""Each brings up to ten pictures."""

HEADLINES = {
    AlertKind.HANDED: ("{n} post to post by hand", "{n} posts to post by hand"),
    AlertKind.FAILED: ("{n} post could not be posted", "{n} posts could not be posted"),
    AlertKind.MISSED: ("{n} post came too late", "{n} posts came too late"),
    AlertKind.UNCONFIRMED: ("{n} post is in doubt", "{n} posts are in doubt"),
    AlertKind.ACCOUNT: ("{name} needs you", "{n} accounts need you"),
    AlertKind.FILE: ("{name} needs you", "{n} mistakes in your files"),
    AlertKind.LINES: ("your lines need you", "your lines need you"),
    AlertKind.OTHER: ("something needs you", "{n} things need you"),
}


def choose(news: Iterable[Alert]) -> list[Alert]:
    """What goes into the next message, the most urgent first. Posts to post by hand that find no room
    wait for the message after it: their pictures must come along."""
    ordered = sorted(news, key=lambda one: list(AlertKind).index(one.kind))
    handed = [one for one in ordered if one.kind is AlertKind.HANDED]
    return [one for one in ordered if one not in handed[MAX_HANDOVERS_PER_MESSAGE:]]


def compose_message(
    practice: str,
    news: Sequence[Alert],
    settled: Sequence[str],
    digest: Digest | None = None,
) -> Message:
    """The message: news, the digest, or both. What is too much for it is counted."""
    shown, more = news[:MAX_ALERTS_PER_MESSAGE], len(news) - MAX_ALERTS_PER_MESSAGE
    parts = [_part(one, number if len(shown) > 1 else None) for number, one in enumerate(shown, 1)]
    if more > 0:
        parts.append(f"… and {more} more.")
    if digest is not None:
        parts.append(compose_digest(digest, {one.subject for one in shown}))
    if settled:
        parts.append(f"Settled: {', '.join(settled)}.")
    parts.append(f"This is about {practice}. For an overview: socialkit status")
    pictures = tuple(path for one in shown for path in one.pictures)
    headline = digest.headline if digest is not None and not news else _headline(news)
    is_trouble = bool(news) or (digest is not None and bool(digest.open))
    return Message(f"socialkit: {headline}", "\n\n".join(parts), pictures, is_trouble)


def _headline(news: Sequence[Alert]) -> str:
    kinds = {one.kind for one in news}
    one, many = HEADLINES[kinds.pop() if len(kinds) == 1 else AlertKind.OTHER]
    return (one if len(news) == 1 else many).format(n=len(news), name=news[0].name)


def _part(alert: Alert, number: int | None) -> str:
    lead = f"{number}. " if number is not None else ""
    if alert.caption is None:
        return f"{lead}{alert.words}"
    many = f"these {count(len(alert.pictures), 'picture')}, in this order,"
    pictures = "this picture" if len(alert.pictures) == 1 else many
    words = f"{lead}{alert.words}\nPost {pictures} with these words:\n\n{alert.caption}\n"
    return words + _describe_pictures([one for one in alert.alt_texts if one])


def _describe_pictures(alt_texts: Sequence[str]) -> str:
    """What to write as the alt text of each picture."""
    if not alt_texts:
        return ""
    if len(alt_texts) == 1:
        return f"\nAlt text, for people who cannot see the picture:\n\n{alt_texts[0]}\n"
    rows = "\n".join(f"{number}. {words}" for number, words in enumerate(alt_texts, 1))
    return f"\nAlt texts of the pictures, for people who cannot see them:\n\n{rows}\n"


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Recipients:
    """Who gets the message: the addresses as they are written, the practice, the folder with .env."""

    addresses: tuple[str, ...]
    practice: str
    folder: Path


def send_due_notifications(
    workspace: Workspace,
    store: Store,
    cycle_notices: Sequence[Notice],
    *,
    now: datetime,
    silent: bool,
) -> None:
    """Send what is due, and schedule the next cycle that has something to send. Does nothing without
    an address, or if `silent`: in a rehearsal, or when socialkit is about to end."""
    schedule = workspace.schedule
    if silent or not schedule.notify:
        return
    try:
        status = build_status(workspace, store, now=now)
        alerts = find_alerts(workspace, store, status, cycle_notices, now=now)
        recipients = _Recipients(schedule.notify, schedule.brand.name, workspace.folder)

        def digest_after(ledger: NotificationLedger) -> Digest | None:
            return find_digest(schedule, store, status, ledger, alerts, now=now)

        _deliver(recipients, store, alerts, now=now, digest_after=digest_after)
        _schedule_wakeup(workspace, store, alerts, now=now)
    except SocialkitError as error:
        log.warning("notifications could not be sent: %s", error)
    except Exception as error:  # whatever is wrong here is no reason not to post
        log.warning("notifications could not be sent (%s)", type(error).__name__)


def notify_broken_schedule(
    folder: Path, store: Store, problem: SocialkitError, *, now: datetime
) -> None:
    """Send an alert that schedule.yaml cannot be used, to the addresses that can still be read in it."""
    notify_alone(folder, store, broken_schedule(str(problem)), now=now)


def notify_alone(folder: Path, store: Store, alert: Alert, *, now: datetime) -> None:
    """Send one alert, by the addresses that can be read in schedule.yaml, whatever else is wrong. Other
    alerts stay as they are. Never raises."""
    addresses = salvage_notify(folder / SCHEDULE_NAME)
    if not addresses:
        return
    alerts = [alert]
    try:
        _deliver(_Recipients(addresses, folder.name, folder), store, alerts, now=now, is_all=False)
        wake_at = next_sending_at(load_ledger(store), alerts, now=now)
        schedule_wakeup(store.state, WAKE_FOR_NOTICES, wake_at, now=now)
    except Exception as error:
        log.warning("notifications could not be sent (%s)", type(error).__name__)


@contextmanager
def telling_faults(folder: Path, store: Store, *, now: datetime) -> Iterator[None]:
    """Whatever nobody had foreseen is kept for `status` and `/health`, told, and raised again; a
    SocialkitError is told elsewhere. One that stands from before is told first, since this cycle may not
    come so far either; it is over once a cycle ends well."""
    _tell_faults(folder, store, now)
    try:
        yield
    except SocialkitError:
        raise
    except Exception as error:
        with suppress(SocialkitError):
            store.state.put(CYCLE_FAULT, describe_fault(error), now=now)
            _tell_faults(folder, store, now)
        raise
    for key in (CYCLE_FAULT, CYCLE_KILLED):
        if store.state.get(key) is not None:
            store.state.clear(key)


def _tell_faults(folder: Path, store: Store, now: datetime) -> None:
    for one in cycle_fault_notices(store):
        alert = Alert(one.subject, AlertKind.OTHER, one.name, one.text, grace=one.grace)
        notify_alone(folder, store, replace(alert, passes=True), now=now)


def _deliver(
    recipients: _Recipients,
    store: Store,
    alerts: Sequence[Alert],
    *,
    now: datetime,
    is_all: bool = True,
    digest_after: Callable[[NotificationLedger], Digest | None] = lambda _: None,
) -> None:
    before = load_ledger(store)
    ledger = observe(before, alerts, now=now, is_all=is_all)
    news = choose(due_alerts(ledger, alerts, now=now))
    digest = digest_after(ledger)
    if not (news or digest) or now < next_allowed_at(ledger, now=now):
        if ledger != before or before.is_new:
            _swap(store, before, ledger, now=now)
        return
    begun = begin_sending(ledger, now=now)
    if not _swap(store, before, begun, now=now):
        return  # another machine with the same database sends it
    message = compose_message(recipients.practice, news, ledger.settled, digest)
    refused = _send(recipients, message)
    is_heard = len(refused) < len(recipients.addresses)
    noted = digest.day if digest is not None else None
    after = after_sending(ledger, news, refused=refused, is_heard=is_heard, now=now, noted=noted)
    _swap(store, replace(begun, is_new=False), after, now=now)


def _swap(
    store: Store, before: NotificationLedger, after: NotificationLedger, *, now: datetime
) -> bool:
    """Store the ledger if it is still as it was `before`; whether it was."""
    kept = None if before.is_new else before
    return store.state.swap(NOTICES, kept, replace(after, is_new=False), now=now)


def _send(recipients: _Recipients, message: Message) -> list[str]:
    """Send it; give the names of the addresses that did not take it."""
    values = read_values(recipients.folder)
    filled = [fill_in(one, values) for one in recipients.addresses]
    known = {at: one for at, one in enumerate(filled) if one is not None}
    refused = send(list(known.values()), message) if known else frozenset()
    missed = {at for number, at in enumerate(known) if number in refused}
    missed |= set(range(len(filled))) - set(known)
    names = [name_address(recipients.addresses[at], at) for at in sorted(missed)]
    log.info("sent: %s", message.title)
    for name in names:
        log.warning("%s did not take the message", name)
    return names


def _schedule_wakeup(
    workspace: Workspace, store: Store, alerts: Sequence[Alert], *, now: datetime
) -> None:
    """Store when there is something to send or to hand over, if nothing else happens."""
    ledger = load_ledger(store)
    unconfirmed = [unconfirmed_alert_at(one) for one in store.posts(states=(State.UNCONFIRMED,))]
    handovers = [until for _, _, until in find_delayed_handovers(workspace, store, now=now)]
    digest_at = next_digest_at(workspace.schedule, ledger, now=now)
    moments = [next_sending_at(ledger, alerts, now=now), digest_at, *unconfirmed, *handovers]
    ahead = (one for one in moments if one and one > now)
    schedule_wakeup(store.state, WAKE_FOR_NOTICES, min(ahead, default=None), now=now)
