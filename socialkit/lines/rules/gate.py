"""Why a sentence must not stand alone on a card: a table of named rules, the first that holds wins.

A rule reads only the sentence, its block and its section, so a paragraph elsewhere never changes
the verdict.
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
"""More cannot be set on a card at a readable size; and no rule has to look at a run without end."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A named reason to refuse: `code` for programs, `reason` for her."""

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
    Rule("contact", "It holds an address, a number or a network.", business.gives_contact),
    Rule("price", "It speaks of money.", business.names_price),
    Rule("call_to_action", "It asks the reader to do something.", business.calls_to_action),
    Rule("byline", "About the page, its author or the rules of the trade.", business.is_notice),
    Rule("quotation", "Somebody else’s words.", voices.is_attributed),
    Rule(
        "dialogue", "Speech of an example; alone it would read as your advice.", voices.is_dialogue
    ),
    Rule("dialogue", "Part of an example; alone nobody knows that it is one.", voices.is_example),
    Rule("question", "A question that needs its answer.", _asks),
    Rule(
        "language",
        "Not in English: whether it stands alone cannot be judged here.",
        clause.is_foreign,
    ),
    Rule("fragment", "Too short to say something by itself.", clause.is_short),
    Rule("fragment", "It has no full stop and reads as a label.", clause.is_unended),
    Rule(
        "self_reference",
        "It speaks of this article or of your own practice.",
        business.speaks_of_itself,
    ),
    Rule(
        "reported_thought",
        "What people wrongly think; the article corrects it afterwards.",
        voices.is_reported_thought,
    ),
    Rule(
        "dangling",
        "It leans on the sentence before it: alone, nobody knows what is meant.",
        reference.leans_on_what_came_before,
    ),
    Rule("fragment", "It is no whole sentence: it has no verb of its own.", clause.lacks_verb),
    Rule("heading", "A heading, though it has a full stop.", clause.is_heading_with_a_stop),
    Rule("fragment", "It never comes to its main clause.", clause.is_only_subordinate),
    Rule("number", "A figure or a finding that needs its source.", business.needs_source),
    Rule("hype", "It shouts.", business.is_hype),
)

NEVER_POST = Rule("never_post", "It holds a phrase that you never post.", lambda _: True)

SOFT_CODES = frozenset({"dangling"})
"""Refused only for want of the sentence before: together with it, the two may stand."""


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
    """The care gate: what only her own yes by id lets out, or None."""
    reason = find_care_reason(sentence.text)
    return None if reason is None else Rule("care", reason, lambda _: True)
