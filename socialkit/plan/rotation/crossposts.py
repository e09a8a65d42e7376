"""Two posts with one caption, too close together to be told apart.

In: planned posts by time, the posts that went before. Out: the same, the later twin held. Pure.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from socialkit.model.post import Network, PlannedPost, Post, PostKind, State
from socialkit.plan.rotation.ledger import NEVER_WITHIN


def hold_twins(
    posts: Sequence[PlannedPost],
    used: Iterable[Post],
    numbers: Mapping[tuple[Network, str], str],
) -> Iterable[PlannedPost]:
    """Hold a post whose caption stands within two days on the same account: the caption is how a
    post is found again on the network (reference "Meta", 3.5). Stories show no caption. Links of one
    number are one account."""
    times: dict[tuple[str, str, str], list[datetime]] = {}
    for row in used:
        if row.plan.kind is not PostKind.STORY:
            times.setdefault(_marks(row.plan, numbers), []).append(row.plan.due_at)
    for post in posts:
        seen = times.setdefault(_marks(post, numbers), [])
        near = [at for at in seen if abs(post.due_at - at) < NEVER_WITHIN]
        if post.kind is PostKind.STORY:
            yield post
        elif near:
            yield replace(post, state=State.WAITING, error=_words(post))
        else:
            insort(seen, post.due_at)
            yield post


def _marks(post: PlannedPost, numbers: Mapping[tuple[Network, str], str]) -> tuple[str, str, str]:
    account = numbers.get((post.network, post.account), post.account)
    return post.network.value, account, post.caption


def _words(post: PlannedPost) -> str:
    name = post.network.value.capitalize()
    return (
        f"It waits: another post to {name} within two days has the very same caption, and the two "
        f"could not be told apart there. Give this row another caption, or put {{line}} into it."
    )
