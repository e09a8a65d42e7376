"""Posts whose time has come while they still waited: for her yes, or for an account.

In: the outbox after planning. Out: rows moved on. Sends nothing.

Without her yes at the due time a post is missed, and a later yes never sends it (CONTRACT). A post
that waited only for its account goes as soon as the account is there, within `if_late`; after that
it is handed to her, where somebody can bring it to her.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from socialkit.model.post import Account, Network, Post, State
from socialkit.outbox.machine.manual import cancelled
from socialkit.outbox.machine.states import missed, released
from socialkit.outbox.store import Store
from socialkit.pipeline.delivery.deadline import latest_at
from socialkit.pipeline.delivery.handing import hand_over
from socialkit.pipeline.delivery.next_slot import find_next_due_at
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.drafts import is_of_a_sample, waits_for_an_account, waits_for_her_yes

Accounts = dict[tuple[Network, str], Account]


def settle_overdue(workspace: Workspace, store: Store, *, now: datetime) -> None:
    """Move on every waiting post whose time has come."""
    hand_over(workspace, store, now=now)
    accounts = {(one.network, one.account): one for one in store.accounts()}
    for post in store.posts(states=(State.WAITING,)):
        if post.plan.due_at > now:
            continue
        latest = _latest_at(workspace, store, post)
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


def _latest_at(workspace: Workspace, store: Store, post: Post) -> datetime:
    rule, zone = workspace.schedule.if_late, ZoneInfo(workspace.schedule.timezone)
    next_due_at = find_next_due_at(rule, store, post)
    return latest_at(post.plan.due_at, rule, zone=zone, next_due_at=next_due_at)
