"""The rules that refuse a sentence for a card: a table, of which the first that applies wins.

A rule reads only the sentence, its block and its section, so that a change elsewhere in the article
never changes the result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from socialkit.lines.language import clause, reference, voices
from socialkit.lines.language.sentence import Sentence
from socialkit.lines.rules import business
from socialkit.lines.rules.care import find_care_reason
from socialkit.model.article import BlockKind
from socialkit.model.wording import holds_phrase

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
