"""Headings, labels, speech and contact details by their words alone."""

from __future__ import annotations

import pytest

from socialkit.article.structure import line_shapes


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Make Room for Silence", True),
        ("Why couples drift apart.", True),
        ("What if you are tired?", True),
        ("You can rest.", False),
        ("a row in lower case", False),
        ("“Quoted words”", False),
    ],
)
def test_a_heading_is_a_short_row_that_is_not_a_sentence(words: str, expected: bool) -> None:
    assert line_shapes.is_heading(words) is expected


def test_an_abbreviation_does_not_end_a_sentence() -> None:
    assert line_shapes.sentences("Dr. Roy waits. Then she asks.") == [
        "Dr. Roy waits.",
        "Then she asks.",
    ]


def test_a_label_is_short_and_ends_in_a_colon() -> None:
    assert line_shapes.is_label("With connection:")
    assert not line_shapes.is_label("With connection")
    assert not line_shapes.is_label("This is a much longer row than a label may be:")


def test_two_opposite_labels_are_the_heads_of_a_contrast() -> None:
    assert line_shapes.are_sides(["With trust", "Without trust"])
    assert not line_shapes.are_sides(["With trust", "With trust"])
    assert not line_shapes.are_sides(["With trust", "Sundays"])


def test_words_in_quotes_are_counted_and_an_open_quote_is_noticed() -> None:
    assert line_shapes.quoted_words("He says: “I am here.”") == (3, False)
    assert line_shapes.quoted_words("He says: “I am") == (2, True)
    assert line_shapes.is_speech("He says: “I am here.”")
    assert not line_shapes.is_speech("He is here.")


def test_a_quotation_ends_with_a_dash_and_a_name() -> None:
    assert line_shapes.is_attributed("“The wound is the place.” — Rumi")
    assert line_shapes.is_attributed("— Anna Roy")
    assert not line_shapes.is_attributed("The wound heals — slowly.")


def test_a_contact_row_is_hardly_more_than_an_address() -> None:
    assert line_shapes.is_contact("Instagram: @quietharbour")
    assert line_shapes.is_contact("hello@quietharbour.example")
    assert not line_shapes.is_contact("You can always come back to your own breath.")
