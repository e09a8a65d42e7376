"""Which posts of ours stand on an account beside the one in hand, so that none is taken for another.

In: a post, the outbox. Out: rows of ours, what is known of them. Asks no network.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from socialkit.model.post import Post, State
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import name_accounts
from socialkit.publishers.protocol import fold_caption

KNOWN_SINCE = timedelta(days=60)
"""How far back our own posts are told apart from the one in hand: far beyond ADOPTION_WINDOW and the
longest lateness."""
MAY_BE_LIVE = frozenset({State.POSTED, State.UNCONFIRMED})


def find_ours_beside(
    post: Post, store: Store, states: Collection[State] | None = None
) -> tuple[Post, ...]:
    """Our posts from long before `post` on, itself included; only those in `states` where given."""
    return store.posts(states=states, since=post.plan.due_at - KNOWN_SINCE)


def find_others(store: Store, post: Post) -> tuple[frozenset[str], tuple[datetime, ...]]:
    """What belongs to other posts of ours, so that none is adopted: the remote ids that are known,
    and when posts with the same caption went out, or may have, whose id is not."""
    known, twins_at = set(), []
    name = name_accounts(store.accounts())
    marks = (name(post.plan), fold_caption(post.plan.caption))
    for row in find_ours_beside(post, store, MAY_BE_LIVE):
        if row.key == post.key:
            continue
        if row.remote_id is not None:
            known.add(row.remote_id)
        elif (name(row.plan), fold_caption(row.plan.caption)) == marks:
            twins_at.append(row.commit_started_at or row.posted_at or row.plan.due_at)
    return frozenset(known), tuple(twins_at)
