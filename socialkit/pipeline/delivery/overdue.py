"""Waiting posts whose time has come: miss them, release them, or hand them to the owner.

A post without approval at its due time is missed, and a later approval never sends it. A post that
waited only for its account goes once the account is connected, within `if_late`; after that it is
handed to the owner, if notifications can reach the owner.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from socialkit.model.network import Network
from socialkit.model.post import Account, CancelledBy, Post, State, WaitReason
from socialkit.outbox.machine.manual import cancelled, handed_over, is_requested
from socialkit.outbox.machine.states import missed, released
from socialkit.outbox.store import Store
from socialkit.pipeline.delivery.preflight import DueTimes, Preflight, latest_at
from socialkit.pipeline.schedule.pause import pause_in_force, read_pause
from socialkit.pipeline.workspace.load import Workspace

HANDED_OVER = (
    "handed to you to post by hand: its time is over, and its account could not be posted to. Look at "
    "the account first. Once you have posted it, run `socialkit resolve {key} --posted`; or, once the "
    "account works, `socialkit post {key}`. What was wrong: {why}"
)


def resolve_overdue(workspace: Workspace, store: Store, *, now: datetime) -> None:
    """Move on every waiting post whose time has come."""
    hand_over(workspace, store, now=now)
    accounts = {(one.network, one.account): one for one in store.accounts()}
    preflight = Preflight(workspace.schedule, workspace.articles, accounts, unread=workspace.unread)
    due_times = DueTimes(workspace.schedule.if_late, store)
    for post in store.posts(states=(State.WAITING,)):
        if post.plan.due_at > now:
            continue
        latest = _latest_at(workspace, due_times, post)
        after = _resolve(post, preflight, now, latest)
        if after is not None:
            store.move(post, after)


def _resolve(post: Post, preflight: Preflight, now: datetime, latest: datetime) -> Post | None:
    to_send = f"To send it anyway: socialkit post {post.key}"
    if post.wait_reason is WaitReason.SAMPLE:
        return cancelled(post, by=CancelledBy.PLAN)
    if post.wait_reason is WaitReason.APPROVAL:
        return missed(post, f"It fell due without your approval. {to_send}")
    if now > latest:
        return missed(post, f"Its time passed while it waited: {post.error} {to_send}")
    if post.wait_reason is WaitReason.ACCOUNT and _has_account(post, preflight, now):
        return released(post, now=now)
    return None


def _has_account(post: Post, preflight: Preflight, now: datetime) -> bool:
    """Whether preflight would not send it back to wait for its account."""
    obstacle = preflight.find_obstacle(post, now)
    return obstacle is None or obstacle.wait_reason is not WaitReason.ACCOUNT


def hand_over(workspace: Workspace, store: Store, *, now: datetime) -> None:
    """Hand over every post that waited for its account until it was too late."""
    pause = pause_in_force(workspace.schedule, read_pause(store), now=now)
    if not workspace.schedule.notify or pause is not None:
        return
    preflight = Preflight(workspace.schedule, workspace.articles, None, unread=workspace.unread)
    for post, why, until in find_delayed_handovers(workspace, store, now=now):
        if now > until and preflight.find_obstacle(post, now) is None:
            words = HANDED_OVER.format(why=why, key=post.key[:12])
            store.move(post, handed_over(post, words, now=now))


def find_delayed_handovers(
    workspace: Workspace, store: Store, *, now: datetime
) -> list[tuple[Post, str, datetime]]:
    """Every due post that only its account holds up: why, and until when it may still go out."""
    accounts = {(one.network, one.account): one for one in store.accounts()}
    due_times = DueTimes(workspace.schedule.if_late, store)
    found = []
    for post in store.posts(states=(State.WAITING, State.SCHEDULED)):
        why = _find_account_obstacle(post, accounts, now) if post.plan.due_at <= now else None
        if why is not None:
            found.append((post, why, _latest_at(workspace, due_times, post)))
    return found


def _find_account_obstacle(
    post: Post, accounts: Mapping[tuple[Network, str], Account], now: datetime
) -> str | None:
    if is_requested(post) or post.commit_started_at is not None or post.resends:
        return None
    account = accounts.get((post.plan.network, post.plan.account))
    if account is not None and account.paused_until is not None and account.paused_until > now:
        return account.problem or "the account is in cooldown."
    is_connected = account is not None and account.connected_at is not None
    if post.wait_reason is not WaitReason.ACCOUNT or is_connected:
        return None
    return post.error or "the account is not connected."


def _latest_at(workspace: Workspace, due_times: DueTimes, post: Post) -> datetime:
    rule, zone = workspace.schedule.if_late, ZoneInfo(workspace.schedule.timezone)
    next_due_at = due_times.find_next(post)
    return latest_at(post.plan.due_at, rule, zone=zone, next_due_at=next_due_at)
