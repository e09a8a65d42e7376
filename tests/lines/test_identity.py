"""Ids of lines, which are stored and must never change."""

from __future__ import annotations

from socialkit.model import lines as identity
from socialkit.model.lines import assign_ids, is_id_of, line_id

SLUG = "small-repairs"


def test_an_id_is_the_one_that_was_always_given() -> None:
    assert line_id(SLUG, "Calm is learnt.") == "22209085"


def test_white_space_and_quote_marks_do_not_change_an_id() -> None:
    assert line_id(SLUG, "“It’s calm.”") == line_id(SLUG, ' "It\'s\ncalm." ')
    assert line_id(SLUG, "It is calm.") != line_id(SLUG, "it is calm.")
    assert line_id(SLUG, "It is calm.") != line_id("other", "It is calm.")


def test_a_lengthened_id_still_belongs_to_its_words() -> None:
    short = line_id(SLUG, "Calm is learnt.")
    assert is_id_of(short, SLUG, "Calm is learnt.")
    assert not is_id_of(short[:4], SLUG, "Calm is learnt.")
    assert not is_id_of(short, SLUG, "Calm is taught.")


def test_different_words_with_the_same_short_hash_get_longer_ids(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    digests = {"one": "a" * 64, "two": "a" * 8 + "b" * 56, "one ": "a" * 64}
    monkeypatch.setattr(identity, "_digest", lambda _, text: digests[text])
    assert assign_ids(SLUG, ["one", "two", "one "]) == ["a" * 8, "a" * 8 + "b" * 4, "a" * 8]
