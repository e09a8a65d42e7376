"""Picks the best few candidates: no two alike, spread over the article, none below the floor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from socialkit.lines.language.sentence import Sentence

FLOOR = 0.5
"""A line with a lower score is plain; fewer lines are better than bad ones. On labelled articles, 41 % of
the sentences with a score from 0.5 to 0.7 are worth a card, and 24 % of those below (a third mislead)."""

FLOOR_OF_FEW = 0.3
MIN_LINES = 5
"""If an article has hardly any good line, the first five may be plain."""

MAX_UNDER_CARE = 5
"""Only the best lines under care are shown beside the others."""

MAX_ALIKE = 0.5
SHARED_SEQUENCE_WORDS = 6
SECTION_COST = 0.04
"""Subtracted from a candidate's score for each line already picked from its section."""

MAX_COMPARED = 400
"""Only this many of the best are compared with each other, so that a whole book does not take minutes."""


@dataclass(frozen=True, slots=True)
class ScoredLine:
    """A sentence or a pair with its score; `care` as in Line."""

    sentence: Sentence
    score: float
    kind: str
    care: str | None = None


def pick(candidates: Sequence[ScoredLine], *, most: int) -> list[ScoredLine]:
    """At most `most` of the candidates that are not under care, best first."""
    return _take([one for one in candidates if one.care is None], [], most)


def pick_cared(candidates: Sequence[ScoredLine], chosen: Sequence[ScoredLine]) -> list[ScoredLine]:
    """A few candidates under care, best first, none like a chosen one."""
    cared = [one for one in candidates if one.care is not None]
    return _take(cared, list(chosen), len(chosen) + MAX_UNDER_CARE)[len(chosen) :]


def _take(
    candidates: Sequence[ScoredLine], chosen: list[ScoredLine], most: int
) -> list[ScoredLine]:
    limit = max(MAX_COMPARED, 2 * most)
    good = [one for one in candidates if one.score >= FLOOR_OF_FEW]
    ordered = sorted(good, key=lambda one: (-one.score, one.sentence.start))
    waiting = list({_words_without_figures(one): one for one in reversed(ordered)}.values())[::-1][
        :limit
    ]
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


def _words_without_figures(one: ScoredLine) -> tuple[str, ...]:
    """The words without figures: "point 1 …" and "point 2 …" are the same line repeated."""
    return tuple(word for word in one.sentence.words if word[0].isalpha())


def are_alike(one: Sentence, other: Sentence) -> bool:
    """Do they overlap, or share more than half of their words or six words in a row?"""
    if one.start < other.end and other.start < one.end:
        return True
    left, right = frozenset(one.words), frozenset(other.words)
    if len(left & right) > MAX_ALIKE * max(1, len(left | right)):
        return True
    return not _word_sequences(one).isdisjoint(_word_sequences(other))


def _word_sequences(sentence: Sentence) -> frozenset[tuple[str, ...]]:
    words = sentence.words
    count = len(words) - SHARED_SEQUENCE_WORDS + 1
    return frozenset(words[index : index + SHARED_SEQUENCE_WORDS] for index in range(max(0, count)))
