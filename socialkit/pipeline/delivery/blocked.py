"""Why a post that she asked for by hand has not gone.

Asks no network.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from socialkit.errors import OutboxError
from socialkit.model.post import Post, State
from socialkit.model.schedule import Pause, Schedule
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import same_account_links
from socialkit.pipeline.schedule.pause import holds, pause_in_force, read_pause
from socialkit.pipeline.workspace.load import Workspace

RATE_LIMITED = "its account had a post just now, or has had its fill for today"
ACCOUNT_BUSY = "another post of its account is being sent or looked for; it goes after that"


@dataclass(frozen=True, slots=True)
class BlockedReason:
    """What stands in the way; `is_a_limit` when nothing but MIN_GAP or DAILY_CAP does."""

    words: str
    is_a_limit: bool = False


def refuse_in_pause(workspace: Workspace, store: Store, *, now: datetime) -> None:
    """Raise OutboxError while posting is paused, naming the row where the pause stands in a file."""
    command, schedule = read_pause(store), workspace.schedule
    if pause_in_force(schedule, None, now=now) is not None:
        line, column = workspace.loaded.position("pause")
        raise OutboxError(
            f"Posting is paused by schedule.yaml:{line}:{column}, so nothing was sent. Write "
            f"pause: false there first."
            + (" Then say: socialkit resume" if _holds(schedule, command, now) else "")
        )
    if _holds(schedule, command, now):
        reason = f" ({command.reason})" if command and command.reason else ""
        raise OutboxError(
            f"Posting is paused{reason}, so nothing was sent. End the pause first: socialkit resume"
        )


def _holds(schedule: Schedule, command: Pause | None, now: datetime) -> bool:
    return command is not None and holds(command, schedule, now=now)


def why_blocked(post: Post, store: Store, *, now: datetime) -> BlockedReason:
    """What kept a post that she asked for from going, after it was tried."""
    if post.error is not None or post.state is not State.SCHEDULED:
        return BlockedReason(post.error or f"It is {post.state}.")
    rest = why_cooling_down(post, store, now=now)
    if rest is not None:
        return BlockedReason(rest)
    name = same_account_links(store.accounts())
    others = store.posts(states=(State.SENDING, State.UNCONFIRMED))
    if any(name(one.plan) == name(post.plan) and _is_in_the_air(one) for one in others):
        return BlockedReason(ACCOUNT_BUSY)
    return BlockedReason(RATE_LIMITED, is_a_limit=True)


def why_cooling_down(post: Post, store: Store, *, now: datetime) -> str | None:
    """Why nothing goes to the account of a post just now; None when it does not rest."""
    accounts = store.accounts()
    name = same_account_links(accounts)
    for one in accounts:
        rests = one.paused_until is not None and one.paused_until > now
        if rests and name(one) == name(post.plan):
            words = one.problem or "Its account rests."
            return f"{words} This post stays asked for and goes once that is over."
    return None


def why_waiting(post: Post, zone: str, *, now: datetime) -> str | None:
    """Why a post that she asked for waits although nothing else stands in its way: its last request
    was refused, and what was refused can still show up. None where it goes at once."""
    then, begun = post.next_try_at, post.commit_started_at
    if post.state is not State.SCHEDULED or begun is None or then is None or then <= now:
        return None
    at, tried = (f"{one.astimezone(ZoneInfo(zone)):%H:%M}" for one in (then, begun))
    key, network = post.key[:12], post.plan.network.label
    return (
        f"{network} refused it at {tried}, but what was refused can still show up for a while. It goes "
        f"at {at}, unless it shows up before. To send it sooner, look at the account: where it is not "
        f"there, say `socialkit resolve {key} --not-posted`, then `socialkit post {key}`; where it is, "
        f"`socialkit resolve {key} --posted`."
    )


def _is_in_the_air(post: Post) -> bool:
    return post.state is State.SENDING or post.look_at is not None
