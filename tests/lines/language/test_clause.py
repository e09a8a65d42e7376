"""Whole sentences, fragments, labels and other languages."""

from __future__ import annotations

import pytest

from socialkit.lines.language import clause
from socialkit.lines.language.sentence import Sentence


def of(text: str) -> Sentence:
    return Sentence(text, 0, len(text))


@pytest.mark.parametrize(
    "text", ["Breathe out slowly.", "Trust grows when it is fed.", "Let it be."]
)
def test_a_whole_sentence_has_a_verb(text: str) -> None:
    assert not clause.lacks_verb(of(text))


@pytest.mark.parametrize(
    "text", ["The slow part of trust.", "A friend who has stayed, listened and waited."]
)
def test_a_noun_with_its_own_clause_lacks_a_verb(text: str) -> None:
    assert clause.lacks_verb(of(text))


@pytest.mark.parametrize(
    ("rule", "text", "other"),
    [
        (clause.is_short, "Not you.", "You're not alone today."),
        (clause.is_unended, "Small repairs", "Small repairs matter."),
        (clause.is_only_subordinate, "When nobody listens.", "When nobody listens, trust fades."),
        (clause.opens_with_a_number, "1. Breathe out.", "Breathe out 1 time."),
        (clause.opens_with_label, "Patience: the slow part.", "Trust grows: slowly, every day."),
        (clause.is_heading_with_a_stop, "What helps at night.", "What helps is a voice that stays."),
        (clause.announces, "There are three things to know.", "There is room for both of you."),
        (clause.is_foreign, "Das Vertrauen wächst langsam zwischen zwei Menschen.", "Trust grows slowly."),
    ],
)  # fmt: skip
def test_a_rule_refuses_one_sentence_and_not_the_other(rule, text: str, other: str) -> None:  # type: ignore[no-untyped-def]
    assert rule(of(text))
    assert not rule(of(other))
