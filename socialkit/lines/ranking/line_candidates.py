"""What may be picked: every sentence that passed, alone or with the next one, with its score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from socialkit.lines.language.features import Features, Surroundings
from socialkit.lines.language.sentence import Sentence
from socialkit.lines.language.vocabulary import AUXILIARIES, FUNCTION_WORDS
from socialkit.lines.ranking.pick import Scored
from socialkit.lines.ranking.score import WEIGHTS, rate, score
from socialkit.lines.rules.care import name_care
from socialkit.lines.rules.gate import Rule, holds_phrase
from socialkit.lines.rules.mend import join_pair, turns

PAIR_BONUS = 0.05
"""What a pair gains where its second sentence completes the turn of the first."""

PAIR_COST = 0.05
"""What a pair loses otherwise: one sentence is the stronger card."""

STEM_LETTERS = 6
TOPIC_SENTENCES = 3
"""A word is of the topic where it stands in so many sentences, its first letters being enough."""

_LITTLE_WORDS = FUNCTION_WORDS | AUXILIARIES


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
    found = []
    for index, (one, around) in enumerate(zip(judged, look_around(judged), strict=True)):
        if one.refusal is not None:
            continue
        worth = score(one.sentence, around, weights)
        single = Scored(one.sentence, worth, "single", name_care(one.sentence.text))
        pair = _pair(text, single, judged[index + 1 : index + 2], around, weights)
        found.append(pair if pair and _is_better(pair, single, never_post) else single)
    return found


def look_around(judged: Sequence[Judged]) -> list[Surroundings]:
    """What the article says of each of its sentences."""
    ratings = [rate(one.sentence.words) for one in judged]
    stems = [_stems(one.sentence) for one in judged]
    spread = Counter(stem for one in stems for stem in one)
    return [
        Surroundings(ratings[index], _company(judged, ratings, index), _topic(stems[index], spread))
        for index in range(len(judged))
    ]


def _stems(sentence: Sentence) -> frozenset[str]:
    return frozenset(
        word[:STEM_LETTERS]
        for word in sentence.words
        if len(word) > 2 and word[0].isalpha() and word not in _LITTLE_WORDS
    )


def _topic(stems: frozenset[str], spread: Counter[str]) -> float:
    return sum(spread[stem] >= TOPIC_SENTENCES for stem in stems) / max(1, len(stems))


def _company(judged: Sequence[Judged], ratings: Sequence[float], index: int) -> float | None:
    place = judged[index].sentence.place
    beside = [
        ratings[other]
        for other, expected in ((index - 1, place - 1), (index + 1, place + 1))
        if 0 <= other < len(judged) and expected >= 0 and judged[other].sentence.place == expected
    ]
    return sum(beside) / len(beside) if beside else None


def _is_better(pair: Scored, single: Scored, never_post: Sequence[str]) -> bool:
    """A second sentence that asks for care must not take a harmless first one along, and a phrase of
    `never_post` may run from one sentence into the next."""
    if pair.score <= single.score or holds_phrase(pair.sentence.text, never_post):
        return False
    return pair.care is None or single.care is not None


def _pair(
    text: str,
    single: Scored,
    following: Sequence[Judged],
    around: Surroundings,
    weights: Features,
) -> Scored | None:
    if not following:
        return None
    second = following[0]
    joined = join_pair(text, single.sentence, second.sentence, second.refusal)
    if joined is None:
        return None
    worth = PAIR_BONUS if turns(single.sentence, second.sentence) else -PAIR_COST
    together = score(joined, replace(around, rated=rate(joined.words)), weights)
    value = min(1.0, max(0.0, max(single.score, together) + worth))
    return Scored(joined, value, "pair", name_care(joined.text))
