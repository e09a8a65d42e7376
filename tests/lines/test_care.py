"""Words that only her own yes lets out."""

from __future__ import annotations

import pytest

from socialkit.lines import read_lines
from socialkit.lines.care import name_care
from tests.lines.sample import PARAGRAPH, build


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Thoughts of suicide ask for company.", "suicide"),
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
    reason = name_care(text)
    assert reason is not None
    assert about in reason


@pytest.mark.parametrize(
    "text",
    [
        "Love is a secure place to return to.",
        "Curiosity is kinder than certainty.",
        "Some days ask for rest.",
        "Feeling obscure is part of growing.",
    ],
)
def test_ordinary_words_ask_for_none(text: str) -> None:
    assert name_care(text) is None


def test_a_line_under_care_comes_last_and_takes_no_place() -> None:
    cared = "Your diagnosis is not your name, and you are more than your fear."
    free = ["Rest is a kind of love for your body.", "Trust grows when you feel heard at home."]
    article = build([(PARAGRAPH, cared), *((PARAGRAPH, words) for words in free)])
    lines = read_lines(article).lines
    assert lines[-1].text == cared
    assert lines[-1].care == "It speaks of a diagnosis."
    assert all(line.care is None for line in lines[:-1])
    assert {line.text for line in read_lines(article, most=2).lines} == set(free)
