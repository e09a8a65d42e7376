"""What she was told, and what is to be told now: each trouble once, until it is settled.

A message that left is noted after it left: one that is lost is worse than one that comes twice. Two
machines at one outbox do not tell the same twice, for whoever tells writes first, where nobody else
did, that it does so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from socialkit.model.state_values import NotificationLedger

HOUR = timedelta(hours=1)
MOST_AN_HOUR = 3
"""So many messages, whatever comes and goes."""
MOST_SETTLED = 5
MOST_NOTED = 8
"""So many dates of daily notes are kept, not only the last: a clock may run ahead and come back."""
TELLING_TAKES = timedelta(minutes=3)
"""After so long whoever was telling is taken for dead, and another one tells."""
TRY_AGAIN_AFTER = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that she shall know. `subject` is what is told once; `name` a few words for it.

    It is told once it stood for `grace`. `passes` says that its end is worth a word; `can_wait` that
    all is well all the same. `pictures` go with the message; then `caption` stands below the words.
    """

    subject: str
    kind: str
    name: str
    words: str
    grace: timedelta = timedelta()
    is_old: bool = False
    passes: bool = False
    pictures: tuple[str, ...] = ()
    caption: str | None = None
    can_wait: bool = False


def observe(
    record: NotificationLedger, troubles: Sequence[Alert], *, now: datetime, is_all: bool = True
) -> NotificationLedger:
    """The record once it knows what stands now. With `is_all` what does not stand is settled: it is
    forgotten, so that the same trouble would be told anew. What is old when she asks for the first
    time to be told is taken as told."""
    standing = {one.subject for one in troubles}
    old = {one.subject: "" for one in troubles if record.is_new and one.is_old}
    told = {**record.told, **old}
    seen = {one.subject: _text(now) for one in troubles} | dict(record.seen)
    kept = {name: since for name, since in seen.items() if name not in told}
    if not is_all:
        return replace(record, told=told, seen=kept)
    over = [name for subject, name in told.items() if subject not in standing and name]
    still = {one.name for one in troubles}
    settled = [*record.settled, *(name for name in over if name not in still)]
    return replace(
        record,
        told={subject: name for subject, name in told.items() if subject in standing},
        seen={subject: since for subject, since in kept.items() if subject in standing},
        settled=tuple(dict.fromkeys(settled))[-MOST_SETTLED:],
    )


def due_alerts(
    record: NotificationLedger, troubles: Iterable[Alert], *, now: datetime
) -> list[Alert]:
    """What is to be told now: not told yet, and seen for long enough."""
    return [one for one in troubles if one.subject not in record.told and _is_due(one, record, now)]


def _is_due(trouble: Alert, record: NotificationLedger, now: datetime) -> bool:
    since = record.seen.get(trouble.subject)
    return now >= (_moment(since) if since else now) + trouble.grace


def next_allowed_at(record: NotificationLedger, *, now: datetime) -> datetime:
    """From when on the next message may leave."""
    sent = [_moment(one) for one in record.sent]
    lately = sorted(one for one in sent if one > now - HOUR)
    free_at = lately[-MOST_AN_HOUR] + HOUR if len(lately) >= MOST_AN_HOUR else now
    moments = [_moment(one) for one in (record.try_at, record.telling_until) if one]
    return max([free_at, *moments])


def begin_sending(record: NotificationLedger, *, now: datetime) -> NotificationLedger:
    """The record while a message is on its way."""
    return replace(record, telling_until=_text(now + TELLING_TAKES))


def after_sending(
    record: NotificationLedger,
    news: Collection[Alert],
    *,
    refused: Sequence[str],
    is_heard: bool,
    now: datetime,
    noted: date | None = None,
) -> NotificationLedger:
    """The record once the message left, with the daily note of the date `noted` if that stood in it, or
    once no address took it: then all of it stays news."""
    if not is_heard:
        wait = TRY_AGAIN_AFTER[min(record.tries, len(TRY_AGAIN_AFTER) - 1)]
        return replace(
            record,
            refused=tuple(refused),
            tries=record.tries + 1,
            silent_since=record.silent_since or _text(now),
            try_at=_text(now + wait),
            telling_until=None,
        )
    told = {one.subject: one.name if one.passes else "" for one in news}
    sent = [one for one in record.sent if _moment(one) > now - HOUR]
    dates = [*record.noted, *([noted.isoformat()] if noted else [])]
    return replace(
        record,
        noted=tuple(dates[-MOST_NOTED:]),
        told={**record.told, **told},
        seen={subject: at for subject, at in record.seen.items() if subject not in told},
        settled=(),
        sent=(*sent, _text(now)),
        refused=tuple(refused),
        tries=0,
        silent_since=None,
        try_at=None,
        telling_until=None,
    )


def next_sending_at(
    record: NotificationLedger, troubles: Iterable[Alert], *, now: datetime
) -> datetime | None:
    """When there will be something to tell, if nothing else happens."""
    waiting = [one for one in troubles if one.subject not in record.told]
    due = [_moment(record.seen.get(one.subject, _text(now))) + one.grace for one in waiting]
    return max(min(due), next_allowed_at(record, now=now)) if due else None


def _text(moment: datetime) -> str:
    return moment.isoformat()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
