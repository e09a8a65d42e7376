"""What every run of an article is: the one classifier, for plain text, Markdown and HTML alike.

In: a text and its runs. Out: blocks, in order, exact offsets, none blank, none overlapping.
Knows nothing of files, tags or networks.

Three steps: each run by its own looks (_RULES, first match wins), then by its neighbours, then the
runs that hold two things (a lead-in after other sentences, a label with its words) are cut in two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from socialkit.article import patterns, shapes
from socialkit.article.runs import Run
from socialkit.model import Block, BlockKind

LONGEST_SIDE_WORDS = 40
FARTHEST_CLOSING_QUOTE = 5
"""Speech may run over this many rows before its quote mark closes."""

_FEWEST_TERMS = 2
_MOST_UNMARKED_ITEM_WORDS = 12
_LONGEST_HEADING_STREAK = 3


@dataclass(frozen=True, slots=True)
class _Read:
    """A run, its words, and what it is taken for so far."""

    run: Run
    words: str
    kind: BlockKind

    @property
    def bare(self) -> bool:
        """Not said by markup to be anything in particular."""
        return self.run.hint is None


def type_runs(text: str, runs: tuple[Run, ...]) -> tuple[Block, ...]:
    """The blocks of an article, in order."""
    found = [_Read(run, text[run.start : run.end], BlockKind.PARAGRAPH) for run in runs]
    found = [replace(one, kind=_by_looks(found, index)) for index, one in enumerate(found)]
    for step in (_find_lists, _find_verse, _find_speech, _find_sides, _find_end, _find_title):
        found = step(found)
    return tuple(_cut(text, found))


def _starts_business(one: _Read) -> bool:
    return bool(patterns.POINTER.search(one.run.mark) or patterns.BRACKETED.match(one.words))


def _is_offer(one: _Read) -> bool:
    short = shapes.count_words(one.words) <= shapes.MOST_LABEL_WORDS
    asks = shapes.calls_to_action(one.words)
    return asks or _starts_business(one) or (one.run.linked and short and one.bare)


def _is_byline(one: _Read) -> bool:
    return len(one.words) <= 400 and patterns.BYLINE.search(one.words) is not None


def _is_scene(one: _Read) -> bool:
    return len(one.words) <= 160 and patterns.SCENE.match(one.words) is not None


def _is_bold_heading(one: _Read) -> bool:
    few = shapes.count_words(one.words) <= shapes.MOST_HEADING_WORDS
    return one.run.strong and few and not one.words.endswith((".", ":"))


_Rule = tuple[BlockKind, Callable[[_Read], bool]]
_HINTED = BlockKind.HEADING, BlockKind.TITLE
_RULES: tuple[_Rule, ...] = (
    (BlockKind.LABEL, lambda one: _is_scene(one) and one.run.hint is not BlockKind.LIST_ITEM),
    (BlockKind.HEADING, lambda one: one.run.hint in _HINTED and not shapes.is_label(one.words)),
    (BlockKind.CONTACT, lambda one: shapes.is_contact(one.words)),
    (BlockKind.BYLINE, _is_byline),
    (BlockKind.QUOTATION, lambda one: shapes.is_attributed(one.words)),
    (BlockKind.CALL_TO_ACTION, _is_offer),
    (BlockKind.QUOTATION, lambda one: one.run.hint is BlockKind.QUOTATION),
    (BlockKind.LIST_ITEM, lambda one: one.run.hint is BlockKind.LIST_ITEM),
    (BlockKind.DIALOGUE, lambda one: shapes.is_speech(one.words)),
    (BlockKind.LABEL, lambda one: shapes.is_label(one.words)),
    (BlockKind.HEADING, _is_bold_heading),
    (BlockKind.HEADING, lambda one: shapes.is_heading(one.words)),
)


def _by_looks(found: list[_Read], index: int) -> BlockKind:
    one = found[index]
    kind = next((kind for kind, applies in _RULES if applies(one)), BlockKind.PARAGRAPH)
    following = found[index + 1] if index + 1 < len(found) else None
    listed = following is not None and following.run.hint is BlockKind.LIST_ITEM
    if kind is BlockKind.LABEL and listed and not patterns.SIDE.match(one.words):
        return BlockKind.LEAD_IN
    if kind is BlockKind.HEADING and one.words.endswith(":") and listed:
        return BlockKind.LEAD_IN
    if kind is BlockKind.HEADING and one.bare and following is None:
        return _last_row(one)
    return kind


def _last_row(one: _Read) -> BlockKind:
    """A heading has something below it; a name or a farewell at the very end has not."""
    signed = shapes.is_title_case(one.words) and shapes.count_words(one.words) <= 6
    return BlockKind.BYLINE if signed else BlockKind.PARAGRAPH


def _find_lists(found: list[_Read]) -> list[_Read]:
    """Lists without marks after a lead-in, rows of terms, and numbers that only count headings."""
    result = list(found)
    for index, one in enumerate(result):
        if one.kind is BlockKind.LIST_ITEM:
            if _counts_heading(result, index):
                result[index] = replace(one, kind=BlockKind.HEADING)
        elif _continues_list(result, index) or _is_term(result, index):
            result[index] = replace(one, kind=BlockKind.LIST_ITEM)
    return result


def _counts_heading(found: list[_Read], index: int) -> bool:
    """ "2. Make Room for Silence" between two paragraphs is no item of a list."""
    if not found[index].run.mark[:2].strip("().").isdigit() or not shapes.is_heading(
        found[index].words
    ):
        return False
    after = found[index + 1].kind if index + 1 < len(found) else BlockKind.LIST_ITEM
    before = found[index - 1].kind if index else BlockKind.PARAGRAPH
    return after is not BlockKind.LIST_ITEM and before not in (
        BlockKind.LIST_ITEM,
        BlockKind.LEAD_IN,
    )


def _continues_list(found: list[_Read], index: int) -> bool:
    one = found[index]
    if index == 0 or not one.bare or not _is_short_row(one):
        return False
    before = found[index - 1]
    announced = before.words.endswith(":") and not patterns.SIDE.match(before.words)
    if announced and before.kind in (BlockKind.LEAD_IN, BlockKind.LABEL, BlockKind.PARAGRAPH):
        return index + 1 < len(found) and _is_short_row(found[index + 1])
    unmarked = before.kind is BlockKind.LIST_ITEM and before.bare and not before.run.mark
    return unmarked and _same_make(before.words, one.words)


def _same_make(one: str, other: str) -> bool:
    return shapes.is_title_case(one) or not shapes.is_title_case(other)


def _is_short_row(one: _Read) -> bool:
    short = shapes.count_words(one.words) <= _MOST_UNMARKED_ITEM_WORDS
    plain = one.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
    return short and plain and one.bare and not one.words.endswith((".", "!", "?", ":"))


def _is_term(found: list[_Read], index: int) -> bool:
    """One of at least two rows in a row of the form "Word: what it means"."""
    if not _has_term(found[index]):
        return False
    near = [found[at] for at in (index - 1, index + 1) if 0 <= at < len(found)]
    return any(_has_term(other) for other in near)


def _has_term(one: _Read) -> bool:
    if one.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or one.run.mark:
        return False
    term = patterns.TERM.match(one.words)
    return bool(term) and not patterns.INLINE_SIDE.match(one.words)


def _find_verse(found: list[_Read]) -> list[_Read]:
    """Three and more bare headings on end are verse or loose rows, unless set as titles are."""
    result, index = list(found), 0
    while index < len(found):
        end = index
        while end < len(found) and _is_loose(found[end]):
            end += 1
        if end - index >= _LONGEST_HEADING_STREAK:
            for at in range(index, end):
                result[at] = replace(found[at], kind=BlockKind.PARAGRAPH)
        index = max(end, index + 1)
    return result


def _is_loose(one: _Read) -> bool:
    if one.kind is not BlockKind.HEADING or not one.bare or one.run.strong:
        return False
    return not shapes.is_title_case(one.words)


def _find_speech(found: list[_Read]) -> list[_Read]:
    """Speech that runs over several rows, and rows that name their speaker."""
    result = list(found)
    for index, one in enumerate(found):
        if one.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.DIALOGUE):
            for at in range(index, _end_of_speech(found, index)):
                result[at] = replace(result[at], kind=BlockKind.DIALOGUE)
    return result


def _end_of_speech(found: list[_Read], index: int) -> int:
    words = found[index].words
    if patterns.ROLE.match(words):
        return index + 1
    if "“" not in words or words.rfind("“") < words.rfind("”"):
        return index
    for at in range(index + 1, min(index + FARTHEST_CLOSING_QUOTE + 1, len(found))):
        opened, closed = found[at].words.find("“"), found[at].words.find("”")
        if found[at].kind in (BlockKind.HEADING, BlockKind.LABEL):
            break
        if closed >= 0 and (opened < 0 or closed < opened):
            return at + 1
    return index + 1 if words.startswith("“") else index


def _find_sides(found: list[_Read]) -> list[_Read]:
    """Under "With ...:" and "Without ...:" every row that lets somebody speak is an example."""
    result, inside = list(found), False
    for index, one in enumerate(found):
        if one.kind in (BlockKind.HEADING, BlockKind.LABEL, BlockKind.LEAD_IN):
            inside = one.kind is not BlockKind.HEADING and bool(patterns.SIDE.match(one.words))
        elif inside and one.kind is BlockKind.PARAGRAPH and _speaks(one.words):
            result[index] = replace(one, kind=BlockKind.DIALOGUE)
    return result


def _speaks(words: str) -> bool:
    return shapes.count_words(words) <= LONGEST_SIDE_WORDS and shapes.quoted_words(words)[0] > 0


def _find_end(found: list[_Read]) -> list[_Read]:
    """Below "About the author" or "References", up to a heading of the same depth, nothing is hers."""
    result: list[_Read] = []
    depth: int | None = None
    for one in found:
        if one.kind is BlockKind.HEADING:
            after = patterns.AFTERWORD.search(one.words) is not None
            if after or depth is None or one.run.level <= depth:
                depth = one.run.level if after else None
        elif depth is not None and one.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            one = replace(one, kind=BlockKind.BYLINE)
        result.append(one)
    return result


def _find_title(found: list[_Read]) -> list[_Read]:
    """The heading that opens the article, each time it stands there; and the first of level 1."""
    first = found[0] if found and found[0].kind is BlockKind.HEADING else None
    top = next((one for one in found if one.kind is BlockKind.HEADING and one.run.level == 1), None)
    names = {one.words for one in (top or first,) if one}
    return [
        replace(one, kind=BlockKind.TITLE)
        if one.kind is BlockKind.HEADING and one.words in names
        else one
        for one in found
    ]


def _cut(text: str, found: list[_Read]) -> Iterator[Block]:
    for one in found:
        run = one.run
        if one.kind in (BlockKind.TITLE, BlockKind.HEADING):
            level = 1 if one.kind is BlockKind.TITLE else max(run.level, 2)
            yield Block(one.kind, run.start, run.end, level)
        elif one.kind in (BlockKind.PARAGRAPH, BlockKind.DIALOGUE):
            yield from _cut_label(text, one)
        else:
            yield Block(one.kind, run.start, run.end)


def _cut_label(text: str, one: _Read) -> Iterator[Block]:
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
    last = shapes.sentence_starts(text, start, end)[-1]
    before = text[start:last].rstrip()
    if before:
        yield Block(BlockKind.PARAGRAPH, start, start + len(before))
    yield Block(BlockKind.LEAD_IN, last, end)
