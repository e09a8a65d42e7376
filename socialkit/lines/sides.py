"""Finds the two sides of a contrast among the blocks: "With X:" and "Without X:", each with its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from socialkit.model.article import Article, BlockKind

MAX_LABEL_WORDS = 6
_MARKS = " :：.–—-*_"

_OPPOSITES = (
    (r"with(?! ?out)\b", r"without\b"),
    (r"before\b", r"after\b"),
    (r"(?:instead of|rather than)\b", r"(?:try|say|do|ask|choose)\b"),
    (r"(?:do not|don['’]t|avoid)\b", r"do(?! not|n)\b|try\b"),
    (r"myths?\b", r"(?:facts?|truth|reality)\b"),
    (r"unhelpful\b", r"helpful\b"),
    (r"unhealthy\b", r"healthy\b"),
    (r"unsafe\b", r"safe\b"),
    (r"not\b", r"but\b"),
    (r"disconnected\b", r"connected\b"),
    (r"(?:what (?:you|they) say|said)\b", r"(?:what (?:you|they) mean|meant)\b"),
    (r"(?:old|then)\b", r"(?:new|now)\b"),
    (r"reacting\b|reaction\b", r"responding\b|response\b"),
    (r"(?:expectation|belief)s?\b", r"reality\b|truth\b"),
)
_OPPOSITE_PATTERNS = tuple(
    (re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE)) for one, other in _OPPOSITES
)
_LABELLING = frozenset({BlockKind.LABEL, BlockKind.LEAD_IN, BlockKind.PARAGRAPH, BlockKind.HEADING})
_CLOSING = frozenset(
    {
        BlockKind.TITLE,
        BlockKind.HEADING,
        BlockKind.LABEL,
        BlockKind.CALL_TO_ACTION,
        BlockKind.CONTACT,
        BlockKind.BYLINE,
    }
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side: the index of its label block, and the blocks `first` to `end` (exclusive)."""

    label: int
    first: int
    end: int


def find_sides(article: Article) -> list[tuple[Side, Side]]:
    """The contrasts of an article, in order.

    The first side ends at the second label. The second has as many blocks as the first, at most up to
    the next heading or label: what follows belongs to the article again. In a table, a side is all the
    cells of its column.
    """
    found: list[tuple[Side, Side]] = []
    index = 0
    while index < len(article.blocks):
        pair = _read_pair(article, index)
        if pair is None:
            index += 1
        else:
            found.append(pair)
            index = pair[1].end
    return found


def _read_pair(article: Article, index: int) -> tuple[Side, Side] | None:
    label = read_label(article, index)
    if label is None:
        return None
    end = _end_of_side(article, index + 1)
    other = read_label(article, end) if end < len(article.blocks) else None
    if other is None or end == index + 1 or not are_opposites(label, other):
        return None
    natural = _end_of_side(article, end + 1)
    if _heads_a_column(article, end):
        last = _end_of_column(article, end + 1, natural)
    else:
        size = end - index - 1
        last = _whole_list(article, min(end + 1 + size, natural), natural)
    if last == end + 1:
        return None
    return Side(index, index + 1, end), Side(end, end + 1, last)


def read_label(article: Article, index: int) -> str | None:
    """The words of a short label block without its colon; None for any other block."""
    block = article.blocks[index]
    if block.kind not in _LABELLING or block.end - block.start > 80:
        return None
    text = article.slice(block).strip()
    words = text.strip(_MARKS)
    if not words or len(words.split()) > MAX_LABEL_WORDS:
        return None
    return words if block.kind is BlockKind.LABEL or text.endswith((":", "：")) else None


def are_opposites(one: str, other: str) -> bool:
    """Do two labels name the two sides of one thing, in either order?"""
    return any(
        (left.match(one) and right.match(other)) or (right.match(one) and left.match(other))
        for left, right in _OPPOSITE_PATTERNS
    )


def names_a_side(label: str) -> bool:
    """Is the label "With ..." or "Without ...", one side of a contrast even if the other is missing?"""
    return any(pattern.match(label) for pattern in _OPPOSITE_PATTERNS[0])


def _end_of_side(article: Article, index: int) -> int:
    while index < len(article.blocks):
        closing = article.blocks[index].kind in _CLOSING
        if closing or _is_next_label(article, index):
            break
        index += 1
    return index


def _is_next_label(article: Article, index: int) -> bool:
    label = read_label(article, index)
    return label is not None and any(
        left.match(label) or right.match(label) for left, right in _OPPOSITE_PATTERNS
    )


def _heads_a_column(article: Article, index: int) -> bool:
    """A label without a colon is the head of a column in a table."""
    block = article.blocks[index]
    marked = article.slice(block).rstrip().endswith((":", "："))
    return block.kind is BlockKind.LABEL and not marked


def _end_of_column(article: Article, index: int, natural: int) -> int:
    """All cells of a column are examples, however many the other column has."""
    while index < natural and article.blocks[index].kind is BlockKind.DIALOGUE:
        index += 1
    return index


def _whole_list(article: Article, end: int, natural: int) -> int:
    """The end of a side, after a list that it ends in."""
    while end < natural and article.blocks[end].kind is BlockKind.LIST_ITEM:
        end += 1
    return end
