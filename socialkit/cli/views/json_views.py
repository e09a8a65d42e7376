"""Articles, lines and posts as the JSON that CONTRACT fixes.

In: model types. Out: plain dictionaries. Knows nothing of terminals and files.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from socialkit.model.article import Article
from socialkit.model.card import Card
from socialkit.model.lines import Line, Reading, Rejection, Structure
from socialkit.model.post import UNTIL_SHE_ACTS, Account, Network, Post

Report = dict[str, Any]


def instant(moment: datetime | None) -> str | None:
    """An instant as ISO 8601 in UTC with a Z, to the second."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def report_reading(article: Article, reading: Reading, *, rejected: bool) -> Report:
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


def in_order(posts: Iterable[Post]) -> tuple[Post, ...]:
    """Posts as she reads them: by time, then slot, Instagram before Facebook."""
    networks = list(Network)
    return tuple(
        sorted(
            posts,
            key=lambda post: (
                post.plan.due_at,
                post.plan.slot_id,
                networks.index(post.plan.network),
            ),
        )
    )


def report_post(post: Post) -> Report:
    """POST, as CONTRACT fixes it."""
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


def _end_of_rest(account: Account) -> datetime | None:
    """None also for a rest that she ends."""
    return None if account.paused_until == UNTIL_SHE_ACTS else account.paused_until


def report_account(account: Account) -> Report:
    """One row of `accounts` in `status --json`."""
    return {
        "network": account.network.value,
        "account": account.account,
        "via": account.via,
        "connected": account.connected_at is not None,
        "expires_at": instant(account.expires_at),
        "checked_at": instant(account.checked_at),
        "rests_until": instant(_end_of_rest(account)),
        "problem": account.problem,
    }
