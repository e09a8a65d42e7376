"""The rules that refuse a sentence, in order, and what they look at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from socialkit.lines.language import clause, reference, voices
from socialkit.lines.language.sentence import Sentence, find_quotes, split_sentences
from socialkit.lines.language.voices import opens_voice
from socialkit.lines.rules import business
from socialkit.lines.rules.care import find_care_reason
from socialkit.lines.sides import Side, find_sides, names_a_side, read_label
from socialkit.model.article import Article, Block, BlockKind
from socialkit.model.text import holds_phrase

_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING})
_EDGES = _HEADINGS | {BlockKind.LABEL, BlockKind.CALL_TO_ACTION, BlockKind.CONTACT}
MAX_SET_APART = 0.5
"""If a larger share of the running text is emphasised, that is page design and means nothing."""
_OPENING_WORD = re.compile(r"[\s\"'“‘«(\[*_]{0,8}([^\W\d_]\w{0,40})")
_CUT_WORD = re.compile(r"[a-z]-[ \t]*\n\s*(?!(?:and|or|to)\b)[a-z]")
_FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|i'll|i'd|my|me|myself)\b")


@dataclass(frozen=True, slots=True)
class _Place:
    section: str | None
    example: bool
    opens_section: bool
    ends_section: bool
    continues: bool
    breaks_off: bool


def survey(article: Article) -> tuple[Sentence, ...]:
    """All sentences of an article with their context."""
    examples = _example_blocks(article, find_sides(article))
    emphatic = _has_meaningful_emphasis(article)
    has_capitals = _has_capitals(article)
    section: str | None = None
    sentences: list[Sentence] = []
    for index, block in enumerate(article.blocks):
        place = _Place(
            section,
            index in examples,
            index == 0 or article.blocks[index - 1].kind in _EDGES,
            index + 1 == len(article.blocks) or article.blocks[index + 1].kind in _EDGES,
            block.continues or (has_capitals and _opens_small(article.slice(block))),
            index + 1 < len(article.blocks) and article.blocks[index + 1].continues,
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
            is_torn=_is_torn(text, place, index, len(spans)),
        )
        voiced = sentence.voiced or opens_voice(sentence)
        previous = text
        yield sentence


def _has_capitals(article: Article) -> bool:
    """Does the owner begin sentences with capitals? Some write without any."""
    opened = [article.slice(one) for one in article.blocks if one.kind is BlockKind.PARAGRAPH]
    small = sum(map(_opens_small, opened))
    return len(opened) < 2 or 2 * small <= len(opened)


def _opens_small(text: str) -> bool:
    """A small letter first, in a script that has capitals; "iPhone" is a name."""
    word = _OPENING_WORD.match(text)
    return word is not None and word[1][0].islower() and word[1].lower() == word[1]


def _is_torn(text: str, place: _Place, index: int, siblings: int) -> bool:
    if _CUT_WORD.search(text):
        return True
    return (place.continues and index == 0) or (place.breaks_off and index == siblings - 1)


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


MAX_WORDS = 45
MAX_LETTERS = 600
"""Characters. More does not fit on a card at a readable size, and the rules need not test huge texts."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason to refuse a sentence: `code` for programs (stable), `reason` for people."""

    code: str
    reason: str
    refuses: Callable[[Sentence], bool]


def _of_kind(kind: BlockKind) -> Callable[[Sentence], bool]:
    return lambda sentence: sentence.kind is kind


def _ends_in_colon(sentence: Sentence) -> bool:
    return sentence.text.rstrip("*_ ").endswith((":", "：", ":-", "…:"))


def _asks(sentence: Sentence) -> bool:
    if sentence.quotes and sentence.quotes[-1][1] >= len(sentence.text) - 1:
        return False
    return sentence.text.rstrip("\"'”’»)]").endswith(("?", "？"))


def _is_too_long(sentence: Sentence) -> bool:
    return len(sentence.text) > MAX_LETTERS or sentence.length > MAX_WORDS


