"""One message for everything that is new, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from socialkit.notifier.notification_ledger import Alert
from socialkit.notifier.sender import Message
from socialkit.pipeline.notify.digest_text import Digest, compose_digest

MAX_ALERTS_PER_MESSAGE = 8
MAX_HANDOVERS_PER_MESSAGE = 4
"""Each brings up to ten pictures."""

HEADLINES = {
    "handed": ("{n} post to post by hand", "{n} posts to post by hand"),
    "failed": ("{n} post could not be posted", "{n} posts could not be posted"),
    "missed": ("{n} post came too late", "{n} posts came too late"),
    "unconfirmed": ("{n} post is in doubt", "{n} posts are in doubt"),
    "account": ("{name} needs you", "{n} accounts need you"),
    "file": ("{name} needs you", "{n} mistakes in your files"),
    "lines": ("your lines need you", "your lines need you"),
    "other": ("something needs you", "{n} things need you"),
}


def choose(news: Iterable[Alert]) -> list[Alert]:
    """What goes into the next message, what she must do herself first. Posts to post by hand that
    find no room stay for the one after it: their pictures must come along."""
    ordered = sorted(news, key=lambda one: list(HEADLINES).index(one.kind))
    handed = [one for one in ordered if one.kind == "handed"]
    return [one for one in ordered if one not in handed[MAX_HANDOVERS_PER_MESSAGE:]]


def compose_message(
    practice: str,
    news: Sequence[Alert],
    settled: Sequence[str],
    note: Digest | None = None,
) -> Message:
    """The message: news, the daily note, or both. What is too much for it is counted."""
    told, more = news[:MAX_ALERTS_PER_MESSAGE], len(news) - MAX_ALERTS_PER_MESSAGE
    parts = [_part(one, number if len(told) > 1 else None) for number, one in enumerate(told, 1)]
    if more > 0:
        parts.append(f"… and {more} more.")
    if note is not None:
        parts.append(compose_digest(note, {one.subject for one in told}))
    if settled:
        parts.append(f"Settled meanwhile: {', '.join(settled)}.")
    parts.append(f"This is about {practice}. To see how all stands: socialkit status")
    pictures = tuple(path for one in told for path in one.pictures)
    headline = note.headline if note is not None and not news else _headline(news)
    is_trouble = bool(news) or (note is not None and bool(note.open))
    return Message(f"socialkit: {headline}", "\n\n".join(parts), pictures, is_trouble)


def _headline(news: Sequence[Alert]) -> str:
    kinds = {one.kind for one in news}
    one, many = HEADLINES[kinds.pop() if len(kinds) == 1 else "other"]
    return (one if len(news) == 1 else many).format(n=len(news), name=news[0].name)


def _part(trouble: Alert, number: int | None) -> str:
    lead = f"{number}. " if number is not None else ""
    if trouble.caption is None:
        return f"{lead}{trouble.words}"
    count = len(trouble.pictures)
    pictures = "the picture" if count == 1 else f"the {count} pictures, in this order"
    return f"{lead}{trouble.words}\nPost {pictures}, with these words:\n\n{trouble.caption}\n"
