"""Contrasts and lists."""

from __future__ import annotations

import pytest

from socialkit.lines.reading import read_lines
from socialkit.lines.sides import are_opposites
from socialkit.model.article import Article, Block
from socialkit.model.lines import Structure
from tests.lines.sample import (
    ARTICLE,
    CONTACT,
    DIALOGUE,
    HEADING,
    ITEM,
    LABEL,
    LEAD_IN,
    PARAGRAPH,
    Row,
    build,
)


def structures(rows: list[Row]) -> tuple[Structure, ...]:
    return read_lines(build(rows)).structures


def test_the_sample_holds_one_list_and_one_contrast_and_the_links_are_no_list() -> None:
    found = read_lines(ARTICLE).structures
    assert [one.kind for one in found] == ["list", "contrast"]
    assert found[0].label == "In the quiet, one person may begin to feel:"
    assert [part.text for part in found[0].parts] == ["Shut out", "Ashamed", "Tired of trying"]
    assert {part.label for part in found[0].parts} == {None}


def test_both_sides_of_a_contrast_are_labelled_slices_under_their_situation() -> None:
    contrast = read_lines(ARTICLE).structures[1]
    assert contrast.label == "A promise was forgotten"
    assert [part.label for part in contrast.parts] == ["With repair", "Without repair"]
    for part in contrast.parts:
        assert ARTICLE.text[part.start : part.end] == part.text
    assert contrast.parts[1].text.endswith("between two people.")


def test_a_long_side_is_cut_to_what_somebody_says() -> None:
    long = "The evening goes on and on and nobody finds a word to say to the other. " * 4
    rows = [
        (LABEL, "With patience:"),
        (PARAGRAPH, long.strip()),
        (DIALOGUE, "“Take your time.”"),
        (LABEL, "Without patience:"),
        (DIALOGUE, "“Hurry up.”"),
        (PARAGRAPH, "Doors close."),
    ]
    contrast = structures(rows)[0]
    assert [part.text for part in contrast.parts] == [
        "“Take your time.”",
        "“Hurry up.”\nDoors close.",
    ]
    assert contrast.label == "With patience / Without patience"


@pytest.mark.parametrize(
    ("one", "other", "opposite"),
    [
        ("With trust", "Without trust", True),
        ("Without trust", "With trust", True),
        ("Before", "After", True),
        ("Instead of", "Try", True),
        ("Don’t", "Do", True),
        ("Myth", "Fact", True),
        ("Step one", "Step two", False),
        ("With trust", "With patience", False),
    ],
)
def test_only_two_sides_of_one_thing_make_a_contrast(one: str, other: str, opposite: bool) -> None:
    assert are_opposites(one, other) is opposite
    rows = [
        (LABEL, f"{one}:"),
        (PARAGRAPH, "You wait and listen."),
        (LABEL, f"{other}:"),
        (PARAGRAPH, "You rush and talk."),
    ]
    assert bool(structures(rows)) is opposite


def test_a_lead_in_that_leans_on_the_sentence_before_takes_it_along() -> None:
    words = "Distance does not come at once. It grows when one of you feels:"
    found = structures([(LEAD_IN, words), (ITEM, "Unseen"), (ITEM, "Unheard")])
    assert found[0].label == words


def test_it_takes_it_along_from_another_block_of_the_same_row_too() -> None:
    one, two = "Distance does not come at once.", "It grows when one of you feels:"
    text = f"{one} {two}\nUnseen\nUnheard\n"
    spans = [(PARAGRAPH, one), (LEAD_IN, two), (ITEM, "Unseen"), (ITEM, "Unheard")]
    blocks = tuple(
        Block(kind, text.index(words), text.index(words) + len(words)) for kind, words in spans
    )
    article = Article("row", "Row", "row.txt", text, blocks)
    assert read_lines(article).structures[0].label == f"{one} {two}"


def test_a_heading_right_above_items_leads_them_in() -> None:
    found = structures(
        [(HEADING, "What helps at night"), (ITEM, "Warm tea"), (ITEM, "An open window")]
    )
    assert [(one.kind, one.label) for one in found] == [("list", "What helps at night")]


def test_one_item_or_a_list_of_links_is_no_list() -> None:
    assert structures([(LEAD_IN, "You can:"), (ITEM, "Wait")]) == ()
    links = [(LEAD_IN, "More of these:"), (ITEM, "www.quietharbour.example"), (ITEM, "Newsletter")]
    assert structures(links) == ()
    assert structures([(CONTACT, "Anna Roy"), (ITEM, "Warm tea"), (ITEM, "An open window")]) == ()


def test_a_structure_with_hard_words_asks_for_care() -> None:
    found = structures(
        [(LEAD_IN, "Ask for help when you notice:"), (ITEM, "Self-harm"), (ITEM, "Dread")]
    )
    assert found[0].care == "It speaks of self-harm or suicide."


def test_a_structure_with_a_phrase_of_never_post_is_left_out() -> None:
    assert len(read_lines(ARTICLE, never_post=("shut out",)).structures) == 1
