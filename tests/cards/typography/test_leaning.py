"""Words that belong to the next or the previous one."""

from __future__ import annotations

import pytest

from socialkit.cards.typography.leaning import is_of_pair, leans_on_before, leans_on_next, opens


@pytest.mark.parametrize(
    ("word", "following", "expected"),
    [
        ("the", "heart", True),
        ("“The", "heart", True),
        ("heart", "knows", False),
        ("in,", "then", False),
        ("नहीं", "जाना", True),
        ("नहीं", "कि", False),
    ],
)
def test_a_function_word_belongs_to_the_next_word(
    word: str, following: str, expected: bool
) -> None:
    assert leans_on_next(word, following) is expected


@pytest.mark.parametrize(
    ("word", "before", "expected"),
    [("में", "घर", True), ("पर", "घर,", False), ("heart", "the", False)],
)
def test_a_hindi_postposition_belongs_to_the_previous_word(
    word: str, before: str, expected: bool
) -> None:
    assert leans_on_before(word, before) is expected


def test_conjunctions_open_a_part_of_the_sentence() -> None:
    assert opens("Because")
    assert opens("लेकिन")
    assert not opens("heart")


def test_of_belongs_to_the_quantity_before_it() -> None:
    assert is_of_pair("All", "of")
    assert not is_of_pair("fear", "of")
    assert not is_of_pair("all", "in")
