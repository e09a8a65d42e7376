"""Logistic regression with a pull towards given weights, by gradient descent; no library."""

from __future__ import annotations

import math
from collections.abc import Sequence

Example = tuple[tuple[float, ...], bool]

STEPS = 400
FIRST_RATE = 0.5


def fit(examples: Sequence[Example], prior: Sequence[float], *, pull: float) -> list[float]:
    """The weights that tell the examples apart, pulled to `prior` by `pull` / 2 times the distance
    squared (a normal prior of variance 1 / `pull`); the bias is free and left out."""
    weights, bias = list(prior), 0.0
    rows = [features for features, _ in examples]
    for step in range(STEPS):
        misses = [
            _guess(row, weights, bias) - is_one
            for row, (_, is_one) in zip(rows, examples, strict=True)
        ]
        rate = FIRST_RATE / (1 + step / 50)
        scale = rate * 4 / len(rows)
        bias -= scale * sum(misses)
        for at, start in enumerate(prior):
            slope = sum(miss * row[at] for miss, row in zip(misses, rows, strict=True))
            weights[at] = (weights[at] - scale * slope + scale * pull * start) / (1 + scale * pull)
    return weights


def _guess(row: Sequence[float], weights: Sequence[float], bias: float) -> float:
    total = bias + sum(map(_times, row, weights))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _times(one: float, other: float) -> float:
    return one * other
