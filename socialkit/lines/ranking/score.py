"""Scores how well a sentence would do on a card, in 0..1, as a weighted sum of named features, and picks the
best.

One feature is learnt: `rate` says how much the words sound like a saying, by weights that train.py made.
"""

from __future__ import annotations

import math
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import pairwise
from pkgutil import get_data
from zlib import crc32

from socialkit.lines.language.features import Features, Surroundings, measure
from socialkit.lines.language.sentence import Sentence

WEIGHTS = Features(
    length=1.8,
    feeling=1.6,
    reader=0.4,
    shared=0.5,
    reframes=0.9,
    negates=0.7,
    turns=0.5,
    defines=0.6,
    triplet=-0.2,
    echoes=0.6,
    alone=0.3,
    edge=0.3,
    hedged=-1.0,
    jargon=-0.7,
    counts_people=-1.0,
    explains=-0.9,
    commands=-0.6,
    definite=-0.7,
    first_person=-1.7,
    quoted=-0.7,
    long_tail=-0.4,
    cluttered=-0.7,
    names=-1.4,
    definites=-1.3,
    takes_a_turn=-0.5,
    third_person=0.4,
    topic=0.7,
    quotable=0.5,
    company=0.3,
    emphasised=0.5,
)
"""Set by hand, by what a card needs: short, complete, warm, addressed to the reader, with a turn in its
thought; `quotable` was measured on labelled articles. `emphasised` is a small guess: the labelled texts
have no markup, so it could not be measured. See weights/MODEL_CARD.md."""
BIAS = -2.4
_NAMES = tuple(field.name for field in fields(Features))


def score(sentence: Sentence, around: Surroundings, weights: Features = WEIGHTS) -> float:
    """How good the sentence is for a card, in 0..1."""
    return weigh(measure(sentence, around), weights)


def weigh(features: Features, weights: Features = WEIGHTS) -> float:
    """Features to a score in 0..1."""
    total = BIAS + sum(getattr(weights, name) * getattr(features, name) for name in _NAMES)
    return 1 / (1 + math.exp(-total))


SIZE = 2**18
HEADER = struct.Struct("<4sff")
MAGIC = b"skq1"
FILE = "weights/quotability.bin"
EDGE = "|"


@dataclass(frozen=True, slots=True)
class Weights:
    """SIZE weights in units of `step`, and the log-odds of a sentence without a known word (`bias`)."""

    bias: float
    step: float
    steps: memoryview


def rate(words: Sequence[str]) -> float:
    """The log-odds that these words, lower-case and in order, are a saying. Without words: the bias."""
    weights = read_weights()
    steps, grams = weights.steps, _grams(words)
    total = sum([steps[crc32(gram.encode()) % SIZE] for gram in grams])
    return weights.bias + weights.step * total / math.sqrt(max(1, len(grams)))


def find_places(words: Sequence[str]) -> Iterator[int]:
    """The indices of the words and of pairs of adjacent words, each once, in a fixed order."""
    for gram in sorted(_grams(words)):
        yield crc32(gram.encode()) % SIZE


def _grams(words: Sequence[str]) -> set[str]:
    plain = [word for word in words if word[0].isalpha()]
    edged = [EDGE, *plain, EDGE]
    return {*plain, *map(" ".join, pairwise(edged))}


@cache
def read_weights() -> Weights:
    """The shipped weights. Raises ValueError when the file was not written by train.py."""
    packed = get_data(__package__ or "socialkit.lines", FILE) or b""
    magic, bias, step = HEADER.unpack_from(packed)
    steps = memoryview(packed)[HEADER.size :].cast("b")
    if magic != MAGIC or len(steps) != SIZE:
        raise ValueError(f"{FILE} is not a file of weights; make it again with train.py")
    return Weights(bias, step, steps)


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
