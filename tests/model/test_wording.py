"""Small functions on text."""

from __future__ import annotations

from time import process_time

import pytest

from socialkit.model.text import (
    count,
    find_look,
    find_quote,
    fold_look,
    fold_phrases,
    holds_phrase,
    normalise,
    shorten,
    straighten_quotes,
    without_unseen,
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


LOOKS_LIKE = [
    ("A relationship grows slowly.", "A relation\u00adship grows slowly."),
    ("Café mornings warm us.", "Cafe\u0301 mornings warm us."),
    ("Cafe\u0301 mornings warm us.", "Café mornings warm us."),
    ("We wait... and speak.", "We wait… and speak."),
    ("We wait… and speak.", "We wait... and speak."),
    ("We wait, then - softly - speak.", "We wait, then — softly — speak."),
    ("We wait—softly—and speak.", "We wait – softly – and speak."),
    ("It's a well-known road.", "It’s a well\u2011known road."),
    ('It\'s called "home".', "It’s called «home»."),
    ("„Stay“, they said.", '"Stay", they said.'),
    ("one two three", "one\u00a0two\u202fthree"),
    ("the first flight, off office", "the ﬁrst ﬂight, oﬀ oﬃce"),
    ("the ﬁrst flight", "the first flight"),
    ("zerowidth space", "zero\u200bwidth\u200b space"),
    ("Start here.", "\ufeffStart here."),
    ("Start\u00ad here\u200b.", "Start here."),
    ("ab c", "a\u2060b c"),
    ("left right", "left\u200e right\u200f"),
    ("Ökonomie der Nähe", "O\u0308konomie der Na\u0308he"),
    ("घर अच्छा है", "घ\u200dर अच्छा\u200c है"),
    ("a´s", "a's"),
    ("five−two", "five-two"),
]


@pytest.mark.parametrize(("quote", "written"), LOOKS_LIKE)
def test_what_a_reader_cannot_tell_apart_is_found(quote: str, written: str) -> None:
    text = f"Before, {written} And after."
    found = find_look(quote, text)
    assert found is not None
    assert found in text
    assert fold_look(found) == fold_look(quote)
    assert without_unseen(found) == without_unseen(written)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Cafe", "Cafe\u0301"),
        ("घर", "घरा"),
        ("so.", "so…"),
        ("kind", "Kind"),
        ("well known", "well-known"),
        ("a b", "ab"),
        ("", "a"),
        ("\u200b", "a\u200bb"),
    ],
)
def test_what_a_reader_can_tell_apart_is_not_found(quote: str, text: str) -> None:
    assert find_look(quote, text) is None


@pytest.mark.parametrize("run", ["\u00ad", "- ", " \u00ad", "a", "a\u00ad", "\u2014"])
def test_a_run_of_signs_without_end_is_searched_in_bounded_time(run: str) -> None:
    started = process_time()
    assert find_look("a - b, a b", "a" + run * 100_000) is None
    assert process_time() - started < 2


def test_a_phrase_is_found_between_signs_that_nobody_sees() -> None:
    assert holds_phrase("Be na\u00adr\u200bcissist", fold_phrases(["narcissist"]))
    assert holds_phrase("a cafe\u0301", fold_phrases(["Café"]))
