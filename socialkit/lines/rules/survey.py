"""Lists every sentence of an article with its context."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from socialkit.lines.language.sentence import Sentence, find_quotes, split_sentences
from socialkit.lines.language.voices import opens_voice
from socialkit.lines.sides import Side, find_sides, names_a_side, read_label
from socialkit.model.article import Article, Block, BlockKind

_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING})
_EDGES = _HEADINGS | {BlockKind.LABEL, BlockKind.CALL_TO_ACTION, BlockKind.CONTACT}
MAX_SET_APART = 0.5
"""If a larger share of the running text is emphasised, that is page design and means nothing."""

_FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|i'll|i'd|my|me|myself)\b")


@dataclass(frozen=True, slots=True)
class _Place:
    section: str | None
    example: bool
    opens_section: bool
    ends_section: bool


def survey(article: Article) -> tuple[Sentence, ...]:
    """All sentences of an article with their context."""
    examples = _example_blocks(article, find_sides(article))
    emphatic = _has_meaningful_emphasis(article)
    section: str | None = None
    sentences: list[Sentence] = []
    for index, block in enumerate(article.blocks):
        place = _Place(
            section,
            index in examples,
            index == 0 or article.blocks[index - 1].kind in _EDGES,
            index + 1 == len(article.blocks) or article.blocks[index + 1].kind in _EDGES,
        )
        plain = block if emphatic or not block.emphasis else replace(block, emphasis=())
        sentences.extend(_read_block(article, plain, place))
        if block.kind is BlockKind.HEADING:
            section = " ".join(article.slice(block).split()) or None
    return tuple(sentences)


def _has_meaningful_emphasis(article: Article) -> bool:
    """Is so little emphasised that the emphasis was chosen?"""
    running = [block for block in article.blocks if block.kind is BlockKind.PARAGRAPH]
    apart = sum(end - start for block in running for start, end in block.emphasis)
    return apart <= MAX_SET_APART * sum(block.end - block.start for block in running)


def _example_blocks(article: Article, contrasts: list[tuple[Side, Side]]) -> frozenset[int]:
    """The blocks inside a contrast, and the one after a label whose other side is missing."""
    inside = {index for pair in contrasts for side in pair for index in range(side.label, side.end)}
    for index, block in enumerate(article.blocks):
        label = read_label(article, index) if block.kind is BlockKind.LABEL else None
        if index not in inside and label is not None and names_a_side(label):
            inside.add(index + 1)
    return frozenset(inside)


def _read_block(article: Article, block: Block, place: _Place) -> Iterator[Sentence]:
    spans = _spans(article, block)
    quotes = find_quotes(article.text, block.start, block.end)
    previous: str | None = None
    voiced = False
    for index, (start, end) in enumerate(spans):
        text = article.text[start:end]
        lead_in = block.kind is BlockKind.LEAD_IN and index < len(spans) - 1
        sentence = Sentence(
            text=text,
            start=start,
            end=end,
            kind=BlockKind.PARAGRAPH if lead_in else block.kind,
            place=index,
            siblings=len(spans),
            previous=previous,
            section=place.section,
            quotes=_within(quotes, start, end),
            opens_quoted=any(left < start < right for left, right in quotes),
            example=place.example,
            voiced=voiced and bool(_FIRST_PERSON.search(text.replace("’", "'").lower())),
            opens_section=place.opens_section,
            ends_section=place.ends_section,
            emphasised=_share_within(block.emphasis, start, end),
        )
        voiced = sentence.voiced or opens_voice(sentence)
        previous = text
        yield sentence


def _spans(article: Article, block: Block) -> list[tuple[int, int]]:
    if block.kind in (BlockKind.PARAGRAPH, BlockKind.LEAD_IN):
        return split_sentences(article.text, block.start, block.end)
    run = article.slice(block)
    start = block.start + len(run) - len(run.lstrip())
    end = block.start + len(run.rstrip())
    return [(start, end)] if start < end else []


def _share_within(spans: tuple[tuple[int, int], ...], start: int, end: int) -> float:
    if not spans:
        return 0.0
    first = bisect_right(spans, start, key=lambda span: span[1])
    last = bisect_left(spans, end, key=lambda span: span[0])
    return sum(min(end, b) - max(start, a) for a, b in spans[first:last]) / (end - start)


def _within(quotes: list[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    return tuple(
        (max(left, start) - start, min(right, end) - start)
        for left, right in quotes
        if left < end and right > start
    )
