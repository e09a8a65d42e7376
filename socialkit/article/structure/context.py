"""Classifies segments by those around them: unmarked lists, speech, contrasts, the title."""

from __future__ import annotations

from dataclasses import dataclass, replace

from socialkit.article.structure import line_shapes, patterns
from socialkit.article.structure.segments import Segment
from socialkit.model.article import BlockKind

MAX_SIDE_WORDS = 40
MAX_ROWS_TO_CLOSING_QUOTE = 5
"""Speech may continue over this many rows before its quote mark closes."""

_MAX_UNMARKED_ITEM_WORDS = 12
_MIN_LOOSE_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class TypedSegment:
    """A segment, its words, and its kind so far."""

    segment: Segment
    words: str
    kind: BlockKind

    @property
    def bare(self) -> bool:
        """Does markup say nothing about its kind?"""
        return self.segment.hint is None


def classify_by_context(found: list[TypedSegment]) -> list[TypedSegment]:
    """The segments of a whole article, in order, each classified with its context."""
    for step in (_find_lists, _find_verse, _find_speech, _find_sides, _find_afterword, _find_title):
        found = step(found)
    return found


def _find_lists(found: list[TypedSegment]) -> list[TypedSegment]:
    """Finds lists without marks after a lead-in, lists of terms, and numbers that only count headings."""
    result = list(found)
    for index, one in enumerate(result):
        if one.kind is BlockKind.LIST_ITEM:
            if _is_numbered_heading(result, index):
                result[index] = replace(one, kind=BlockKind.HEADING)
        elif _continues_list(result, index):
            result[index] = replace(one, kind=BlockKind.LIST_ITEM)
            if result[index - 1].kind is BlockKind.LABEL:
                result[index - 1] = replace(result[index - 1], kind=BlockKind.LEAD_IN)
        elif _is_term(result, index) or _has_same_mark(result, index):
            result[index] = replace(one, kind=BlockKind.LIST_ITEM)
    return result


def _is_numbered_heading(found: list[TypedSegment], index: int) -> bool:
    """ "2. Make Room for Silence" between two paragraphs is a heading, not a list item."""
    if not found[index].segment.mark[:2].strip("().").isdigit() or not line_shapes.is_heading(
        found[index].words
    ):
        return False
    after = found[index + 1].kind if index + 1 < len(found) else BlockKind.LIST_ITEM
    before = found[index - 1].kind if index else BlockKind.PARAGRAPH
    return after is not BlockKind.LIST_ITEM and before not in (
        BlockKind.LIST_ITEM,
        BlockKind.LEAD_IN,
    )


def _continues_list(found: list[TypedSegment], index: int) -> bool:
    one = found[index]
    if index == 0 or not one.bare or not _is_short_row(one):
        return False
    before = found[index - 1]
    announced = before.words.endswith(":") and not patterns.SIDE.match(before.words)
    if announced and before.kind in (BlockKind.LEAD_IN, BlockKind.LABEL, BlockKind.PARAGRAPH):
        return index + 1 < len(found) and _is_short_row(found[index + 1])
    unmarked = before.kind is BlockKind.LIST_ITEM and before.bare and not before.segment.mark
    return unmarked and _looks_like_item(before.words, one.words)


def _looks_like_item(one: str, other: str) -> bool:
    return line_shapes.is_title_case(one) or not line_shapes.is_title_case(other)


def _is_short_row(one: TypedSegment) -> bool:
    short = line_shapes.count_words(one.words) <= _MAX_UNMARKED_ITEM_WORDS
    plain = one.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
    return short and plain and one.bare and not one.words.endswith((".", "!", "?", ":"))


def _has_same_mark(found: list[TypedSegment], index: int) -> bool:
    """One of several rows that all begin with the same emoji."""
    one = found[index]
    if not one.segment.mark or one.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return False
    near = [found[at] for at in (index - 1, index + 1) if 0 <= at < len(found)]
    return any(other.segment.mark == one.segment.mark for other in near)


