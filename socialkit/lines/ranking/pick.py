"""The best few of many: no two alike, spread over the article, none below the floor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from socialkit.lines.language.sentence import Sentence

FLOOR = 0.5
"""A line below it is plain; fewer lines beat a bad one. On labelled articles, of the sentences with
a score from 0.5 to 0.7 41 % are worth a card, of those below 24 % (and a third would mislead)."""

FLOOR_OF_FEW = 0.3
MIN_LINES = 5
"""Where an article has hardly a good line, the first five may be plain."""

MAX_UNDER_CARE = 5
"""Lines that ask for care are shown to her beside the others, and only the best of them."""

MAX_ALIKE = 0.5
SHARED_RUN_WORDS = 6
SECTION_COST = 0.04
"""What each line already taken from a section costs the next one of it."""

MAX_COMPARED = 400
"""Only so many of the best are compared with each other, so that a whole book ends in time."""


@dataclass(frozen=True, slots=True)
class ScoredLine:
    """A sentence or a pair with its score; `care` as in Line."""

    sentence: Sentence
    score: float
    kind: str
    care: str | None = None


def pick(candidates: Sequence[ScoredLine], *, most: int) -> list[ScoredLine]:
    """At most `most` of those that ask for no care, best first."""
    return _take([one for one in candidates if one.care is None], [], most)


def pick_cared(candidates: Sequence[ScoredLine], chosen: Sequence[ScoredLine]) -> list[ScoredLine]:
    """A few that ask for care, best first, none like one of the chosen."""
    cared = [one for one in candidates if one.care is not None]
    return _take(cared, list(chosen), len(chosen) + MAX_UNDER_CARE)[len(chosen) :]


def _take(
    candidates: Sequence[ScoredLine], chosen: list[ScoredLine], most: int
) -> list[ScoredLine]:
    limit = max(MAX_COMPARED, 2 * most)
    good = [one for one in candidates if one.score >= FLOOR_OF_FEW]
    ordered = sorted(good, key=lambda one: (-one.score, one.sentence.start))
    waiting = list({_letters(one): one for one in reversed(ordered)}.values())[::-1][:limit]
    taken = list(chosen)
    sections: Counter[str | None] = Counter()
    while waiting and len(taken) < most:
        best = max(
            waiting, key=lambda one: one.score - SECTION_COST * sections[one.sentence.section]
        )
        waiting.remove(best)
        if best.score < FLOOR and len(taken) >= MIN_LINES:
            continue
        if not any(are_alike(best.sentence, other.sentence) for other in taken):
            taken.append(best)
            sections[best.sentence.section] += 1
    return taken


def _letters(one: ScoredLine) -> tuple[str, ...]:
    """The words without figures: "point 1 …" and "point 2 …" are one line many times over."""
    return tuple(word for word in one.sentence.words if word[0].isalpha())


def are_alike(one: Sentence, other: Sentence) -> bool:
    """Do they overlap, share more than half of their words, or a long run of them?"""
    if one.start < other.end and other.start < one.end:
        return True
    left, right = frozenset(one.words), frozenset(other.words)
    if len(left & right) > MAX_ALIKE * max(1, len(left | right)):
        return True
    return not _runs(one).isdisjoint(_runs(other))


def _runs(sentence: Sentence) -> frozenset[tuple[str, ...]]:
    words = sentence.words
    count = len(words) - SHARED_RUN_WORDS + 1
    return frozenset(words[index : index + SHARED_RUN_WORDS] for index in range(max(0, count)))
