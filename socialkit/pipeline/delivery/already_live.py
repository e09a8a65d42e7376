"""Is a post live already? Which posts on an account belong to other rows, and what went out unknown to us."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from socialkit.errors import PermanentFailure
from socialkit.model.notice import Level, Notice, NoticeCode
from socialkit.model.post import Post, PostKind, RemotePost, State
from socialkit.model.state_values import HistoryGap
from socialkit.outbox.machine.manual import is_requested
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import HISTORY_GAP
from socialkit.pipeline.accounts.account_links import same_account_links
from socialkit.publishers.matching import fold_caption
from socialkit.publishers.protocol import Publisher

OWN_POSTS_PERIOD = timedelta(days=60)
"""How far back we look for other posts of ours: far beyond ADOPTION_WINDOW and the longest lateness."""
CLOCK_TOLERANCE = timedelta(minutes=5)
"""The clocks of a network and ours may differ by so much."""
RESTORE_NOTICE_PERIOD = timedelta(days=7)
MAY_BE_LIVE = frozenset({State.POSTED, State.UNCONFIRMED})


def known_elsewhere(store: Store, post: Post) -> tuple[frozenset[str], tuple[datetime, ...]]:
    """What belongs to other posts of ours, so that it is not adopted: the remote ids that are known,
    and when posts with the same caption went out, or may have, whose id is not known.

    Read again for each post: another one with the same caption may have gone out a moment ago."""
    known_ids, same_caption_at = set(), []
    name = same_account_links(store.accounts())
    wanted = (name(post.plan), fold_caption(post.plan.caption))
    for row in _load_own_posts(post, store, MAY_BE_LIVE):
        if row.key == post.key:
            continue
        if row.remote_id is not None:
            known_ids.add(row.remote_id)
        elif (name(row.plan), fold_caption(row.plan.caption)) == wanted:
            same_caption_at.append(row.commit_started_at or row.posted_at or row.plan.due_at)
    return frozenset(known_ids), tuple(same_caption_at)


def _load_own_posts(
    post: Post, store: Store, states: Collection[State] | None = None
) -> tuple[Post, ...]:
    """Our posts from long before `post` on, itself included; only those in `states` if given."""
    return store.posts(states=states, since=post.plan.due_at - OWN_POSTS_PERIOD)


def refuse_if_history_lost(post: Post, store: Store, publisher: Publisher) -> None:
    """Raise PermanentFailure if `post` may have gone out with other words in the time that the outbox
    does not know; PublishError if the network cannot be asked. The owner may send it by command."""
    gap = store.state.get(HISTORY_GAP)
    if gap is None or not gap.covers(post.plan.due_at) or is_requested(post):
        return
    if post.plan.kind is PostKind.STORY:
        raise PermanentFailure(_refusal(post, gap, "a story"), network=post.plan.network)
    recent = publisher.read_recent(post.plan.account, since=gap.since)
    if _has_unknown(recent, _load_own_posts(post, store), gap):
        raise PermanentFailure(_refusal(post, gap, "something"), network=post.plan.network)


def restore_notice(store: Store, *, now: datetime) -> list[Notice]:
    """A note for `status`, as long as posts of that time may still matter."""
    gap = store.state.get(HISTORY_GAP)
    if gap is None or now - gap.until > RESTORE_NOTICE_PERIOD:
        return []
    text = (
        f"An old copy of the database was brought back. It does not know what happened from "
        f"{_span(gap)}. Before a post of that time is sent, socialkit looks for it on its network."
    )
    return [Notice(Level.NOTE, NoticeCode.HISTORY_RESTORED, "history", text)]


def _has_unknown(recent: Iterable[RemotePost], ours: Iterable[Post], gap: HistoryGap) -> bool:
    """Whether the account has a post of the unknown time that no row of ours explains."""
    rows = tuple(ours)
    known_ids = {one.remote_id for one in rows}
    captions = {fold_caption(one.plan.caption) for one in rows}
    return any(
        _may_be_in(gap, one.posted_at)
        and one.remote_id not in known_ids
        and fold_caption(one.caption) not in captions
        for one in recent
    )


def _may_be_in(gap: HistoryGap, moment: datetime | None) -> bool:
    if moment is None:
        return True
    return gap.since - CLOCK_TOLERANCE <= moment < gap.until + CLOCK_TOLERANCE


def _refusal(post: Post, gap: HistoryGap, what: str) -> str:
    return (
        f"An old copy of the database was brought back. It does not know what happened from "
        f"{_span(gap)}. In that time {what} may have gone out in place of this post, so it is not sent. "
        f"Look at the account. To send it anyway: socialkit post {post.key[:12]}"
    )


def _span(gap: HistoryGap) -> str:
    since, until = (f"{one.day} {one:%B, %H:%M} UTC" for one in (gap.since, gap.until))
    return f"{since} to {until}"
