"""The one phrase that may be set apart."""

from __future__ import annotations

import pytest

from socialkit.cards.layout.emphasis_marks import choose_emphasis
from socialkit.errors import CardError


def chosen(text: str, wish: str | None = None) -> str | None:
    span = choose_emphasis(text, wish)
    return text[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (
            "Closeness is not the absence of arguments but the habit of returning.",
            "the habit of returning.",
        ),
        (
            "You can be angry with me, but you are never alone with it.",
            "you are never alone with it.",
        ),
        (
            "An apology opens the door, and changed behaviour keeps it open.",
            "changed behaviour keeps it open.",
        ),
        ("The evening is saved by one plain sentence.", "one plain sentence."),
        ("We do not need fewer arguments — we need shorter silences.", "we need shorter silences."),
    ],
)
def test_the_turn_of_a_plain_sentence_is_found(text: str, phrase: str) -> None:
    assert chosen(text) == phrase


@pytest.mark.parametrize(
    "text",
    [
        "Come back soon.",
        "Trust is rarely lost in one bad evening.",
        "It can be a cup of tea, a hand on a shoulder, or one honest sentence.",
        "“I am too tired to do this well, but we can talk at breakfast.”",
        "What would change if you stayed curious for one minute longer?",
        "Two people can see a thing differently and still be glad of each other.",
        "Every couple argues. Trust grows each time somebody comes back and is made welcome.",
    ],
)
def test_without_a_plain_turn_nothing_is_set_apart(text: str) -> None:
    assert chosen(text) is None


def test_the_requested_phrase_wins_whatever_its_quotes_and_case() -> None:
    assert (
        chosen("It’s the small things that stay.", "it's the small things")
        == "It’s the small things"
    )


def test_a_phrase_that_is_not_there_is_refused() -> None:
    with pytest.raises(CardError, match="is not in"):
        choose_emphasis("A calm heart hears more.", "ear")
