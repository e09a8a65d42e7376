"""Text prepared for type: quotes, dashes, letters that cannot be set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialkit.cards.drawing import Face
from socialkit.cards.typography.shaping import check_letters, display, fold, set_words, split_pieces
from socialkit.errors import CardError
from tests.cards.samples import FixedRuler

LATIN, INDIC = Face("latin.ttf"), Face("tiro.ttf")
CHAIN = (LATIN, INDIC)
RULER = FixedRuler()


def words_of(text: str) -> list[str]:
    return [word.text for word in set_words(display(text), None, (CHAIN, CHAIN), RULER)]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("It's late", "It’s late"),
        ('"Stay," she said', "“Stay,” she said"),
        ("the '90s", "the ’90s"),
        ('("yes")', "(“yes”)"),
        ("  two \n  lines ", "two lines"),
    ],
)
def test_straight_quotes_and_white_space_become_typographic(typed: str, shown: str) -> None:
    assert display(typed) == shown


@given(st.text())
def test_display_changes_nothing_but_quotes_and_white_space(text: str) -> None:
    assert fold(display(text)) == fold(text)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc"))))
def test_the_words_joined_are_the_text(text: str) -> None:
    assert fold("".join(words_of(text))) == fold(text)


def test_an_em_dash_ends_a_word_but_never_starts_a_line() -> None:
    assert words_of("lost—and found") == ["lost—", "and", "found"]
    dashed = set_words("come back — now", None, (CHAIN, CHAIN), RULER)
    assert [word.binds for word in dashed] == [False, True, False, False]


def test_a_typewriter_dash_is_drawn_as_a_real_one_and_kept_in_the_text() -> None:
    words = set_words("now - or never", None, (CHAIN, CHAIN), RULER)
    assert words[1].text == "-"
    assert words[1].pieces[0].text == "–"


def test_a_title_and_a_number_hold_on_to_what_follows() -> None:
    bound = {
        word.text: word.binds
        for word in set_words("Dr. Roy asks for 20 minutes", None, (CHAIN, CHAIN), RULER)
    }
    assert bound["Dr."]
    assert bound["20"]
    assert not bound["asks"]


def test_a_no_break_space_holds_two_words_together() -> None:
    assert words_of("five\u00a0minutes more") == ["five\u00a0minutes", "more"]


def test_each_script_is_set_in_a_face_that_has_it() -> None:
    pieces = split_pieces("शांति,", CHAIN, RULER)
    assert [(piece.text, piece.face) for piece in pieces] == [("शांति,", INDIC)]
    assert [piece.face for piece in split_pieces("aशb", CHAIN, RULER)] == [LATIN, INDIC, LATIN]


def test_an_emoji_is_refused_in_words() -> None:
    with pytest.raises(CardError, match=r"contains 💛\. Cards show words only"):
        check_letters("With love 💛", CHAIN, RULER)


def test_missing_letters_are_named() -> None:
    class NoArrow(FixedRuler):
        def covers(self, letter: str, face: Face) -> bool:
            return letter != "ж"

    with pytest.raises(CardError, match="no letter for ж"):
        check_letters("a ж b", CHAIN, NoArrow())


def test_words_from_right_to_left_are_refused() -> None:
    with pytest.raises(CardError, match="right to left"):
        check_letters("peace שלום", CHAIN, RULER)


def test_no_words_are_no_card() -> None:
    with pytest.raises(CardError, match="no words"):
        check_letters(" \n ", CHAIN, RULER)


def test_punctuation_at_the_ends_may_hang() -> None:
    first, last = set_words("“Stay here.”", None, (CHAIN, CHAIN), RULER)
    assert first.hang_left == 0.5
    assert last.hang_right == 1.0
    assert (first.hang_right, last.hang_left) == (0.0, 0.0)
