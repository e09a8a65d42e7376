"""What will happen next, and why nothing can: sentences that `run`, `tick`, `plan` and `status` show.

Asks no network, and reads no file but what is in the workspace already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from socialkit.model.network import Network
from socialkit.model.post import Post, State, WaitReason
from socialkit.model.text import count
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import allow
from socialkit.pipeline.schedule.pause import describe_pause, pause_in_force, read_pause
from socialkit.pipeline.status.report import known_accounts, with_current_state
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.wording import describe_post, in_order, name_text

MAX_IDS_NAMED = 5


@dataclass(frozen=True, slots=True)
class Outlook:
    """In words for the owner: the next post (None where none is on its way), why nothing can go out at all,
    which approvals are awaited, which accounts have a problem, and the pause."""

    next_post: str | None
    why_nothing: str | None
    approvals: str | None
    accounts: tuple[str, ...]
    pause: str | None

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it, what stands in the way first."""
        found = (self.pause, self.why_nothing, *self.accounts, self.approvals, self.next_post)
        return tuple(one for one in found if one)


def describe_outlook(workspace: Workspace, store: Store, *, now: datetime) -> Outlook:
    """What will happen after `now` by what is planned."""
    posts = in_order(store.posts(states=(State.WAITING, State.SCHEDULED), since=now))
    coming = [one for one in posts if one.state is State.SCHEDULED]
    pause = pause_in_force(workspace.schedule, read_pause(store), now=now)
    zone = ZoneInfo(workspace.schedule.timezone)
    accounts = (
        with_current_state(one, now, zone) for one in known_accounts(workspace, store.accounts())
    )
    return Outlook(
        next_post=_describe_next(coming[0]) if coming else None,
        why_nothing=None if coming else _why_nothing(workspace, posts),
        approvals=_describe_approvals(posts),
        accounts=tuple(
            f"{one.network.label} {one.account}: {one.problem}" for one in accounts if one.problem
        ),
        pause=describe_pause(pause) if pause is not None else None,
    )


def _describe_next(post: Post) -> str:
    return f"next: {describe_post(post.plan)} {post.plan.account}: “{name_text(post.plan)}”"


def _describe_approvals(posts: Sequence[Post]) -> str | None:
    """How many lines wait for approval, from when on, and how to approve them."""
    waiting = [one for one in posts if one.wait_reason is WaitReason.APPROVAL]
    if not waiting:
        return None
    ids = list(dict.fromkeys(line for one in waiting for line in one.plan.line_ids))
    named = f"{' '.join(ids[:MAX_IDS_NAMED])}{' …' if len(ids) > MAX_IDS_NAMED else ''}"
    wait = "waits" if len(waiting) == 1 else "wait"
    return (
        f"{count(len(waiting), 'post')} {wait} for your approval, the first on "
        f"{describe_post(waiting[0].plan)}: socialkit approve {named} (or all lines: socialkit approve --all)"
    )


def _why_nothing(workspace: Workspace, posts: Sequence[Post]) -> str:
    """Why no post is on its way."""
    schedule = workspace.schedule
    real = [one for one in workspace.articles.values() if not one.sample]
    if not workspace.articles and any("://" in one for one in schedule.articles):
        return (
            "Nothing can go out: there is no article yet. From a feed only what is published from now on "
            "counts; what else is known: socialkit check"
        )
    if not workspace.articles:
        return (
            "Nothing can go out: there is no article. Put one into articles/ (.docx, .txt, .md or .html) or "
            "name its address under articles: in schedule.yaml"
        )
    if not real:
        return "Nothing can go out: there is only a sample, which is never posted. Add an article of your own"
    if not schedule.slots:
        return "Nothing can go out: there are no times under post: in schedule.yaml"
    allowed = [allow(one, schedule.accounts) for one in real]
    if not any(accounts for accounts, _ in allowed):
        reasons = dict.fromkeys(words for _, blocked in allowed for words in blocked.values())
        return " ".join(("Nothing can go out:", next(iter(reasons), _no_link(schedule.accounts))))
    if any(one.wait_reason is WaitReason.ACCOUNT for one in posts):
        return "Nothing goes out until an account is connected"
    if posts:
        return "Nothing goes out yet: every planned post waits"
    return "Nothing is planned: no line is left for the coming times. See: socialkit plan"


def _no_link(accounts: object) -> str:
    names = " or ".join(one.label for one in Network)
    no_accounts = "there is no account under accounts: in schedule.yaml"
    return f"no article links to an account on {names}" if accounts else no_accounts
