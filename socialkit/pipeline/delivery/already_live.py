"""Which posts of ours stand on an account beside the one in hand, so that none is taken for another.

Asks no network.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from socialkit.errors import PermanentFailure
from socialkit.model.notice import Level, Notice, NoticeCode
from socialkit.model.post import Post, PostKind, RemotePost, State
from socialkit.outbox.heartbeat import HistoryGap, read_history_gap
from socialkit.outbox.machine.manual import is_requested
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import same_account_links
from socialkit.publishers.matching import fold_caption
from socialkit.publishers.protocol import Publisher

KNOWN_SINCE = timedelta(days=60)
"""How far back our own posts are told apart from the one in hand: far beyond ADOPTION_WINDOW and the
longest lateness."""
MAY_BE_LIVE = frozenset({State.POSTED, State.UNCONFIRMED})


def match_post_among(
    post: Post, store: Store, states: Collection[State] | None = None
) -> tuple[Post, ...]:
    """Our posts from long before `post` on, itself included; only those in `states` where given."""
    return store.posts(states=states, since=post.plan.due_at - KNOWN_SINCE)


def known_elsewhere(store: Store, post: Post) -> tuple[frozenset[str], tuple[datetime, ...]]:
    """What belongs to other posts of ours, so that none is adopted: the remote ids that are known,
    and when posts with the same caption went out, or may have, whose id is not."""
    known, twins_at = set(), []
    name = same_account_links(store.accounts())
    marks = (name(post.plan), fold_caption(post.plan.caption))
    for row in match_post_among(post, store, MAY_BE_LIVE):
        if row.key == post.key:
            continue
        if row.remote_id is not None:
            known.add(row.remote_id)
        elif (name(row.plan), fold_caption(row.plan.caption)) == marks:
            twins_at.append(row.commit_started_at or row.posted_at or row.plan.due_at)
    return frozenset(known), tuple(twins_at)


EARLY = timedelta(minutes=5)
"""Clocks of networks and ours may differ by so much."""
TOLD_FOR = timedelta(days=7)


def refuse_if_history_lost(post: Post, store: Store, publisher: Publisher) -> None:
    """Raise PermanentFailure where `post` may have gone out with other words, in the time that the
    outbox knows nothing of; PublishError where the network cannot be asked. She may send it by hand."""
    unknown = read_history_gap(store)
    if unknown is None or not unknown.covers(post.plan.due_at) or is_requested(post):
        return
    if post.plan.kind is PostKind.STORY:
        raise PermanentFailure(_words(post, unknown, "a story"), network=post.plan.network)
    recent = publisher.read_recent(post.plan.account, since=unknown.since)
    if any(_is_unknown(one, post, store, unknown) for one in recent):
        raise PermanentFailure(_words(post, unknown, "something"), network=post.plan.network)


def restore_notice(store: Store, *, now: datetime) -> list[Notice]:
    """For `status`, as long as a post of that time may still be asked about."""
    unknown = read_history_gap(store)
    if unknown is None or now - unknown.until > TOLD_FOR:
        return []
    text = (
        f"An old copy of the database was brought back; it knows nothing of {_span(unknown)}. "
        f"Posts of that time are looked for on the networks before anything is sent."
    )
    return [Notice(Level.NOTE, NoticeCode.HISTORY_RESTORED, "history", text)]


def _is_unknown(remote: RemotePost, post: Post, store: Store, unknown: HistoryGap) -> bool:
    """A post of the unknown time that no row of ours stands for."""
    at: datetime | None = remote.posted_at
    if at is not None and not unknown.since - EARLY <= at < unknown.until + EARLY:
        return False
    ours = match_post_among(post, store)
    captions = {fold_caption(one.plan.caption) for one in ours}
    known = {one.remote_id for one in ours}
    return remote.remote_id not in known and fold_caption(remote.caption) not in captions


def _words(post: Post, unknown: HistoryGap, what: str) -> str:
    return (
        f"An old copy of the database was brought back; it knows nothing of {_span(unknown)}. In that "
        f"time {what} may have gone out in place of this post, so it is not sent. Look at the account. "
        f"To send it all the same: socialkit post {post.key[:12]}"
    )


def _span(unknown: HistoryGap) -> str:
    since, until = (f"{one.day} {one:%B, %H:%M} UTC" for one in (unknown.since, unknown.until))
    return f"{since} to {until}"
