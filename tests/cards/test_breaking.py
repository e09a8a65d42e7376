"""Where lines end, on a ruler where every character is half an em."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from socialkit.cards.breaking import Room, fit_words
from socialkit.cards.drawing import Face
from socialkit.cards.text import Word, set_words
from tests.cards.samples import FixedRuler

CHAIN = (Face("latin.ttf"),)
ROOM = Room(width=850, height=800, slack=40, leading=1.14, body=0.96)
SIZES = range(42, 119)


def words_of(text: str) -> tuple[Word, ...]:
    return set_words(text, None, (CHAIN, CHAIN), FixedRuler())


def advance(words: tuple[Word, ...], first: int, past: int) -> float:
    return sum(word.width + word.gap for word in words[first:past]) - words[past - 1].gap


def lines_of(text: str, room: Room = ROOM) -> list[str]:
    words = words_of(text)
    fit = fit_words(words, room, SIZES)
    assert fit is not None
    return [" ".join(word.text for word in words[first:past]) for first, past in fit.lines]


texts = st.lists(st.text("abcdefgh", min_size=1, max_size=14), min_size=1, max_size=45).map(
    " ".join
)


@settings(max_examples=150, deadline=None)
@given(texts, st.floats(300, 1000), st.floats(150, 1200))
def test_no_line_leaves_the_room_and_no_word_is_lost(
    text: str, width: float, height: float
) -> None:
    words = words_of(text)
    room = Room(width, height, slack=40, leading=1.14, body=0.96)
    fit = fit_words(words, room, SIZES)
    if fit is None:
        return
    assert [index for line in fit.lines for index in range(*line)] == list(range(len(words)))
    assert all(advance(words, *line) * fit.size <= width + 40.001 for line in fit.lines)
    assert room.height_of(len(fit.lines), fit.size) <= height + 0.001
    assert fit.size in SIZES


def test_a_short_line_takes_the_largest_size() -> None:
    fit = fit_words(words_of("Stay."), ROOM, SIZES)
    assert fit is not None
    assert fit.size == 118


def test_no_word_is_left_alone_on_the_last_line() -> None:
    assert (
        len(lines_of("A small repair today is worth more than a grand one later")[-1].split()) > 1
    )


def test_a_sentence_does_not_begin_at_the_end_of_a_line() -> None:
    for line in lines_of("You never understand me. There is no point in talking to you tonight."):
        assert not line.endswith("There")


def test_bound_words_stay_on_one_line() -> None:
    joined = lines_of("Tonight you could ask them for another 20 minutes before you talk")
    assert any("20 minutes" in line for line in joined)


def test_a_word_wider_than_the_room_does_not_fit() -> None:
    assert fit_words(words_of("w" * 45), ROOM, SIZES) is None


def test_too_many_words_do_not_fit() -> None:
    assert fit_words(words_of("many words " * 60), ROOM, SIZES) is None