def _is_term(found: list[TypedSegment], index: int) -> bool:
    """One of at least two consecutive rows of the form "Word: what it means"."""
    if not _has_term(found[index]):
        return False
    near = [found[at] for at in (index - 1, index + 1) if 0 <= at < len(found)]
    return any(_has_term(other) for other in near)


def _has_term(one: TypedSegment) -> bool:
    if one.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or one.segment.mark:
        return False
    term = patterns.TERM.match(one.words)
    return bool(term) and not patterns.INLINE_SIDE.match(one.words)


def _find_verse(found: list[TypedSegment]) -> list[TypedSegment]:
    """Three or more headings in a row without markup are verse or loose rows, unless in title case."""
    result, index = list(found), 0
    while index < len(found):
        end = index
        while end < len(found) and _is_loose(found[end]):
            end += 1
        if end - index >= _MIN_LOOSE_HEADINGS:
            for at in range(index, end):
                result[at] = replace(found[at], kind=BlockKind.PARAGRAPH)
        index = max(end, index + 1)
    return result


def _is_loose(one: TypedSegment) -> bool:
    if one.kind is not BlockKind.HEADING or not one.bare or one.segment.strong:
        return False
    return not line_shapes.is_title_case(one.words)


def _find_speech(found: list[TypedSegment]) -> list[TypedSegment]:
    """Finds speech over several rows, and rows that name their speaker."""
    result = list(found)
    for index, one in enumerate(found):
        if one.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.DIALOGUE):
            for at in range(index, _end_of_speech(found, index)):
                result[at] = replace(result[at], kind=BlockKind.DIALOGUE)
    return result


def _end_of_speech(found: list[TypedSegment], index: int) -> int:
    words = found[index].words
    if patterns.ROLE.match(words):
        return index + 1
    if "“" not in words or words.rfind("“") < words.rfind("”"):
        return index
    for at in range(index + 1, min(index + MAX_ROWS_TO_CLOSING_QUOTE + 1, len(found))):
        opened, closed = found[at].words.find("“"), found[at].words.find("”")
        if found[at].kind in (BlockKind.HEADING, BlockKind.LABEL):
            break
        if closed >= 0 and (opened < 0 or closed < opened):
            return at + 1
    return index + 1 if words.startswith("“") else index


def _find_sides(found: list[TypedSegment]) -> list[TypedSegment]:
    """Below "With ...:" and "Without ...:" every row in which somebody speaks is an example."""
    result, inside = list(found), False
    for index, one in enumerate(found):
        if one.kind in (BlockKind.HEADING, BlockKind.LABEL, BlockKind.LEAD_IN):
            inside = one.kind is not BlockKind.HEADING and bool(patterns.SIDE.match(one.words))
        elif inside and one.kind is BlockKind.PARAGRAPH and _speaks(one.words):
            result[index] = replace(one, kind=BlockKind.DIALOGUE)
    return result


def _speaks(words: str) -> bool:
    return (
        line_shapes.count_words(words) <= MAX_SIDE_WORDS and line_shapes.quoted_words(words)[0] > 0
    )


def _find_afterword(found: list[TypedSegment]) -> list[TypedSegment]:
    """Below "About the author" or "References", up to a heading of the same depth, is not the article."""
    result: list[TypedSegment] = []
    depth: int | None = None
    for one in found:
        if one.kind is BlockKind.HEADING:
            after = patterns.AFTERWORD.search(one.words) is not None
            if after or depth is None or one.segment.level <= depth:
                depth = one.segment.level if after else None
        elif depth is not None and one.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            one = replace(one, kind=BlockKind.BYLINE)
        result.append(one)
    return result


def _find_title(found: list[TypedSegment]) -> list[TypedSegment]:
    """The title: the first heading of level 1, or a heading that opens the article; repeats count too."""
    first = found[0] if found and found[0].kind is BlockKind.HEADING else None
    top = next(
        (one for one in found if one.kind is BlockKind.HEADING and one.segment.level == 1), None
    )
    names = {one.words for one in (top or first,) if one}
    return [
        replace(one, kind=BlockKind.TITLE)
        if one.kind is BlockKind.HEADING and one.words in names
        else one
        for one in found
    ]
