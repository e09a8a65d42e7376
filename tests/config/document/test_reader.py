"""A file that ends too early is told from one that was edited."""

from __future__ import annotations

import pytest

from socialkit.config.document.reader import is_cut_off

BEFORE = "one\ntwo\nthree\nfour\n"


@pytest.mark.parametrize("end", range(len(BEFORE)))
def test_every_beginning_of_the_file_is_cut_off(end: int) -> None:
    assert is_cut_off(BEFORE[:end], BEFORE)


@pytest.mark.parametrize("text", ["zero\none\ntwo\nthr", "zero\none\ntwo\n", "a\nb\nc\ntwo\n"])
def test_the_beginning_of_a_new_file_is_cut_off_too(text: str) -> None:
    assert is_cut_off(text, BEFORE)


@pytest.mark.parametrize(
    "text",
    [
        BEFORE,
        "one\nthree\nfour\n",  # a row taken out
        "one\ntwo\nthree\n4\n",  # the last one changed
        f"{BEFORE}five\n",
        "four\none\ntwo\nthree\n",  # rows that changed places
    ],
)
def test_an_edit_is_not(text: str) -> None:
    assert not is_cut_off(text, BEFORE)
