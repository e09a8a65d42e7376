"""Finds contrasts and lists, which only make sense side by side or item by item."""

from __future__ import annotations

import re
from dataclasses import replace

from socialkit.lines.language.reference import leans_on_what_came_before
from socialkit.lines.language.sentence import Sentence, split_sentences
from socialkit.lines.rules import business
from socialkit.lines.rules.care import find_care_reason
from socialkit.lines.sides import Side, find_sides, read_label
from socialkit.model.article import Article, Block, BlockKind
from socialkit.model.lines import Part, Structure, assign_ids

MAX_SIDE_WORDS = 36
"""A longer side of a contrast is cut to the one block that shows it best."""

MAX_LABEL_WORDS = 40
MIN_ITEMS = 2
_SITUATION = re.compile(
    r"(?:situation|example|scenario|scene|case)\s*\d*\s*[:：–—-]\s*", re.IGNORECASE
)
_NAMING_MARK = re.compile(r"[:：–—]")
_NAMING = frozenset({BlockKind.HEADING, BlockKind.LABEL, BlockKind.LEAD_IN, BlockKind.PARAGRAPH})


def find_structures(article: Article) -> tuple[Structure, ...]:
    """The contrasts and lists of an article, in text order."""
    pairs = find_sides(article)
    taken = {index for pair in pairs for side in pair for index in range(side.label, side.end)}
    found = [_read_contrast(article, pair) for pair in pairs] + _read_lists(article, taken)
    found.sort(key=lambda one: one.parts[0].start)
    texts = [
        structure_text(one.label, [(part.label, part.text) for part in one.parts]) for one in found
    ]
    return tuple(
        replace(one, id=identifier, care=find_care_reason(text))
        for identifier, one, text in zip(assign_ids(article.slug, texts), found, texts, strict=True)
    )


def structure_text(label: str | None, parts: list[tuple[str | None, str]]) -> str:
    """All words of a structure as one text, a row for each part: what is approved and hashed to its id."""
    rows = [f"{name}: {text}" if name else text for name, text in parts]
    return "\n".join([label, *rows] if label else rows)


def _read_contrast(article: Article, pair: tuple[Side, Side]) -> Structure:
    parts = tuple(_read_side(article, side) for side in pair)
    return Structure("", "contrast", _contrast_label(article, pair), parts)


def _read_side(article: Article, side: Side) -> Part:
    blocks = article.blocks[side.first : side.end]
    start, end = _trim(article.text, blocks[0].start, blocks[-1].end)
    if len(article.text[start:end].split()) > MAX_SIDE_WORDS:
        block = _clearest_block(blocks)
        start, end = _trim(article.text, block.start, block.end)
    return Part(read_label(article, side.label), article.text[start:end], start, end)


def _clearest_block(blocks: tuple[Block, ...]) -> Block:
    """The first dialogue, else the first block: speech shows a side better than a description of it."""
    return next((block for block in blocks if block.kind is BlockKind.DIALOGUE), blocks[0])


def _contrast_label(article: Article, pair: tuple[Side, Side]) -> str:
    """The situation or heading directly above, else the two labels."""
    above = pair[0].label - 1
    if above >= 0:
        block = article.blocks[above]
        text = " ".join(article.slice(block).split())
        situation = _SITUATION.match(text)
        if situation or block.kind is BlockKind.HEADING:
            return (text[situation.end() :] if situation else text).rstrip(" :")
    return " / ".join(read_label(article, side.label) or "" for side in pair)


def _read_lists(article: Article, taken: set[int]) -> list[Structure]:
    found, index = [], 0
    while index < len(article.blocks):
        end = index
        while end < len(article.blocks) and article.blocks[end].kind is BlockKind.LIST_ITEM:
            end += 1
        if end - index >= MIN_ITEMS and index not in taken:
            found += _read_list(article, index, end)
        index = max(end, index + 1)
    return found


def _read_list(article: Article, first: int, end: int) -> list[Structure]:
    if first == 0 or not _leads_in(article, article.blocks[first - 1]):
        return []
    items = [_item(article, block) for block in article.blocks[first:end]]
    items = [item for item in items if item.text]
    label = _list_label(article, first)
    if len(items) < MIN_ITEMS or not label or _is_business(label, items):
        return []
    return [Structure("", "list", label, tuple(items))]


def _leads_in(article: Article, block: Block) -> bool:
    """Can it introduce the items below? A label without a colon is a table cell and cannot."""
    cell = block.kind is BlockKind.LABEL and not _NAMING_MARK.search(article.slice(block))
    return block.kind in _NAMING and not cell


def _item(article: Article, block: Block) -> Part:
    start, end = _trim(article.text, block.start, block.end)
    return Part(None, article.text[start:end], start, end)


def _list_label(article: Article, first: int) -> str:
    """The lead-in of the items from `first` on, with the sentence before it on the same row if it depends
    on that one. Always a slice."""
    block = article.blocks[first - 1]
    if block.kind is BlockKind.HEADING:
        return article.slice(block).strip()
    row = article.text.rfind("\n", 0, block.start) + 1
    paragraphs = [one for one in article.blocks[max(0, first - 2) : first] if one.start >= row]
    spans = split_sentences(article.text, paragraphs[0].start, block.end)
    if not spans:
        return ""
    start, end = spans[-1]
    last = Sentence(article.text[start:end], start, end)
    if len(spans) > 1 and leans_on_what_came_before(last):
        joined = article.text[spans[-2][0] : end]
        if len(joined.split()) <= MAX_LABEL_WORDS:
            return joined
    return article.text[start:end]


def _is_business(label: str, items: list[Part]) -> bool:
    """A list of links, offers or qualifications."""
    rules = (
        business.gives_contact,
        business.calls_to_action,
        business.is_notice,
        business.names_price,
    )
    sentences = [Sentence(text, 0, len(text)) for text in (label, *(item.text for item in items))]
    return any(rule(sentence) for sentence in sentences for rule in rules)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    run = text[start:end]
    return start + len(run) - len(run.lstrip()), max(start, start + len(run.rstrip()))
