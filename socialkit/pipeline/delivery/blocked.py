"""Why a post that the owner asked for has not gone out."""

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

RATE_LIMITED = "this account posted a moment ago, or reached its limit for today"
ACCOUNT_BUSY = "another post of its account is being sent or looked for; it goes out after that"


@dataclass(frozen=True, slots=True)
class BlockedReason:
    """Why a post cannot go; `is_a_limit` when only MIN_GAP or DAILY_CAP stops it."""

    words: str
    is_a_limit: bool = False


def refuse_in_pause(workspace: Workspace, store: Store, *, now: datetime) -> None:
    """Raise OutboxError while posting is paused; it names the row where a file pauses it."""
    command, schedule = read_pause(store), workspace.schedule
    if pause_in_force(schedule, None, now=now) is not None:
        line, column = workspace.loaded.position("pause")
        raise OutboxError(
            f"Posting is paused by schedule.yaml:{line}:{column}, so nothing was sent. Write "
            f"pause: false there first."
            + (" Then run: socialkit resume" if _holds(schedule, command, now) else "")
        )
    if _holds(schedule, command, now):
        reason = f" ({command.reason})" if command and command.reason else ""
        raise OutboxError(
            f"Posting is paused{reason}, so nothing was sent. End the pause first: socialkit resume"
        )


def _holds(schedule: Schedule, command: Pause | None, now: datetime) -> bool:
    return command is not None and holds(command, schedule, now=now)


def why_blocked(post: Post, store: Store, *, now: datetime) -> BlockedReason:
    """What stopped a post that the owner asked for, after it was tried."""
    if post.error is not None or post.state is not State.SCHEDULED:
        return BlockedReason(post.error or f"It is {post.state}.")
    rest = why_cooling_down(post, store, now=now)
    if rest is not None:
        return BlockedReason(rest)
    name = same_account_links(store.accounts())
    others = store.posts(states=(State.SENDING, State.UNCONFIRMED))
    if any(name(one.plan) == name(post.plan) and _is_in_flight(one) for one in others):
        return BlockedReason(ACCOUNT_BUSY)
    return BlockedReason(RATE_LIMITED, is_a_limit=True)


def why_cooling_down(post: Post, store: Store, *, now: datetime) -> str | None:
    """Why nothing goes to the account of a post now; None when it is not in cooldown."""
    accounts = store.accounts()
    name = same_account_links(accounts)
    for one in accounts:
        is_cooling_down = one.paused_until is not None and one.paused_until > now
        if is_cooling_down and name(one) == name(post.plan):
            words = one.problem or "Its account is in cooldown."
            return f"{words} This post stays requested and goes out once that is over."
    return None


def why_waiting(post: Post, zone: str, *, now: datetime) -> str | None:
    """Why a post that the owner asked for waits although nothing else stops it: its last request was
    refused, and a refused post can still appear. None where it goes at once."""
    then, begun = post.next_try_at, post.commit_started_at
    if post.state is not State.SCHEDULED or begun is None or then is None or then <= now:
        return None
    at, tried = (f"{one.astimezone(ZoneInfo(zone)):%H:%M}" for one in (then, begun))
    key, network = post.key[:12], post.plan.network.label
    return (
        f"{network} refused it at {tried}, but a refused post can still appear for a while. It goes out "
        f"at {at}, unless it appears before. To send it sooner, look at the account: if it is not there, "
        f"run `socialkit resolve {key} --not-posted`, then `socialkit post {key}`; if it is, run "
        f"`socialkit resolve {key} --posted`."
    )


def _is_in_flight(post: Post) -> bool:
    return post.state is State.SENDING or post.look_at is not None
