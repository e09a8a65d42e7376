"""Posts that belong together: three lines for a carousel, and posts with the same caption."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from socialkit.model.network import Network
from socialkit.model.post import PlannedPost, Post, PostKind, State, WaitReason
from socialkit.plan.content.units import LINES_IN_A_CAROUSEL, Unit, line_carousel
from socialkit.plan.rotation.ledger import NEVER_WITHIN, Queue


def withhold_duplicates(
    posts: Sequence[PlannedPost],
    used: Iterable[Post],
    numbers: Mapping[tuple[Network, str], str],
) -> Iterable[PlannedPost]:
    """The posts; one whose caption goes to the same account within two days waits, since a post is
    found on its network by its caption. Stories show no caption. Links with the same number are one
    account."""
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
            yield replace(
                post, state=State.WAITING, error=_words(post), wait_reason=WaitReason.DUPLICATE
            )
        else:
            insort(seen, post.due_at)
            yield post


def _marks(post: PlannedPost, numbers: Mapping[tuple[Network, str], str]) -> tuple[str, str, str]:
    account = numbers.get((post.network, post.account), post.account)
    return post.network.value, account, post.caption


def _words(post: PlannedPost) -> str:
    name = post.network.label
    return (
        f"It waits: another post to {name} within two days has exactly the same caption, and socialkit "
        f"could not tell the two apart there. Give this row another caption, or put {{line}} into it."
    )


Preference = tuple[bool, int, str]


def fresh_line_carousel(articles: Sequence[Queue], at: datetime) -> list[Unit]:
    """The first three fresh lines of an article: approved ones first, then the article whose first line
    is best; nothing when no article has three."""
    found: list[tuple[Preference, Unit]] = []
    for bound, _, queue in sorted(_bounds(articles, at), key=lambda item: item[:2]):
        if found and min(preference for preference, _ in found) <= bound:
            break
        unit = _whole(queue.fresh(at, LINES_IN_A_CAROUSEL))
        found += [(_preference(one), one) for one in unit]
    return [min(found, key=lambda item: item[0])[1]] if found else []


def longest_unused_line_carousel(articles: Sequence[Queue], at: datetime) -> list[Unit]:
    """Three lines of the article whose lines were used the longest ago."""
    found = []
    for queue in articles:
        units = queue.longest_unused(at, LINES_IN_A_CAROUSEL)
        last_use = max((queue.last_use(unit, at) for unit in units), default=at)
        found += [(last_use, _preference(unit), unit) for unit in _whole(units)]
    return [min(found, key=lambda item: item[:2])[2]] if found else []


def _bounds(articles: Sequence[Queue], at: datetime) -> list[tuple[Preference, int, Queue]]:
    """For each article that may have three lines, the best preference its carousel can have."""
    firsts = [queue.first_awake(at, LINES_IN_A_CAROUSEL) for queue in articles]
    return [
        (_preference(unit), number, articles[number])
        for number, unit in enumerate(firsts)
        if unit is not None
    ]


def _whole(units: Sequence[Unit]) -> list[Unit]:
    if len(units) < LINES_IN_A_CAROUSEL:
        return []
    return [line_carousel([unit.first for unit in units])]


def _preference(unit: Unit) -> Preference:
    return not unit.is_approved, unit.first.rank, unit.first.article_slug
