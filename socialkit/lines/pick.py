"""The best few of many: no two alike, spread over the article, none below the floor.

In: candidates with scores. Out: at most so many, best first; ties go to the earlier one.
Knows nothing of how a score came about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from socialkit.lines.sentence import Sentence

FLOOR = 0.3
"""A line below it is plain; fewer lines beat a bad one."""

CARE_FLOOR = 0.6
MOST_UNDER_CARE = 2
"""Lines that ask for care are shown to her only where they are good, and only a few of them."""

MOST_ALIKE = 0.5
SHARED_RUN_WORDS = 6
SECTION_COST = 0.04
"""What each line already taken from a section costs the next one of it."""

MOST_COMPARED = 400
"""Only so many of the best are compared with each other, so that a whole book ends in time."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence or a pair with its score; `care` as in Line."""

    sentence: Sentence
    score: float
    kind: str
    care: str | None = None


def pick(candidates: Sequence[Scored], *, most: int) -> list[Scored]:
    """At most `most`, best first. Lines under care come last and take no place from another."""
    free = [one for one in candidates if one.care is None and one.score >= FLOOR]
    cared = [one for one in candidates if one.care is not None and one.score >= CARE_FLOOR]
    chosen = _take(free, [], most)
    return _take(cared, chosen, min(most, len(chosen) + MOST_UNDER_CARE))


def _take(candidates: Sequence[Scored], chosen: list[Scored], most: int) -> list[Scored]:
    limit = max(MOST_COMPARED, 2 * most)
    ordered = sorted(candidates, key=lambda one: (-one.score, one.sentence.start))
    waiting = list({_letters(one): one for one in reversed(ordered)}.values())[::-1][:limit]
    taken = list(chosen)
    sections: Counter[str | None] = Counter()
    while waiting and len(taken) < most:
        best = max(
            waiting, key=lambda one: one.score - SECTION_COST * sections[one.sentence.section]
        )
        waiting.remove(best)
        if not any(are_alike(best.sentence, other.sentence) for other in taken):
            taken.append(best)
            sections[best.sentence.section] += 1
    return taken


def _letters(one: Scored) -> tuple[str, ...]:
    """The words without figures: "point 1 …" and "point 2 …" are one line many times over."""
    return tuple(word for word in one.sentence.words if word[0].isalpha())


def are_alike(one: Sentence, other: Sentence) -> bool:
    """Do they overlap, share more than half of their words, or a long run of them?"""
    if one.start < other.end and other.start < one.end:
        return True
    left, right = frozenset(one.words), frozenset(other.words)
    if len(left & right) > MOST_ALIKE * max(1, len(left | right)):
        return True
    return not _runs(one).isdisjoint(_runs(other))


def _runs(sentence: Sentence) -> frozenset[tuple[str, ...]]:
    words = sentence.words
    count = len(words) - SHARED_RUN_WORDS + 1
    return frozenset(words[index : index + SHARED_RUN_WORDS] for index in range(max(0, count)))
