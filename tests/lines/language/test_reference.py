"""Sentences that depend on an earlier one, and those that do not."""

from __future__ import annotations

import pytest

from socialkit.lines.language.pronouns import has_orphan, stands_for_nothing
from socialkit.lines.language.reference import (
    answers_a_question,
    count_definites,
    leans_on_what_came_before,
    refers_to_the_one_before,
)
from socialkit.lines.language.sentence import Sentence


def of(text: str, previous: str | None = None) -> Sentence:
    return Sentence(text, 0, len(text), previous=previous)


@pytest.mark.parametrize(
    "text",
    [
        "It begins with a pause.",
        "But this shift takes time.",
        "For example, a partner may go quiet.",
        "These signals are easy to miss.",
        "The shift happened slowly.",
    ],
)
def test_a_sentence_that_refers_back_depends_on_what_came_before(text: str) -> None:
    assert leans_on_what_came_before(of(text))


@pytest.mark.parametrize(
    "text",
    [
        "It is easy to forget how much a pause can do.",
        "Those who listen are trusted.",
        "Trust grows when it is fed.",
        "But love needs room.",
    ],
)
def test_a_sentence_that_names_what_it_means_stands_alone(text: str) -> None:
    assert not leans_on_what_came_before(of(text))


def test_an_answer_depends_on_its_question() -> None:
    assert answers_a_question(of("Perhaps not.", "Does it help?"))
    assert not answers_a_question(of("Perhaps not.", "It helps."))
    assert not answers_a_question(of("Love waits.", "Does it help?"))


def test_a_pronoun_without_a_noun_before_it_is_an_orphan() -> None:
    assert has_orphan(of("When it weakens, couples drift."))
    assert has_orphan(of("A steady hand helps, and they learn."))
    assert not has_orphan(of("Trust grows when it is fed."))
    assert stands_for_nothing("it is easy to forget", "it")
    assert not stands_for_nothing("it weakens", "it")


def test_a_pair_needs_a_pronoun_at_the_start_of_the_second() -> None:
    assert refers_to_the_one_before(of("It is a bridge."))
    assert not refers_to_the_one_before(of("Love is a bridge."))


def test_only_a_thing_that_nothing_explains_counts_as_definite() -> None:
    assert count_definites(of("She forgot the timetable.").tokens) == 1
    assert count_definites(of("The heart knows the fear of silence.").tokens) == 0
