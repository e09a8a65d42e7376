"""Which alerts the owner has been sent, and which are due: each one once, until it is settled.

What was sent is stored after sending: a message that is lost is worse than one that arrives twice. Of
two machines with one database only one sends, for each first stores that it does, and only if nobody
else has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from socialkit.model.state_values import NotificationLedger

HOUR = timedelta(hours=1)
MAX_MESSAGES_AN_HOUR = 3
MAX_SETTLED = 5
MAX_DIGEST_DATES = 8
"""More than the last date: a clock may run ahead and come back."""
SENDING_TIMEOUT = timedelta(minutes=3)
"""After so long a sender is taken for dead, and another one sends."""
RETRY_PERIODS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))


class AlertKind(StrEnum):
    """What an alert is about; the most urgent kind first."""

    HANDED = "handed"
    FAILED = "failed"
    MISSED = "missed"
    UNCONFIRMED = "unconfirmed"
    ACCOUNT = "account"
    FILE = "file"
    LINES = "lines"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that the owner should know. Each `subject` is sent once; `name` is a few words for it.

    It is sent after it has lasted for `grace`. `passes`: the message after its end says that it is
    settled. `can_wait`: all is well in spite of it. `is_old`: known to the owner before the first
    address was named. `pictures` go with the message; `caption` and the `alt_texts` of the pictures are
    then printed below the words.
    """

    subject: str
    kind: AlertKind
    name: str
    words: str
    grace: timedelta = timedelta()
    is_old: bool = False
    passes: bool = False
    pictures: tuple[str, ...] = ()
    alt_texts: tuple[str, ...] = ()
    caption: str | None = None
    can_wait: bool = False


def observe(
    ledger: NotificationLedger, alerts: Sequence[Alert], *, now: datetime, is_all: bool = True
) -> NotificationLedger:
    """The ledger after it has seen the alerts that stand now. With `is_all` every other alert is
    settled and forgotten, so that it would be sent again. What is old when the owner names the first
    address counts as sent."""
    standing = {one.subject for one in alerts}
    old = {one.subject: "" for one in alerts if ledger.is_new and one.is_old}
    told = {**ledger.told, **old, **(_sent_by_old_version(ledger, alerts) if is_all else {})}
    seen = {one.subject: _text(now) for one in alerts} | dict(ledger.seen)
    kept = {name: since for name, since in seen.items() if name not in told}
    if not is_all:
        return replace(ledger, told=told, seen=kept)
    over = [name for subject, name in told.items() if subject not in standing and name]
    still = {one.name for one in alerts}
    settled = [*ledger.settled, *(name for name in over if name not in still)]
    return replace(
        ledger,
        told={subject: name for subject, name in told.items() if subject in standing},
        seen={subject: since for subject, since in kept.items() if subject in standing},
        settled=tuple(dict.fromkeys(settled))[-MAX_SETTLED:],
    )


OLD_SUBJECT = re.compile("(words:|account:.+:)[0-9a-f]{16}(:[0-9]+)?")
"""Subjects as an older version stored them: they ended with a hash of the message."""


def _sent_by_old_version(ledger: NotificationLedger, alerts: Iterable[Alert]) -> dict[str, str]:
    """The alerts that an older version has sent under subjects that no longer exist: those of
    the same account, and all of files and the like if one of them was sent. The subjects leave the
    ledger when it first sees all alerts, so this happens once."""
    found = filter(None, map(OLD_SUBJECT.fullmatch, ledger.told))
    old = {one[1] for one in found}
    return {
        one.subject: one.name if one.passes else ""
        for one in alerts
        if _old_beginning(one) in old and one.subject not in ledger.told
    }


def _old_beginning(alert: Alert) -> str:
    if alert.kind is AlertKind.ACCOUNT:
        return f"{alert.subject.rpartition(':')[0]}:"
    return "words:" if alert.kind in {AlertKind.FILE, AlertKind.OTHER} else ""


def due_alerts(
    ledger: NotificationLedger, alerts: Iterable[Alert], *, now: datetime
) -> list[Alert]:
    """The alerts to send now: not sent yet, and seen for long enough."""
    return [one for one in alerts if one.subject not in ledger.told and _is_due(one, ledger, now)]


def _is_due(alert: Alert, ledger: NotificationLedger, now: datetime) -> bool:
    since = ledger.seen.get(alert.subject)
    return now >= (_moment(since) if since else now) + alert.grace


def next_allowed_at(ledger: NotificationLedger, *, now: datetime) -> datetime:
    """From when on the next message may be sent."""
    sent = [_moment(one) for one in ledger.sent]
    lately = sorted(one for one in sent if one > now - HOUR)
    free_at = lately[-MAX_MESSAGES_AN_HOUR] + HOUR if len(lately) >= MAX_MESSAGES_AN_HOUR else now
    moments = [_moment(one) for one in (ledger.try_at, ledger.telling_until) if one]
    return max([free_at, *moments])


def begin_sending(ledger: NotificationLedger, *, now: datetime) -> NotificationLedger:
    """The ledger while a message is being sent."""
    return replace(ledger, telling_until=_text(now + SENDING_TIMEOUT))


def after_sending(
    ledger: NotificationLedger,
    news: Collection[Alert],
    *,
    refused: Sequence[str],
    is_heard: bool,
    now: datetime,
    noted: date | None = None,
) -> NotificationLedger:
    """The ledger after a message with `news`, and with the digest of the date `noted` if there was one.
    If no address took it (not `is_heard`), all of it is due again later."""
    if not is_heard:
        wait = RETRY_PERIODS[min(ledger.tries, len(RETRY_PERIODS) - 1)]
        return replace(
            ledger,
            refused=tuple(refused),
            tries=ledger.tries + 1,
            silent_since=ledger.silent_since or _text(now),
            try_at=_text(now + wait),
            telling_until=None,
        )
    told = {one.subject: one.name if one.passes else "" for one in news}
    sent = [one for one in ledger.sent if _moment(one) > now - HOUR]
    dates = [*ledger.noted, *([noted.isoformat()] if noted else [])]
    return replace(
        ledger,
        noted=tuple(dates[-MAX_DIGEST_DATES:]),
        told={**ledger.told, **told},
        seen={subject: at for subject, at in ledger.seen.items() if subject not in told},
        settled=(),
        sent=(*sent, _text(now)),
        refused=tuple(refused),
        tries=0,
        silent_since=None,
        try_at=None,
        telling_until=None,
    )


def next_sending_at(
    ledger: NotificationLedger, alerts: Iterable[Alert], *, now: datetime
) -> datetime | None:
    """When the next alert is due, if nothing else happens; None if none waits."""
    waiting = [one for one in alerts if one.subject not in ledger.told]
    due = [_moment(ledger.seen.get(one.subject, _text(now))) + one.grace for one in waiting]
    return max(min(due), next_allowed_at(ledger, now=now)) if due else None


def _text(moment: datetime) -> str:
    return moment.isoformat()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
