"""Decides what every segment of an article is, in plain text, Markdown and HTML alike.

Three steps: classify each segment by itself (_RULES, first match wins), then by its context, then cut
segments that hold two things (a lead-in after other sentences, a label with its words) in two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from socialkit.article.structure import line_shapes, patterns
from socialkit.article.structure.context import TypedSegment, classify_by_context
from socialkit.article.structure.segments import Segment, clip
from socialkit.model.article import Block, BlockKind


def classify_segments(text: str, segments: tuple[Segment, ...]) -> tuple[Block, ...]:
    """The blocks of an article, in order."""
    found = [
        TypedSegment(segment, text[segment.start : segment.end], BlockKind.PARAGRAPH)
        for segment in segments
    ]
    found = [replace(one, kind=_by_looks(found, index)) for index, one in enumerate(found)]
    return tuple(_cut(text, classify_by_context(found)))


def _starts_business(one: TypedSegment) -> bool:
    return bool(patterns.POINTER.search(one.segment.mark) or patterns.BRACKETED.match(one.words))


def _is_offer(one: TypedSegment) -> bool:
    short = line_shapes.count_words(one.words) <= line_shapes.MAX_LABEL_WORDS
    asks = line_shapes.calls_to_action(one.words)
    return asks or _starts_business(one) or (one.segment.linked and short and one.bare)


def _is_byline(one: TypedSegment) -> bool:
    return len(one.words) <= 400 and patterns.BYLINE.search(one.words) is not None


def _is_scene(one: TypedSegment) -> bool:
    return len(one.words) <= 160 and patterns.SCENE.match(one.words) is not None


def _is_bold_heading(one: TypedSegment) -> bool:
    few = line_shapes.count_words(one.words) <= line_shapes.MAX_HEADING_WORDS
    return one.segment.strong and few and not one.words.endswith((".", ":"))


def _is_marked_heading(one: TypedSegment) -> bool:
    """Marked up as a heading; some sites do that to whole paragraphs for the type size."""
    prose = len(line_shapes.sentences(one.words)) > 1 and line_shapes.count_words(one.words) > 20
    return (
        one.segment.hint is BlockKind.HEADING and not prose and not line_shapes.is_label(one.words)
    )


_Rule = tuple[BlockKind, Callable[[TypedSegment], bool]]
_RULES: tuple[_Rule, ...] = (
    (BlockKind.LABEL, lambda one: _is_scene(one) and one.segment.hint is not BlockKind.LIST_ITEM),
    (BlockKind.HEADING, _is_marked_heading),
    (BlockKind.CONTACT, lambda one: line_shapes.is_contact(one.words)),
    (BlockKind.BYLINE, _is_byline),
    (BlockKind.QUOTATION, lambda one: line_shapes.is_attributed(one.words)),
    (BlockKind.CALL_TO_ACTION, _is_offer),
    (BlockKind.QUOTATION, lambda one: one.segment.hint is BlockKind.QUOTATION),
    (BlockKind.DIALOGUE, lambda one: one.segment.hint is BlockKind.DIALOGUE),
    (BlockKind.LABEL, lambda one: one.segment.hint is BlockKind.LABEL),
    (BlockKind.LIST_ITEM, lambda one: one.segment.hint is BlockKind.LIST_ITEM),
    (BlockKind.DIALOGUE, lambda one: line_shapes.is_speech(one.words)),
    (BlockKind.LABEL, lambda one: line_shapes.is_label(one.words)),
    (BlockKind.HEADING, _is_bold_heading),
    (BlockKind.HEADING, lambda one: line_shapes.is_heading(one.words)),
)


def _by_looks(found: list[TypedSegment], index: int) -> BlockKind:
    one = found[index]
    kind = next((kind for kind, applies in _RULES if applies(one)), BlockKind.PARAGRAPH)
    following = found[index + 1] if index + 1 < len(found) else None
    if one.segment.hint is BlockKind.LABEL:
        return kind  # a table cell is never a lead-in
    listed = following is not None and following.segment.hint is BlockKind.LIST_ITEM
    if kind is BlockKind.LABEL and listed and not patterns.SIDE.match(one.words):
        return BlockKind.LEAD_IN
    if kind is BlockKind.HEADING and one.words.endswith(":") and listed:
        return BlockKind.LEAD_IN
    if kind is BlockKind.HEADING and one.bare and following is None:
        return _last_row(one)
    return kind


def _last_row(one: TypedSegment) -> BlockKind:
    """A heading has text below it; a name or a farewell at the very end has none."""
    signed = line_shapes.is_title_case(one.words) and line_shapes.count_words(one.words) <= 6
    return BlockKind.BYLINE if signed else BlockKind.PARAGRAPH


def _cut(text: str, found: list[TypedSegment]) -> Iterator[Block]:
    for one in found:
        for block in _cut_segment(text, one):
            emphasis = clip(one.segment.emphasis, block.start, block.end)
            continues = one.segment.continues and block.start == one.segment.start
            yield replace(block, emphasis=emphasis, continues=continues)


def _cut_segment(text: str, one: TypedSegment) -> Iterator[Block]:
    segment = one.segment
    if one.kind in (BlockKind.TITLE, BlockKind.HEADING):
        level = 1 if one.kind is BlockKind.TITLE else max(segment.level, 2)
        yield Block(one.kind, segment.start, segment.end, level)
    elif one.kind in (BlockKind.PARAGRAPH, BlockKind.DIALOGUE):
        yield from _cut_label(text, one)
    else:
        yield Block(one.kind, segment.start, segment.end)


def _cut_label(text: str, one: TypedSegment) -> Iterator[Block]:
    """ "With trust: they talk." is a label and its words."""
    label = patterns.INLINE_SIDE.match(one.words)
    start = one.segment.start
    if label:
        yield Block(BlockKind.LABEL, start, start + label.end())
        start += label.end()
        start += len(text[start : one.segment.end]) - len(text[start : one.segment.end].lstrip())
    if one.kind is BlockKind.PARAGRAPH and one.words.endswith((":", "：")):
        yield from _cut_lead_in(text, start, one.segment.end)
    else:
        yield Block(one.kind, start, one.segment.end)


def _cut_lead_in(text: str, start: int, end: int) -> Iterator[Block]:
    last = line_shapes.sentence_starts(text, start, end)[-1]
    before = text[start:last].rstrip()
    if before:
        yield Block(BlockKind.PARAGRAPH, start, start + len(before))
    yield Block(BlockKind.LEAD_IN, last, end)
