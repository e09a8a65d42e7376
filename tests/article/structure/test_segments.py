"""Rows and paragraphs before they are classified."""

from __future__ import annotations

from socialkit.article.structure.segments import (
    MarkupSegment,
    is_hard_wrapped,
    join_segments,
    read_plain,
)
from socialkit.model.article import BlockKind

ROW = "Trust grows in small returns that nobody else may ever notice at"
WRAPPED = f"{ROW}\nall.\n\n{ROW}\n{ROW.lower()}\nall."


def test_list_marks_are_left_out_of_a_segment_and_make_it_a_list_item() -> None:
    text = "Calm\n- rest\n2) sleep"
    text, found = read_plain(text)
    assert [text[one.start : one.end] for one in found] == ["Calm", "rest", "sleep"]
    assert [one.hint for one in found] == [None, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]


def test_rows_that_are_wrapped_by_hand_are_one_paragraph() -> None:
    assert is_hard_wrapped(WRAPPED)
    assert len(read_plain(WRAPPED)[1]) == 2
    assert not is_hard_wrapped("One row.\nAnother row.")


def test_a_long_row_continues_in_a_row_with_a_small_letter() -> None:
    assert read_plain(f"{ROW}\nall.")[0] == f"{ROW} all."
    assert len(read_plain(f"{ROW}\nAll.")[1]) == 2
    assert len(read_plain(f"{ROW} all.\nand so on.")[1]) == 2


def test_pieces_become_one_text_with_a_row_for_each() -> None:
    pieces = [
        MarkupSegment("After rain", BlockKind.HEADING, level=2),
        MarkupSegment("  "),
        MarkupSegment("• Rest well", emphasis=((2, 6),)),
    ]
    text, segments = join_segments(pieces)
    assert text == "After rain\n• Rest well"
    assert [text[one.start : one.end] for one in segments] == ["After rain", "Rest well"]
    assert [text[a:b] for a, b in segments[1].emphasis] == ["Rest"]
