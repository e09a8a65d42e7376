"""The JSON of every command that prints some, with its keys as scripts know them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from socialkit.model.article import Article
from socialkit.model.card import Card
from socialkit.model.lines import Line, LineReading, Rejection, Structure
from socialkit.model.notice import Notice
from socialkit.model.post import UNTIL_OWNER_ACTS, Account, Post

if TYPE_CHECKING:
    from socialkit.pipeline.status.report import Status

Report = dict[str, Any]


def instant(moment: datetime | None) -> str | None:
    """An instant as ISO 8601 in UTC with a Z, to the second."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def report_reading(article: Article, reading: LineReading, *, rejected: bool) -> Report:
    """`lines --json`."""
    report: Report = {
        "article": report_article(article),
        "lines": [report_line(line) for line in reading.lines],
        "structures": [report_structure(one) for one in reading.structures],
    }
    if rejected:
        report["rejected"] = [report_rejection(one) for one in reading.rejected]
    return report


def report_article(article: Article) -> Report:
    """An article with its text and links."""
    links = article.links
    return {
        "slug": article.slug,
        "title": article.title,
        "source": article.source,
        "text": article.text,
        "links": {
            "instagram": list(links.instagram),
            "facebook": list(links.facebook),
            "website": list(links.website),
            "phone": list(links.phone),
        },
    }


def report_line(line: Line) -> Report:
    """One line; `care` is there only where something asks for care."""
    report: Report = {
        "id": line.id,
        "text": line.text,
        "kind": line.kind,
        "score": round(line.score, 4),
        "start": line.start,
        "end": line.end,
        "section": line.section,
    }
    return report if line.care is None else report | {"care": line.care}


def report_structure(structure: Structure) -> Report:
    """One contrast or list with its parts."""
    parts = [
        {"label": part.label, "text": part.text, "start": part.start, "end": part.end}
        for part in structure.parts
    ]
    report: Report = {
        "id": structure.id,
        "kind": structure.kind,
        "label": structure.label,
        "parts": parts,
    }
    return report if structure.care is None else report | {"care": structure.care}


def report_rejection(rejection: Rejection) -> Report:
    """One refused sentence and why."""
    return {
        "id": rejection.id,
        "text": rejection.text,
        "start": rejection.start,
        "end": rejection.end,
        "reason": rejection.reason,
        "code": rejection.code,
    }


def report_card(card: Card, path: str) -> Report:
    """`card --json`."""
    return {
        "path": path,
        "size": f"{card.size_px[0]}x{card.size_px[1]}",
        "theme": card.theme,
        "font_px": card.font_px,
        "lines": list(card.lines),
        "ink_box": list(card.ink_box),
        "safe_box": list(card.safe_box),
        "contrast": card.contrast,
    }


def report_post(post: Post) -> Report:
    """One post."""
    plan = post.plan
    return {
        "key": plan.key,
        "slot": plan.slot_id,
        "due_at": instant(plan.due_at),
        "local_time": plan.local_time,
        "network": plan.network.value,
        "account": plan.account,
        "as": plan.kind.value,
        "theme": plan.theme,
        "size": plan.size.value,
        "line_ids": list(plan.line_ids),
        "text": plan.text,
        "caption": plan.caption,
        "first_comment": plan.first_comment or None,
        "alt_text": list(plan.alt_texts),
        "images": [image.path for image in plan.images],
        "state": post.state.value,
        "remote_id": post.remote_id,
        "permalink": post.permalink,
        "error": post.error,
    }


def _end_of_cooldown(account: Account) -> datetime | None:
    """None also for a cooldown that only the owner can end."""
    return None if account.paused_until == UNTIL_OWNER_ACTS else account.paused_until


def report_account(account: Account) -> Report:
    """One row of `accounts` in `status --json`."""
    return {
        "network": account.network.value,
        "account": account.account,
        "via": account.via,
        "connected": account.connected_at is not None,
        "expires_at": instant(account.expires_at),
        "checked_at": instant(account.checked_at),
        "rests_until": instant(_end_of_cooldown(account)),
        "problem": account.problem,
    }


def report_status(status: Status) -> Report:
    """`status --json`."""
    return {
        "health": status.health.value,
        "clock_seen_at": instant(status.clock_seen_at),
        "paused": status.paused,
        "accounts": [report_account(one) for one in status.accounts],
        "counts": {state.value: number for state, number in status.counts.items()},
        "posts": [report_post(post) for post in status.posts],
        "problems": notice_texts(status.notices),
    }


def notice_texts(notices: Iterable[Notice]) -> list[str]:
    """The texts of notices, each once; a note says that it is one."""
    return list(dict.fromkeys(one.text if one.is_error else f"note: {one.text}" for one in notices))
