"""Two sentences that belong together: "X is rarely A. It is B." One slice, better than half of it."""

from __future__ import annotations

import re
from dataclasses import replace

from socialkit.lines.language.pronouns import stands_for_nothing
from socialkit.lines.language.reference import refers_to_the_one_before
from socialkit.lines.language.sentence import Sentence
from socialkit.lines.language.vocabulary import word_set
from socialkit.lines.rules.gate import SOFT_CODES, Rule

MOST_PAIR_WORDS = 40
MOST_GAP = 2
_OF_A_WHOLE_THOUGHT = word_set("this that that's these those")
_NAMELESS = word_set("you you're you've we we're i i'm i've there there's nobody nothing let it")
_DENIES = re.compile(r"\b(?:not|never|rarely|no|nobody|nothing|cannot|less)\b|n't\b")
_AFFIRMS = re.compile(r"^(?:it's|it|they're|they|that's|you|we)\b(?! (?:also|too)\b)")


def join_pair(
    article_text: str, first: Sentence, second: Sentence, refusal: Rule | None
) -> Sentence | None:
    """The two as one Sentence, if the second takes up the first and nothing else is wrong with it.

    `refusal` is what the gate says of the second.

    The first must already stand alone. Both stand in one block, with only white space between.
    """
    if second.place != first.place + 1 or first.length + second.length > MOST_PAIR_WORDS:
        return None
    if article_text[first.end : second.start].strip() or second.start - first.end > MOST_GAP:
        return None
    if not _takes_up(first, second) or not _is_sound(refusal):
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


def turns(first: Sentence, second: Sentence) -> bool:
    """Does the first deny and the second say what is true instead?"""
    denial, answer = first.lower, second.lower
    return (
        bool(_DENIES.search(denial)) and bool(_AFFIRMS.match(answer)) and not _DENIES.search(answer)
    )


def _takes_up(first: Sentence, second: Sentence) -> bool:
    """Does the second open with a pronoun, and does the first name what it can stand for?"""
    if not refers_to_the_one_before(second):
        return False
    pronoun = second.words[0]
    if pronoun in _OF_A_WHOLE_THOUGHT:
        return True
    return first.words[0] not in _NAMELESS and not stands_for_nothing(second.lower, pronoun)


def _is_sound(refusal: Rule | None) -> bool:
    """Nothing is wrong with it but that it needs the first."""
    return refusal is None or refusal.code in SOFT_CODES
