"""How much a sentence sounds like what people quote: learnt from sayings in the public domain.

In: the words of a sentence. Out: log-odds; above 0 it sounds more like a saying than like ordinary
prose. Knows nothing of articles, of rules and of what a therapist would say.

The weights (weights/quotability.bin) are those of a logistic regression over single words and pairs
of neighbours, hashed into SIZE places; train.py makes them, weights/MODEL_CARD.md says from what.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pkgutil import get_data
from zlib import crc32

SIZE = 2**18
HEADER = struct.Struct("<4sff")
MAGIC = b"skq1"
FILE = "weights/quotability.bin"
EDGE = "|"


@dataclass(frozen=True, slots=True)
class Weights:
    """One step of `step` for each of SIZE places, and the log-odds of a sentence of no known word."""

    bias: float
    step: float
    steps: memoryview


def rate(words: Sequence[str]) -> float:
    """The log-odds that these words, lower-case and in order, are a saying. 0 words: the bias."""
    weights = read_weights()
    steps, grams = weights.steps, _grams(words)
    total = sum([steps[crc32(gram.encode()) % SIZE] for gram in grams])
    return weights.bias + weights.step * total / math.sqrt(max(1, len(grams)))


def find_places(words: Sequence[str]) -> Iterator[int]:
    """The places of the words and of the pairs of neighbours, each once, in a fixed order."""
    for gram in sorted(_grams(words)):
        yield crc32(gram.encode()) % SIZE


def _grams(words: Sequence[str]) -> set[str]:
    plain = [word for word in words if word[0].isalpha()]
    edged = [EDGE, *plain, EDGE]
    return {*plain, *map(" ".join, pairwise(edged))}


@cache
def read_weights() -> Weights:
    """The shipped weights. Raise ValueError where the file is not what train.py writes."""
    packed = get_data(__package__ or "socialkit.lines", FILE) or b""
    magic, bias, step = HEADER.unpack_from(packed)
    steps = memoryview(packed)[HEADER.size :].cast("b")
    if magic != MAGIC or len(steps) != SIZE:
        raise ValueError(f"{FILE} is no file of weights; make it again with train.py")
    return Weights(bias, step, steps)
