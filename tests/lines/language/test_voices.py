"""Words that are not the owner's."""

from __future__ import annotations

import pytest

from socialkit.lines.language import voices
from socialkit.lines.language.sentence import Sentence, find_quotes


def of(text: str) -> Sentence:
    return Sentence(text, 0, len(text), quotes=tuple(find_quotes(text, 0, len(text))))


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (voices.is_dialogue, "“You never listen to anything I say,” she snaps."),
        (voices.is_dialogue, "You always do this."),
        (voices.opens_voice, "You may tell yourself:"),
        (voices.is_example, "Imagine a couple at the kitchen table."),
        (voices.is_reported_thought, "Many people believe that anger is bad."),
        (voices.is_reported_thought, "It is a common myth that time heals."),
        (voices.is_attributed, "As Rumi wrote, the wound is the place."),
    ],
)
def test_words_of_others_are_recognised(rule, text: str) -> None:  # type: ignore[no-untyped-def]
    assert rule(of(text))
    assert not rule(of("Anger is a signal, and signals can be read."))


def test_the_owners_own_we_is_not_a_reported_thought() -> None:
    assert not voices.is_reported_thought(of("We think that rest is earned."))