BLOCK_RULES = (
    Rule("heading", "The title of the article.", _of_kind(BlockKind.TITLE)),
    Rule("heading", "A heading, not a sentence of its own.", _of_kind(BlockKind.HEADING)),
    Rule("label", "A label that names what follows.", _of_kind(BlockKind.LABEL)),
    Rule("list_fragment", "One item of a list.", _of_kind(BlockKind.LIST_ITEM)),
    Rule("lead_in", "It announces what follows.", _of_kind(BlockKind.LEAD_IN)),
    Rule("dialogue", "Words of an example, not yours.", _of_kind(BlockKind.DIALOGUE)),
    Rule("quotation", "Somebody else’s words.", _of_kind(BlockKind.QUOTATION)),
    Rule(
        "call_to_action", "It asks the reader to do something.", _of_kind(BlockKind.CALL_TO_ACTION)
    ),
    Rule("contact", "Contact details.", _of_kind(BlockKind.CONTACT)),
    Rule("byline", "About the page or its author.", _of_kind(BlockKind.BYLINE)),
)
SENTENCE_RULES = (
    Rule("too_long", f"More than {MAX_WORDS} words: too long for a card.", _is_too_long),
    Rule("lead_in", "It ends in a colon and announces what follows.", _ends_in_colon),
    Rule("lead_in", "It announces what follows.", clause.announces),
    Rule("list_fragment", "One item of a list.", clause.opens_with_a_number),
    Rule("label", "It opens with a label, as an entry of a list does.", clause.opens_with_label),
    Rule("contact", "It contains an address, a phone number or a network.", business.gives_contact),
    Rule("price", "It is about money.", business.names_price),
    Rule("call_to_action", "It asks the reader to do something.", business.calls_to_action),
    Rule("byline", "About the page, its author or professional rules.", business.is_notice),
    Rule("quotation", "Somebody else’s words.", voices.is_attributed),
    Rule(
        "dialogue", "Speech in an example; alone it would read as your advice.", voices.is_dialogue
    ),
    Rule(
        "dialogue", "Part of an example; alone nobody can tell that it is one.", voices.is_example
    ),
    Rule("question", "A question that needs its answer.", _asks),
    Rule(
        "language",
        "Not in English: the rules cannot tell whether it can stand alone.",
        clause.is_foreign,
    ),
    Rule(
        "fragment",
        "Only a part of a sentence: the rest is in another row.",
        lambda one: one.is_torn,
    ),
    Rule(
        "fragment",
        "It ends in its middle and goes on with a small letter.",
        clause.goes_on_after_its_end,
    ),
    Rule("fragment", "Too short to say anything on its own.", clause.is_short),
    Rule("fragment", "It has no full stop and reads as a label.", clause.is_unended),
    Rule(
        "self_reference",
        "It is about this article or about your own practice.",
        business.speaks_of_itself,
    ),
    Rule(
        "reported_thought",
        "What people wrongly think; the article corrects it afterwards.",
        voices.is_reported_thought,
    ),
    Rule(
        "dangling",
        "It depends on the sentence before it: alone, nobody knows what it means.",
        reference.leans_on_what_came_before,
    ),
    Rule("fragment", "It is not a whole sentence: it has no verb of its own.", clause.lacks_verb),
    Rule("heading", "A heading, though it has a full stop.", clause.is_heading_with_a_stop),
    Rule("fragment", "It has no main clause.", clause.is_only_subordinate),
    Rule("number", "A figure or a finding that needs its source.", business.needs_source),
    Rule("hype", "It has an exclamation mark or sounds like an advertisement.", business.is_hype),
)
NEVER_POST = Rule("never_post", "It contains a phrase from never_post.", lambda _: True)
SOFT_CODES = frozenset({"dangling"})
"""Refused only because the sentence before is missing: together the two may be a line."""


def find_refusal(sentence: Sentence, *, never_post: Sequence[str] = ()) -> Rule | None:
    """The first rule that refuses the sentence, or None. `never_post` are phrases already folded."""
    for rule in BLOCK_RULES:
        if rule.refuses(sentence):
            return rule
    if never_post and holds_phrase(sentence.text, never_post):
        return NEVER_POST
    for rule in SENTENCE_RULES:
        if rule.refuses(sentence):
            return rule
    return None


def find_care_rule(sentence: Sentence) -> Rule | None:
    """The rule for a sentence under care, which needs approval by its id, or None."""
    reason = find_care_reason(sentence.text)
    return None if reason is None else Rule("care", reason, lambda _: True)
