"""Near-same words count as the same, to one account, before and after."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialkit.plan.rotation.ledger import NEAR, Ledger, is_near, split_words

MONDAY = datetime(2027, 1, 4, 9, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    "other",
    [
        "don't leave a quarrel for the night",
        "Don’t leave a quarrel for the night!",
        "“Don’t leave a quarrel — for the night.”",
        "Don’t leave a quarrel for the next night",
    ],
)
def test_marks_case_and_one_word_make_no_new_line(other: str) -> None:
    assert is_near(split_words("Don’t leave a quarrel for the night."), split_words(other))


def test_other_words_are_another_line() -> None:
    assert not is_near(split_words("A pause is kind"), split_words("A promise is kept"))


def test_hindi_lines_are_compared_by_words_not_by_letters() -> None:
    one, other = split_words("थोड़ा रुकना भी प्यार है।"), split_words("सुनना ही रिश्ते की नींव है।")
    assert "रुकना" in one
    assert not is_near(one, other)


def test_a_line_between_two_is_near_both_of_them() -> None:
    left, middle, right = "a b c d e f", "b c d e f g", "c d e f g h"
    for order in ([left, right, middle], [right, middle, left]):
        ledger = Ledger(order)
        ledger.note(left, "x", MONDAY)
        assert not ledger.is_fresh(middle, "x", MONDAY, WEEK)
        assert ledger.is_fresh(right, "x", MONDAY, WEEK)
        ledger.note(right, "y", MONDAY)
        assert not ledger.is_fresh(middle, "y", MONDAY, WEEK)


def test_a_use_to_come_counts_like_one_that_was() -> None:
    ledger = Ledger(["a b c"])
    ledger.note("a b c", "x", MONDAY)
    assert not ledger.is_fresh("a b c", "x", MONDAY - WEEK / 2, WEEK)
    assert ledger.is_fresh("a b c", "x", MONDAY - WEEK, WEEK)
    assert ledger.is_fresh("a b c", "y", MONDAY, WEEK)


def test_no_repeat_rule_is_shorter_than_two_days() -> None:
    ledger = Ledger(["a b c"])
    ledger.note("a b c", "x", MONDAY)
    assert not ledger.is_fresh("a b c", "x", MONDAY + timedelta(hours=47), timedelta(hours=1))


@given(st.lists(st.text("abcdefgh ", min_size=1, max_size=16), min_size=2, max_size=8))
def test_the_index_finds_every_text_that_is_near(texts: list[str]) -> None:
    ledger = Ledger(texts)
    for text in texts:
        expected = {one for one in texts if is_near(split_words(text), split_words(one))}
        assert set(ledger.near(text)) == expected


@given(st.lists(st.integers(0, 60), max_size=6), st.integers(0, 60), st.integers(3, 20))
def test_fresh_from_is_the_first_fresh_moment(uses: list[int], at: int, apart: int) -> None:
    ledger, span = Ledger(["a b c"]), timedelta(days=apart)
    for use in uses:
        ledger.note("a b c", "x", MONDAY + timedelta(days=use))
    first = next(
        day
        for day in range(at, 200)
        if ledger.is_fresh("a b c", "x", MONDAY + timedelta(days=day), span)
    )
    found = ledger.fresh_from("a b c", "x", MONDAY + timedelta(days=at), span)
    assert found == MONDAY + timedelta(days=first)


def test_the_measure_is_strict() -> None:
    assert NEAR == 0.6
    assert not is_near(frozenset("abc"), frozenset("abcde"))  # three fifths: not more than that
