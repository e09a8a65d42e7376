"""The candidates for lines: every sentence that passed the gate, alone or paired, with its score."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from socialkit.lines.language.features import Features, Surroundings
from socialkit.lines.language.pronouns import stands_for_nothing
from socialkit.lines.language.reference import refers_to_the_one_before
from socialkit.lines.language.sentence import Sentence
from socialkit.lines.language.vocabulary import AUXILIARIES, FUNCTION_WORDS
from socialkit.lines.ranking.score import WEIGHTS, ScoredLine, rate, score
from socialkit.lines.rules.care import find_care_reason
from socialkit.lines.rules.gate import SOFT_CODES, Rule
from socialkit.model.text import holds_phrase, word_set

MAX_PAIR_WORDS = 40
MAX_GAP = 2
_OF_A_WHOLE_THOUGHT = word_set("this that that's these those")
_NAMELESS = word_set("you you're you've we we're i i'm i've there there's nobody nothing let it")
_DENIES = re.compile(r"\b(?:not|never|rarely|no|nobody|nothing|cannot|less)\b|n't\b")
_AFFIRMS = re.compile(r"^(?:it's|it|they're|they|that's|you|we)\b(?! (?:also|too)\b)")

PAIR_BONUS = 0.05
"""Added to the score of a pair whose first sentence denies and whose second affirms."""

PAIR_COST = 0.05
"""Subtracted from the score of any other pair: one sentence makes the stronger card."""

STEM_LETTERS = 6
TOPIC_SENTENCES = 3
"""A word belongs to the topic if it is in this many sentences, compared by its first letters."""

_LITTLE_WORDS = FUNCTION_WORDS | AUXILIARIES


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence and the rule that refuses it, if any."""

    sentence: Sentence
    refusal: Rule | None


def find_candidates(
    text: str,
    judged: Sequence[CheckedSentence],
    *,
    never_post: Sequence[str] = (),
    weights: Features = WEIGHTS,
) -> list[ScoredLine]:
    """One for each sentence that passed: alone, or paired with the next if that scores better.

    `text` is the article's; `never_post` are phrases already folded.
    """
    found = []
    for index, (one, around) in enumerate(zip(judged, measure_surroundings(judged), strict=True)):
        if one.refusal is not None:
            continue
        worth = score(one.sentence, around, weights)
        single = ScoredLine(one.sentence, worth, "single", find_care_reason(one.sentence.text))
        pair = _pair(text, single, judged[index + 1 : index + 2], around, weights)
        found.append(pair if pair and _is_better(pair, single, never_post) else single)
    return found


def measure_surroundings(judged: Sequence[CheckedSentence]) -> list[Surroundings]:
    """The surroundings of each sentence of an article."""
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


def _company(
    judged: Sequence[CheckedSentence], ratings: Sequence[float], index: int
) -> float | None:
    place = judged[index].sentence.place
    beside = [
        ratings[other]
        for other, expected in ((index - 1, place - 1), (index + 1, place + 1))
        if 0 <= other < len(judged) and expected >= 0 and judged[other].sentence.place == expected
    ]
    return sum(beside) / len(beside) if beside else None


def _is_better(pair: ScoredLine, single: ScoredLine, never_post: Sequence[str]) -> bool:
    """Is the pair better? A second sentence under care must not bring a harmless first one under care,
    and a phrase of `never_post` may span both sentences."""
    if pair.score <= single.score or holds_phrase(pair.sentence.text, never_post):
        return False
    return pair.care is None or single.care is not None


def _pair(
    text: str,
    single: ScoredLine,
    following: Sequence[CheckedSentence],
    around: Surroundings,
    weights: Features,
) -> ScoredLine | None:
    if not following:
        return None
    second = following[0]
    joined = join_pair(text, single.sentence, second.sentence, second.refusal)
    if joined is None:
        return None
    worth = PAIR_BONUS if denies_and_affirms(single.sentence, second.sentence) else -PAIR_COST
    together = score(joined, replace(around, rated=rate(joined.words)), weights)
    value = min(1.0, max(0.0, max(single.score, together) + worth))
    return ScoredLine(joined, value, "pair", find_care_reason(joined.text))


def join_pair(
    article_text: str, first: Sentence, second: Sentence, refusal: Rule | None
) -> Sentence | None:
    """Both as one Sentence, if the second refers to the first and has no other fault; else None.

    `refusal` is the gate's rule against the second, if any. The first must already have passed. Both
    are in one block, with only white space between them.
    """
    if second.place != first.place + 1 or first.length + second.length > MAX_PAIR_WORDS:
        return None
    if article_text[first.end : second.start].strip() or second.start - first.end > MAX_GAP:
        return None
    if not _refers_to(first, second) or not _is_sound(refusal):
        return None
    text = article_text[first.start : second.end]
    shift = second.start - first.start
    quotes = first.quotes + tuple((left + shift, right + shift) for left, right in second.quotes)
    return replace(
        first,
        text=text,
        end=second.end,
        quotes=quotes,
        siblings=max(1, first.siblings - 1),
        emphasised=(first.emphasised * len(first.text) + second.emphasised * len(second.text))
        / (len(first.text) + len(second.text)),
    )


def denies_and_affirms(first: Sentence, second: Sentence) -> bool:
    """Does the first deny something and the second say what is true instead?"""
    denial, answer = first.lower, second.lower
    return (
        bool(_DENIES.search(denial)) and bool(_AFFIRMS.match(answer)) and not _DENIES.search(answer)
    )


def _refers_to(first: Sentence, second: Sentence) -> bool:
    """Does the second open with a pronoun, and does the first name what it can refer to?"""
    if not refers_to_the_one_before(second):
        return False
    pronoun = second.words[0]
    if pronoun in _OF_A_WHOLE_THOUGHT:
        return True
    return first.words[0] not in _NAMELESS and not stands_for_nothing(second.lower, pronoun)


def _is_sound(refusal: Rule | None) -> bool:
    """Is nothing wrong with it except that it needs the first?"""
    return refusal is None or refusal.code in SOFT_CODES
