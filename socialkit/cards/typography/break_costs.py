"""What a line break costs: a designer's judgement in points.

In: measured Words and a place between them. Out: points; fewer are better, some are a gain.
Knows nothing of sizes, boxes or how the cheapest way is found.

The figures were settled by looking at cards: even lines, breaks at sense, no stranded words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from socialkit.cards.typography.leaning import is_of_pair, leans_on_before, leans_on_next, opens
from socialkit.cards.typography.shaping import Word

LINE = 0.7
"""Every further line must pay for the bonus of its break."""
SHORT_END = 3.8
SHORT_START = 5.0
PARTED_OF = 1.6
SHORT_LAST_LINE = 4.0
LONE_LAST_WORD = 5.0
LONE_WORD = 3.0
STRANDED = 3.6
STRANDED_CLAUSE = 2.5
BROKEN_EMPHASIS = 1.1
BEFORE_EMPHASIS = -0.6
AFTER_STOP = -0.9
AFTER_COMMA = -0.5
BEFORE_SENSE = -0.35


def opening_cost(words: Sequence[Word], index: int) -> float:
    """The cost of a line of several words that opens with this one: the tail of a sentence or a
    clause would be stranded there."""
    if not index:
        return 0.0
    if _stops(words[index]):
        return STRANDED
    return STRANDED_CLAUSE if words[index].text.endswith((",", ";", ":")) else 0.0


def closing_cost(words: Sequence[Word], index: int) -> float:
    """The cost of a break before this word; breaks at sense are paid for."""
    if index in (0, len(words)):
        return 0.0
    last, following = words[index - 1], words[index]
    cost = 0.0
    if leans_on_next(last.text, following.text):
        first = last.emphasised and (index < 2 or not words[index - 2].emphasised)
        cost += 2 * SHORT_END if first else SHORT_END
    if leans_on_before(following.text, last.text):
        cost += SHORT_START
    if is_of_pair(last.text, following.text):
        cost += PARTED_OF
    if last.emphasised and following.emphasised:
        cost += BROKEN_EMPHASIS
    elif following.emphasised:
        cost += BEFORE_EMPHASIS
    if re.search(r"[.;:—?!।…][”’)]*$", last.text):
        return cost + AFTER_STOP
    if re.search(r",[”’]*$", last.text):
        return cost + AFTER_COMMA
    return cost + (BEFORE_SENSE if opens(following.text) else 0.0)


def stranding_cost(words: Sequence[Word], index: int) -> float:
    """The cost of a break before this word when that leaves a sentence's first word at a line's end."""
    return STRANDED if 1 < index < len(words) and _stops(words[index - 2]) else 0.0


def _stops(word: Word) -> bool:
    return bool(re.search(r"[.?!।…][”’)]*$", word.text)) and len(word.text) > 2
