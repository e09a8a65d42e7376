"""The business parts of an article."""

from __future__ import annotations

import pytest

from socialkit.lines.language.sentence import Sentence
from socialkit.lines.rules import business

PLAIN = "A pause can be kinder than an answer."


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (business.calls_to_action, "Book a session with me today."),
        (business.calls_to_action, "If this resonates, I can help."),
        (business.gives_contact, "Write to hello@quietharbour.example."),
        (business.names_price, "A session costs € 80."),
        (business.is_notice, "All rights reserved."),
        (business.speaks_of_itself, "This article is about rest."),
        (business.needs_source, "About 40 % of couples argue about money."),
        (business.needs_source, "Studies show that sleep heals."),
        (business.is_hype, "This life-changing secret works!"),
    ],
)
def test_business_is_recognised_and_a_plain_sentence_is_not(rule, text: str) -> None:  # type: ignore[no-untyped-def]
    assert rule(Sentence(text, 0, len(text)))
    assert not rule(Sentence(PLAIN, 0, len(PLAIN)))
