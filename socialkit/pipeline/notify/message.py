"""One message for everything that is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from socialkit.model.text import count
from socialkit.notifier.notification_ledger import Alert, AlertKind
from socialkit.notifier.sender import Message
from socialkit.pipeline.notify.digest import Digest, compose_digest

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
    return f"{lead}{alert.words}\nPost {pictures} with these words:\n\n{alert.caption}\n"
