"""Small functions on text."""

from __future__ import annotations

import pytest

from socialkit.model.text import (
    count,
    find_quote,
    fold_phrases,
    holds_phrase,
    normalise,
    shorten,
    straighten_quotes,
    word_set,
)

TEXT = "She said: “You’re safe\nhere.” Then they slept."


def test_a_number_agrees_with_its_noun() -> None:
    assert count(1, "post") == "1 post"
    assert count(3, "post") == "3 posts"
    assert count(1_200, "entry", "entries") == "1,200 entries"


def test_a_long_text_ends_with_an_ellipsis() -> None:
    assert shorten("calm", 4) == "calm"
    assert shorten("calm days", 6) == "calm…"


def test_straight_quotes_keep_every_offset() -> None:
    text = "“a” ‘b’ „c” dʼe"
    assert straighten_quotes(text) == '"a" \'b\' "c" d\'e'
    assert len(straighten_quotes(text)) == len(text)


def test_normalised_words_keep_their_capitals() -> None:
    assert normalise(" «Calm»\n isn’t  Cafe\u0301 ") == '"Calm" isn\'t Café'


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ('"You\'re safe here."', "“You’re safe\nhere.”"),
        ("Then they slept.", "Then they slept."),
        ("then they slept.", None),
        (" slept. ", "slept."),
        ("a.b", None),
        ("", None),
    ],
)
def test_a_quote_is_found_whatever_its_white_space_and_quote_marks(
    quote: str, found: str | None
) -> None:
    assert find_quote(quote, TEXT) == found


def test_a_phrase_is_found_whatever_its_case_and_quote_marks() -> None:
    phrases = fold_phrases(["  YOU'RE safe ", " "])
    assert phrases == ("you're safe",)
    assert holds_phrase(TEXT, phrases)
    assert not holds_phrase("You are safe", phrases)
    assert not holds_phrase(TEXT, fold_phrases([" "]))


def test_words_of_several_rows_are_one_set() -> None:
    assert word_set("a b\n a c ") == {"a", "b", "c"}


def test_a_quote_over_two_rows_is_found() -> None:
    text = "She calls it “coming\nback”, and it’s slow."
    assert find_quote('calls it "coming back", and it\'s slow.', text) == (
        "calls it “coming\nback”, and it’s slow."
    )


def test_a_quote_that_is_only_nearly_there_is_not_found() -> None:
    assert find_quote("A pause is unkind", "A pause is kind.") is None
    assert find_quote("", "A pause is kind.") is None


def test_signs_in_a_quote_are_letters_not_patterns() -> None:
    assert find_quote("a.c", "abc") is None
    assert find_quote("(really)", "it is (really) so") == "(really)"
