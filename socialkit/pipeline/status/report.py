"""How things stand: accounts, posts by state, problems, in the shape of `status --json`.

Asks no network.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from socialkit.model.article import Article
from socialkit.model.card import Card
from socialkit.model.lines import Line, LineReading, Rejection, Structure
from socialkit.model.network import Network
from socialkit.model.post import UNTIL_OWNER_ACTS, Account, Post, State
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import CLOCK_SEEN_AT
from socialkit.pipeline.accounts.token_expiry import expiry_warnings
from socialkit.pipeline.checks.quotes import find_lost_quotes
from socialkit.pipeline.delivery.already_live import restore_notice
from socialkit.pipeline.delivery.first_comment import first_comment_notes
from socialkit.pipeline.planning.runway_notes import runway_notice
from socialkit.pipeline.schedule.pause import pause_in_force, read_pause
from socialkit.pipeline.status.known_accounts import (
    find_cooling_down,
    known_accounts,
    with_current_state,
)
from socialkit.pipeline.status.problems import describe_catch_up, unreachable_notices
from socialkit.pipeline.status.stuck_posts import stuck_posts
from socialkit.pipeline.workspace.load import Workspace
from socialkit.pipeline.workspace.lost_approvals import find_broken_lines, find_lost_approvals
from socialkit.plan.horizon import LOOK_BACK
from socialkit.plan.wording import in_order

NOBODY_LOOKED = timedelta(minutes=10)
"""A post that is so late while nobody looks at the clock means that socialkit does not run."""


def build_status(workspace: Workspace, store: Store, *, now: datetime) -> Report:
    """`status --json`: health is "attention" as soon as one problem stands; a note (an old copy of a
    page is used) is told among them and changes nothing."""
    posts = store.posts(since=now - LOOK_BACK)
    known = known_accounts(workspace, store.accounts())
    zone = ZoneInfo(workspace.schedule.timezone)
    accounts = [with_current_state(one, now, zone) for one in known]
    seen_at = store.state.get(CLOCK_SEEN_AT)
    problems = [
        *_account_problems(accounts),
        *(one.words for one in expiry_warnings(accounts, now=now, zone=zone)),
        *_post_problems(posts, now, find_cooling_down(known, now=now)),
        *_silence(posts, seen_at, now),
    ]
    problems += [str(one) for one in workspace.problems if one.level == "error"]
    problems += find_broken_lines(workspace) + find_lost_approvals(workspace, store, now=now)
    problems += find_lost_quotes(workspace, now)
    if not workspace.articles:
        problems.append("There is no article to take lines from; put one into articles/.")
    unheard = unreachable_notices(workspace.schedule, store)
    problems += [one for one in unheard if not one.startswith("note: ")]
    told = describe_catch_up(workspace.schedule, store, now=now) + first_comment_notes(
        store, now=now
    )
    told += [str(one) for one in workspace.problems if one.level == "note"]
    notes = [f"note: {one}" for one in told]
    notes += runway_notice(workspace.schedule, store, now=now) + restore_notice(store, now=now)
    notes += [one for one in unheard if one.startswith("note: ")]
    return {
        "health": "attention" if problems else "ok",
        "clock_seen_at": instant(seen_at),
        "paused": pause_in_force(workspace.schedule, read_pause(store), now=now) is not None,
        "accounts": [report_account(one) for one in accounts],
        "counts": dict(sorted(Counter(post.state.value for post in posts).items())),
        "posts": [report_post(post) for post in in_order(posts)],
        "problems": list(dict.fromkeys(problems + notes)),
    }


def _account_problems(accounts: Iterable[Account]) -> list[str]:
    return [f"{one.network.label} {one.account}: {one.problem}" for one in accounts if one.problem]


def _post_problems(
    posts: Iterable[Post], now: datetime, resting: Collection[tuple[Network, str]]
) -> list[str]:
    """What she did not ask for: a pause is her own wish."""
    stuck = stuck_posts(posts, now, resting)
    return [one.sentence for one in stuck if one.post.state is not State.PAUSED]


def _silence(posts: Iterable[Post], seen_at: datetime | None, now: datetime) -> list[str]:
    """The daemon that nobody noticed was gone."""
    overdue = [one for one in posts if one.state is State.SCHEDULED and one.plan.due_at < now]
    late = [one for one in overdue if now - one.plan.due_at > NOBODY_LOOKED]
    if not late or (seen_at is not None and now - seen_at < NOBODY_LOOKED):
        return []
    return ["Posts are due and nobody looks at the clock. Start it again: socialkit run"]


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
        "rests_until": instant(_end_of_rest(account)),
        "problem": account.problem,
    }
