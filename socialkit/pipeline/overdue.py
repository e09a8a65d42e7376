"""Posts whose time has come while they still waited: for her yes, or for an account.

In: the outbox after planning. Out: rows moved on. Sends nothing.

Without her yes at the due time a post is missed, and a later yes never sends it (CONTRACT). A post
that waited only for its account goes as soon as the account is there, within `if_late`; after that
it is handed to her, where somebody can bring it to her.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from socialkit.model import Account, Network, Post, State
from socialkit.outbox import Store, cancelled, missed, released
from socialkit.pipeline.handing import hand_over
from socialkit.pipeline.lateness import latest_at
from socialkit.pipeline.workspace import Workspace
from socialkit.plan import is_of_a_sample, waits_for_an_account, waits_for_her_yes

Accounts = dict[tuple[Network, str], Account]


def settle_overdue(workspace: Workspace, store: Store, *, now: datetime) -> None:
    """Move on every waiting post whose time has come."""
    hand_over(workspace, store, now=now)
    accounts = {(one.network, one.account): one for one in store.accounts()}
    for post in store.posts(states=(State.WAITING,)):
        if post.plan.due_at > now:
            continue
        after = _settle(workspace, post, accounts, now)
        if after is not None:
            store.move(post, after)


def _settle(workspace: Workspace, post: Post, accounts: Accounts, now: datetime) -> Post | None:
    again = f"To send it all the same: socialkit post {post.key}"
    if is_of_a_sample(post):
        return cancelled(post, by="file")
    if waits_for_her_yes(post):
        return missed(post, f"It fell due without your yes. {again}")
    account = accounts.get((post.plan.network, post.plan.account))
    if now > _latest_at(workspace, post):
        return missed(post, f"Its time passed while it waited: {post.error} {again}")
    if account is not None and account.connected_at is not None and waits_for_an_account(post):
        return released(post, now=now)
    return None


def _latest_at(workspace: Workspace, post: Post) -> datetime:
    schedule = workspace.schedule
    zone = ZoneInfo(schedule.timezone)
    return latest_at(post.plan.due_at, schedule.if_late, zone=zone, next_due_at=None)
