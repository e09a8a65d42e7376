"""Delicate words, which need approval by their id."""

from __future__ import annotations

import pytest

from socialkit.lines.reading import read_lines
from socialkit.lines.rules.care import find_care_reason
from tests.lines.sample import PARAGRAPH, build, paragraph


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Thoughts of suicide ask for company.", "suicide"),
        ("Nobody is better off without you.", "suicide"),
        ("When you are depressed, mornings weigh the most.", "illness"),
        ("Abuse is never the fault of the one who was hurt.", "abuse"),
        ("Medication can be one part of feeling better.", "medication"),
        ("A diagnosis is a beginning, not a verdict.", "diagnosis"),
        ("Talking cures what silence feeds.", "cure"),
        ("A client of mine stopped speaking to her sister.", "client"),
        ("Mara, 34, had stopped asking for help.", "client"),
        ("Priya learnt to rest at last.", "client"),
        ("She was a 34-year-old teacher.", "client"),
    ],
)
def test_what_asks_for_care_is_named_in_words(text: str, about: str) -> None:
    reason = find_care_reason(text)
    assert reason is not None
    assert about in reason


@pytest.mark.parametrize(
    "text",
    [
        "Love is a secure place to return to.",
        "Curiosity is kinder than certainty.",
        "Some days ask for rest.",
        "Feeling obscure is part of growing.",
        "Sadness is not the same as being unloved.",
    ],
)
def test_ordinary_words_ask_for_none(text: str) -> None:
    assert find_care_reason(text) is None


def test_a_line_under_care_stands_apart_and_among_the_refusals() -> None:
    cared = "Your diagnosis is not your name, and you are more than your fear."
    free = ["Rest is a kind of love for your body.", "Trust grows when you feel heard at home."]
    article = build([(PARAGRAPH, cared), *((PARAGRAPH, words) for words in free)])
    reading = read_lines(article)
    assert {line.text for line in reading.lines} == set(free)
    assert [(line.text, line.care) for line in reading.cared] == [
        (cared, "It speaks of a diagnosis.")
    ]
    refusals = {one.text: (one.code, one.id) for one in reading.rejected}
    assert refusals == {cared: ("care", reading.cared[0].id)}


def test_a_second_sentence_under_care_does_not_take_the_first_along() -> None:
    reading = read_lines(
        paragraph("Worry is not a weakness of yours. It is a diagnosis that many people share.")
    )
    assert [line.text for line in reading.lines] == ["Worry is not a weakness of yours."]
