"""Posts that no program can send in time: she is handed the card and its caption, to post by hand.

In: a post whose `if_late` is over while its account cannot be posted to. Out: the post as failed,
handed to her; the next notice carries its pictures. Sends nothing.

Without an address under `notify:` nobody would bring them to her: such a post is missed. What was
ever sent, or may have been, is never handed over: it could stand there twice.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from socialkit.model.post import Account, Post, State
from socialkit.outbox.machine.manual import handed, is_asked_for
from socialkit.outbox.store import Store
from socialkit.pipeline.delivery.deadline import latest_at
from socialkit.pipeline.delivery.next_slot import find_next_due_at
from socialkit.pipeline.delivery.preflight import Judge
from socialkit.pipeline.schedule.pause import pause_in_force, read_pause
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.drafts import waits_for_an_account

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
    judge = Judge(workspace.schedule, workspace.articles, None, unread=workspace.unread)
    for post, why, until in find_held_up(workspace, store, now=now):
        if now > until and judge.stands(post, now):
            words = HANDED.format(why=why, key=post.key[:12])
            store.move(post, handed(post, words, now=now))


def find_held_up(
    workspace: Workspace, store: Store, *, now: datetime
) -> list[tuple[Post, str, datetime]]:
    """Every due post that only its account holds up: why, and until when it may still go out."""
    accounts = {(one.network, one.account): one for one in store.accounts()}
    posts = store.posts(states=(State.WAITING, State.SCHEDULED))
    found = []
    for post in posts:
        account = accounts.get((post.plan.network, post.plan.account))
        why = _why_held_up(post, account, now) if post.plan.due_at <= now else None
        if why is not None:
            found.append((post, why, _latest_at(workspace, store, post)))
    return found


def _why_held_up(post: Post, account: Account | None, now: datetime) -> str | None:
    if is_asked_for(post) or post.commit_started_at is not None or post.resends:
        return None
    rests = account is not None and (account.paused_until or now) > now
    if account is not None and rests:
        return account.problem or "it rests."
    is_connected = account is not None and account.connected_at is not None
    waits = post.state is State.WAITING and waits_for_an_account(post)
    return post.error if waits and not is_connected else None


def _latest_at(workspace: Workspace, store: Store, post: Post) -> datetime:
    schedule, zone = workspace.schedule, ZoneInfo(workspace.schedule.timezone)
    follows = find_next_due_at(schedule.if_late, store, post)
    return latest_at(post.plan.due_at, schedule.if_late, zone=zone, next_due_at=follows)
