"""Posts whose time has come while they still waited: for her yes, or for an account.

Sends nothing.

Without her yes at the due time a post is missed, and a later yes never sends it (CONTRACT). A post
that waited only for its account goes as soon as the account is there, within `if_late`; after that
it is handed to her, where somebody can bring it to her.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from socialkit.model.network import Network
from socialkit.model.post import Account, Post, State
from socialkit.outbox.machine.manual import cancelled, handed_over, is_requested
from socialkit.outbox.machine.states import missed, released
from socialkit.outbox.store import Store
from socialkit.pipeline.delivery.deadline import DueTimes, latest_at
from socialkit.pipeline.delivery.preflight import Preflight
from socialkit.pipeline.schedule.pause import pause_in_force, read_pause
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.drafts import is_of_a_sample, waits_for_an_account, waits_for_her_yes

Accounts = dict[tuple[Network, str], Account]


def resolve_overdue(workspace: Workspace, store: Store, *, now: datetime) -> None:
    """Move on every waiting post whose time has come."""
    hand_over(workspace, store, now=now)
    accounts = {(one.network, one.account): one for one in store.accounts()}
    due_times = DueTimes(workspace.schedule.if_late, store)
    for post in store.posts(states=(State.WAITING,)):
        if post.plan.due_at > now:
            continue
        latest = _latest_at(workspace, due_times, post)
        after = _settle(post, accounts, now, latest)
        if after is not None:
            store.move(post, after)


def _settle(post: Post, accounts: Accounts, now: datetime, latest: datetime) -> Post | None:
    again = f"To send it all the same: socialkit post {post.key}"
    if is_of_a_sample(post):
        return cancelled(post, by="file")
    if waits_for_her_yes(post):
        return missed(post, f"It fell due without your yes. {again}")
    account = accounts.get((post.plan.network, post.plan.account))
    if now > latest:
        return missed(post, f"Its time passed while it waited: {post.error} {again}")
    if account is not None and account.connected_at is not None and waits_for_an_account(post):
        return released(post, now=now)
    return None


HANDED = (
    "handed to you to post by hand, for its time is over and its account could not be posted to. Look "
    "at the account first. Once you have posted it, say `socialkit resolve {key} --posted`; or, once "
    "the account works, `socialkit post {key}`. What was the matter: {why}"
)


def hand_over(workspace: Workspace, store: Store, *, now: datetime) -> None:
    """Hand over every post that waited for its account until it was too late."""
    pause = pause_in_force(workspace.schedule, read_pause(store), now=now)
    if not workspace.schedule.notify or pause is not None:
        return
    judge = Preflight(workspace.schedule, workspace.articles, None, unread=workspace.unread)
    for post, why, until in find_delayed_handovers(workspace, store, now=now):
        if now > until and judge.stands(post, now):
            words = HANDED.format(why=why, key=post.key[:12])
            store.move(post, handed_over(post, words, now=now))


def find_delayed_handovers(
    workspace: Workspace, store: Store, *, now: datetime
) -> list[tuple[Post, str, datetime]]:
    """Every due post that only its account holds up: why, and until when it may still go out."""
    accounts = {(one.network, one.account): one for one in store.accounts()}
    posts = store.posts(states=(State.WAITING, State.SCHEDULED))
    due_times = DueTimes(workspace.schedule.if_late, store)
    found = []
    for post in posts:
        account = accounts.get((post.plan.network, post.plan.account))
        why = _why_held_up(post, account, now) if post.plan.due_at <= now else None
        if why is not None:
            found.append((post, why, _latest_at(workspace, due_times, post)))
    return found


def _why_held_up(post: Post, account: Account | None, now: datetime) -> str | None:
    if is_requested(post) or post.commit_started_at is not None or post.resends:
        return None
    rests = account is not None and (account.paused_until or now) > now
    if account is not None and rests:
        return account.problem or "it rests."
    is_connected = account is not None and account.connected_at is not None
    waits = post.state is State.WAITING and waits_for_an_account(post)
    return post.error if waits and not is_connected else None


def _latest_at(workspace: Workspace, due_times: DueTimes, post: Post) -> datetime:
    rule, zone = workspace.schedule.if_late, ZoneInfo(workspace.schedule.timezone)
    next_due_at = due_times.find_next(post)
    return latest_at(post.plan.due_at, rule, zone=zone, next_due_at=next_due_at)
