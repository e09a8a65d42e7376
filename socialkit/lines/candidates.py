"""What may be picked: every sentence that passed, alone or with the next one, with its score.

In: the sentences of an article with what the gate said. Out: one Scored for each that passed.
Knows nothing of how many are wanted and of lines.yaml.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from socialkit.lines.care import name_care
from socialkit.lines.gate import Rule, holds_phrase
from socialkit.lines.mend import join_pair, turns
from socialkit.lines.pick import Scored
from socialkit.lines.quotability import rate
from socialkit.lines.score import WEIGHTS, Features, score
from socialkit.lines.sentence import Sentence

PAIR_BONUS = 0.05
"""What a pair gains where its second sentence completes the turn of the first."""

PAIR_COST = 0.05
"""What a pair loses otherwise: one sentence is the stronger card."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence and the rule that refuses it, if one does."""

    sentence: Sentence
    refusal: Rule | None


def find_candidates(
    text: str,
    judged: Sequence[Judged],
    *,
    never_post: Sequence[str] = (),
    weights: Features = WEIGHTS,
) -> list[Scored]:
    """One for each sentence that passed: alone, or joined to the next where that scores better.

    `text` is the article's; `never_post` are phrases already folded.
    """
    ratings = [rate(one.sentence.words) for one in judged]
    found = []
    for index, one in enumerate(judged):
        if one.refusal is not None:
            continue
        company = find_company(judged, ratings, index)
        worth = score(one.sentence, ratings[index], company, weights)
        single = Scored(one.sentence, worth, "single", name_care(one.sentence.text))
        pair = _pair(text, single, judged[index + 1 : index + 2], company, weights)
        allowed = pair is not None and not holds_phrase(pair.sentence.text, never_post)
        found.append(pair if pair and allowed and _is_better(pair, single) else single)
    return found


def find_company(judged: Sequence[Judged], ratings: Sequence[float], index: int) -> float | None:
    """The mean rating of the neighbours in the paragraph; None where it stands alone."""
    place = judged[index].sentence.place
    beside = [
        ratings[other]
        for other, expected in ((index - 1, place - 1), (index + 1, place + 1))
        if 0 <= other < len(judged) and expected >= 0 and judged[other].sentence.place == expected
    ]
    return sum(beside) / len(beside) if beside else None


def _is_better(pair: Scored, single: Scored) -> bool:
    """A second sentence that asks for care must not take a harmless first one along."""
    return pair.score > single.score and (pair.care is None or single.care is not None)


def _pair(
    text: str,
    single: Scored,
    following: Sequence[Judged],
    company: float | None,
    weights: Features,
) -> Scored | None:
    joined = join_pair(text, single.sentence, following[0].sentence) if following else None
    if joined is None:
        return None
    worth = PAIR_BONUS if turns(single.sentence, following[0].sentence) else -PAIR_COST
    together = score(joined, rate(joined.words), company, weights)
    value = min(1.0, max(0.0, max(single.score, together) + worth))
    return Scored(joined, value, "pair", name_care(joined.text))
