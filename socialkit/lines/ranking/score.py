"""Scores how well a sentence would do on a card, in 0..1, as a weighted sum of named features.

One feature is learnt: `rate` says how much the words sound like a saying, by weights that train.py made.
"""

from __future__ import annotations

import math
import struct
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
