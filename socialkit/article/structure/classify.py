"""What every run of an article is: the one classifier, for plain text, Markdown and HTML alike.

Three steps: each run by its own looks (_RULES, first match wins), then by its neighbours, then the
runs that hold two things (a lead-in after other sentences, a label with its words) are cut in two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from socialkit.article.structure import line_shapes, patterns
from socialkit.article.structure.context import Typed, judge_by_neighbours
from socialkit.article.structure.emphasis import clip
from socialkit.article.structure.segments import Run
from socialkit.model.article import Block, BlockKind


def type_runs(text: str, runs: tuple[Run, ...]) -> tuple[Block, ...]:
    """The blocks of an article, in order."""
    found = [Typed(run, text[run.start : run.end], BlockKind.PARAGRAPH) for run in runs]
    found = [replace(one, kind=_by_looks(found, index)) for index, one in enumerate(found)]
    return tuple(_cut(text, judge_by_neighbours(found)))


def _starts_business(one: Typed) -> bool:
    return bool(patterns.POINTER.search(one.run.mark) or patterns.BRACKETED.match(one.words))


def _is_offer(one: Typed) -> bool:
    short = line_shapes.count_words(one.words) <= line_shapes.MOST_LABEL_WORDS
    asks = line_shapes.calls_to_action(one.words)
    return asks or _starts_business(one) or (one.run.linked and short and one.bare)


def _is_byline(one: Typed) -> bool:
    return len(one.words) <= 400 and patterns.BYLINE.search(one.words) is not None


def _is_scene(one: Typed) -> bool:
    return len(one.words) <= 160 and patterns.SCENE.match(one.words) is not None


def _is_bold_heading(one: Typed) -> bool:
    few = line_shapes.count_words(one.words) <= line_shapes.MOST_HEADING_WORDS
    return one.run.strong and few and not one.words.endswith((".", ":"))


def _is_marked_heading(one: Typed) -> bool:
    """Set as a heading; some sites set whole paragraphs so, for their size."""
    prose = len(line_shapes.sentences(one.words)) > 1 and line_shapes.count_words(one.words) > 20
    return one.run.hint is BlockKind.HEADING and not prose and not line_shapes.is_label(one.words)


_Rule = tuple[BlockKind, Callable[[Typed], bool]]
_RULES: tuple[_Rule, ...] = (
    (BlockKind.LABEL, lambda one: _is_scene(one) and one.run.hint is not BlockKind.LIST_ITEM),
    (BlockKind.HEADING, _is_marked_heading),
    (BlockKind.CONTACT, lambda one: line_shapes.is_contact(one.words)),
    (BlockKind.BYLINE, _is_byline),
    (BlockKind.QUOTATION, lambda one: line_shapes.is_attributed(one.words)),
    (BlockKind.CALL_TO_ACTION, _is_offer),
    (BlockKind.QUOTATION, lambda one: one.run.hint is BlockKind.QUOTATION),
    (BlockKind.DIALOGUE, lambda one: one.run.hint is BlockKind.DIALOGUE),
    (BlockKind.LABEL, lambda one: one.run.hint is BlockKind.LABEL),
    (BlockKind.LIST_ITEM, lambda one: one.run.hint is BlockKind.LIST_ITEM),
    (BlockKind.DIALOGUE, lambda one: line_shapes.is_speech(one.words)),
    (BlockKind.LABEL, lambda one: line_shapes.is_label(one.words)),
    (BlockKind.HEADING, _is_bold_heading),
    (BlockKind.HEADING, lambda one: line_shapes.is_heading(one.words)),
)


def _by_looks(found: list[Typed], index: int) -> BlockKind:
    one = found[index]
    kind = next((kind for kind, applies in _RULES if applies(one)), BlockKind.PARAGRAPH)
    following = found[index + 1] if index + 1 < len(found) else None
    if one.run.hint is BlockKind.LABEL:
        return kind  # a cell of a table leads nothing in
    listed = following is not None and following.run.hint is BlockKind.LIST_ITEM
    if kind is BlockKind.LABEL and listed and not patterns.SIDE.match(one.words):
        return BlockKind.LEAD_IN
    if kind is BlockKind.HEADING and one.words.endswith(":") and listed:
        return BlockKind.LEAD_IN
    if kind is BlockKind.HEADING and one.bare and following is None:
        return _last_row(one)
    return kind


def _last_row(one: Typed) -> BlockKind:
    """A heading has something below it; a name or a farewell at the very end has not."""
    signed = line_shapes.is_title_case(one.words) and line_shapes.count_words(one.words) <= 6
    return BlockKind.BYLINE if signed else BlockKind.PARAGRAPH


def _cut(text: str, found: list[Typed]) -> Iterator[Block]:
    for one in found:
        for block in _cut_run(text, one):
            emphasis = clip(one.run.emphasis, block.start, block.end)
            yield replace(block, emphasis=emphasis) if emphasis else block


def _cut_run(text: str, one: Typed) -> Iterator[Block]:
    run = one.run
    if one.kind in (BlockKind.TITLE, BlockKind.HEADING):
        level = 1 if one.kind is BlockKind.TITLE else max(run.level, 2)
        yield Block(one.kind, run.start, run.end, level)
    elif one.kind in (BlockKind.PARAGRAPH, BlockKind.DIALOGUE):
        yield from _cut_label(text, one)
    else:
        yield Block(one.kind, run.start, run.end)


def _cut_label(text: str, one: Typed) -> Iterator[Block]:
    """ "With trust: they talk." is a label and its words."""
    label = patterns.INLINE_SIDE.match(one.words)
    start = one.run.start
    if label:
        yield Block(BlockKind.LABEL, start, start + label.end())
        start += label.end()
        start += len(text[start : one.run.end]) - len(text[start : one.run.end].lstrip())
    if one.kind is BlockKind.PARAGRAPH and one.words.endswith((":", "：")):
        yield from _cut_lead_in(text, start, one.run.end)
    else:
        yield Block(one.kind, start, one.run.end)


def _cut_lead_in(text: str, start: int, end: int) -> Iterator[Block]:
    last = line_shapes.sentence_starts(text, start, end)[-1]
    before = text[start:last].rstrip()
    if before:
        yield Block(BlockKind.PARAGRAPH, start, start + len(before))
    yield Block(BlockKind.LEAD_IN, last, end)
