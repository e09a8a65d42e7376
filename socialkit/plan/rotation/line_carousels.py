"""Three lines of one article for a carousel that finds no list.

In: a queue of lines for each article. Out: the best three, whole or not at all. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from socialkit.plan.content.units import LINES_IN_A_CAROUSEL, Unit, trio
from socialkit.plan.rotation.queues import Queue

Preference = tuple[bool, int, str]


def fresh_trio(articles: Sequence[Queue], at: datetime) -> list[Unit]:
    """The first three fresh lines of an article: one with her yes first, then the one whose first
    line is best; nothing when no article has three."""
    found: list[tuple[Preference, Unit]] = []
    for bound, _, queue in sorted(_bounds(articles, at), key=lambda item: item[:2]):
        if found and min(preference for preference, _ in found) <= bound:
            break
        unit = _whole(queue.fresh(at, LINES_IN_A_CAROUSEL))
        found += [(_preference(one), one) for one in unit]
    return [min(found, key=lambda item: item[0])[1]] if found else []


def longest_unused_trio(articles: Sequence[Queue], at: datetime) -> list[Unit]:
    """Three lines of the article whose lines were last used the longest ago."""
    found = []
    for queue in articles:
        units = queue.longest_unused(at, LINES_IN_A_CAROUSEL)
        last_use = max((queue.last_use(unit, at) for unit in units), default=at)
        found += [(last_use, _preference(unit), unit) for unit in _whole(units)]
    return [min(found, key=lambda item: item[:2])[2]] if found else []


def _bounds(articles: Sequence[Queue], at: datetime) -> list[tuple[Preference, int, Queue]]:
    """For each article that may have three, the best that a trio of it can be."""
    firsts = [queue.first_awake(at, LINES_IN_A_CAROUSEL) for queue in articles]
    return [
        (_preference(unit), number, articles[number])
        for number, unit in enumerate(firsts)
        if unit is not None
    ]


def _whole(units: Sequence[Unit]) -> list[Unit]:
    if len(units) < LINES_IN_A_CAROUSEL:
        return []
    return [trio([unit.first for unit in units])]


def _preference(unit: Unit) -> Preference:
    return not unit.is_approved, unit.first.rank, unit.first.article_slug
