"""Breaks a quote into lines, by the cost of each break."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import inf

from socialkit.cards.typography.leaning import is_of_pair, leans_on_before, leans_on_next, opens
from socialkit.cards.typography.shaping import Word

LINE = 0.7
"""The cost of every line; it outweighs the bonus of one more break."""
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
    """The cost of a line of several words that opens with this one, if it is the last word of a sentence
    or clause."""
    if not index:
        return 0.0
    if _stops(words[index]):
        return STRANDED
    return STRANDED_CLAUSE if words[index].text.endswith((",", ";", ":")) else 0.0


def closing_cost(words: Sequence[Word], index: int) -> float:
    """The cost of a break before this word; breaks that fit the sense have a negative cost."""
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
    """The cost of a break before this word if the line then ends with the first word of a sentence."""
    return STRANDED if 1 < index < len(words) and _stops(words[index - 2]) else 0.0


def _stops(word: Word) -> bool:
    return bool(re.search(r"[.?!।…][”’)]*$", word.text)) and len(word.text) > 2


BEST_LINE = LINE + AFTER_STOP
"""The lowest cost of a line."""
EASES = (1.0, 0.94, 0.88)
"""Shares of the largest size to try: the very largest leaves no choice of breaks."""
UNEVEN = 16.0
"""The cost of a line that is twice as long as the others, or empty."""
SIZE_LOSS = 16.0
"""The cost of losing the whole size; more if the words are already small. Chosen by looking at fifty cards:
even lines are worth a little size."""
STEEP_LOSS = 90.0
"""A quadratic cost: a little smaller is cheap, half as large is never worth a better break."""


@dataclass(frozen=True, slots=True)
class Room:
    """The room for the words in px, and the proportions of the type in em.

    `slack` is how far punctuation may hang out of the box, in px.
    """

    width: float
    height: float
    slack: float
    leading: float
    body: float

    def height_of(self, count: int, size: int) -> float:
        """The height in px of this many lines."""
        return ((count - 1) * self.leading + self.body) * size


@dataclass(frozen=True, slots=True)
class Fit:
    """A size in px and lines as (first word, past last word)."""

    size: int
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """The words on one endless line: where each starts and ends (em), and the costs of breaks.

    `opening[i]` is the cost of a line of several words that starts with word i, `closing[i]` of a break
    before word i, `stranding[i]` of such a break if its line has more than word i - 1.
    """

    starts: tuple[float, ...]
    ends: tuple[float, ...]
    hangs_left: tuple[float, ...]
    hangs_right: tuple[float, ...]
    breakable: tuple[bool, ...]
    opening: tuple[float, ...]
    closing: tuple[float, ...]
    stranding: tuple[float, ...]


def fit_words(words: Sequence[Word], room: Room, sizes: range) -> Fit | None:
    """The best setting of the words at one of the `sizes`, or None if none fits."""
    return fit_strip(lay_strip(words), room, sizes)


def fit_strip(strip: Strip, room: Room, sizes: range) -> Fit | None:
    """The same for a strip, which can be reused for several rooms."""
    needs = cache(lambda size: _lines_needed(strip, room, size))
    words = len(strip.starts)
    largest = _largest(needs, room, sizes, words)
    if largest is None:
        return None
    fewest = needs(largest)
    best = (inf, Fit(largest, ()))
    counts = range(max(1, fewest - 2), min(words, fewest + 1) + 1)
    for loss, size, count in sorted(_choices(needs, room, sizes, largest, counts)):
        if loss + count * BEST_LINE < best[0]:
            cost, lines = _break_lines(strip, room, size, count, best[0] - loss)
            best = min(best, (cost + loss, Fit(size, lines)), key=lambda option: option[0])
    return best[1] if best[1].lines else None


Needs = Callable[[int], int]
"""The number of lines that the words need at a size."""


def _choices(
    needs: Needs, room: Room, sizes: range, largest: int, counts: range
) -> Iterator[tuple[float, int, int]]:
    """Settings to try, as (cost of the size, size, number of lines)."""
    size_cost = SIZE_LOSS * sizes[-1] / largest
    for count in counts:
        size = _largest(needs, room, sizes, count, exactly=True)
        for ease in EASES if size else ():
            eased = int(size * ease) if size else 0
            lost = 1 - eased / largest
            if eased >= sizes[0]:
                yield size_cost * lost + STEEP_LOSS * lost**2, eased, count


def lay_strip(words: Sequence[Word]) -> Strip:
    """The words on one line, with the costs of breaks."""
    past = tuple(accumulate(word.width + word.gap for word in words))
    starts = (0.0, *past[:-1])
    breaks = range(len(words) + 1)
    return Strip(
        starts=starts,
        ends=tuple(start + word.width for start, word in zip(starts, words, strict=True)),
        hangs_left=tuple(word.hang_left for word in words),
        hangs_right=tuple(word.hang_right for word in words),
        breakable=(False, *(not word.binds for word in words[:-1]), True),
        opening=tuple(opening_cost(words, index) for index in range(len(words))),
        closing=tuple(closing_cost(words, index) for index in breaks),
        stranding=tuple(stranding_cost(words, index) for index in breaks),
    )


def _largest(
    needs: Needs, room: Room, sizes: range, most: int, *, exactly: bool = False
) -> int | None:
    """The largest size at which the words fit in at most, or exactly, this many lines."""

    def fails(size: int) -> bool:
        needed = needs(size)
        return needed > most or room.height_of(most if exactly else needed, size) > room.height

    if fails(sizes[0]):
        return None
    return sizes[bisect.bisect_left(sizes, True, key=fails) - 1]


def _reach(strip: Strip, room: Room, size: int, first: int) -> int:
    """The index after the last word that fits on a line that starts with `first`."""
    slack = room.slack / size
    limit = strip.starts[first] + room.width / size + min(strip.hangs_left[first], slack)
    past = bisect.bisect_right(strip.ends, limit, lo=first)
    while past < len(strip.ends):
        if strip.ends[past] - min(strip.hangs_right[past], slack) > limit:
            break
        past += 1
    while past > first and not strip.breakable[past]:
        past -= 1
    return past


def _lines_needed(strip: Strip, room: Room, size: int) -> int:
    """How many lines the words need; more than there are words if one does not fit at all."""
    first, count, end = 0, 0, len(strip.starts)
    while first < end:
        past = _reach(strip, room, size, first)
        if past == first:
            return end + 1
        first, count = past, count + 1
    return count


Lines = tuple[tuple[int, int], ...]


def _break_lines(
    strip: Strip, room: Room, size: int, count: int, limit: float
) -> tuple[float, Lines]:
    """The cheapest way to break the words into exactly `count` lines, and its cost.

    Ways that cannot cost less than `limit` are dropped; if none is left, the cost is infinite.
    """
    end = len(strip.starts)
    reaches = [_reach(strip, room, size, first) for first in range(end)]
    target = max(
        1e-6, min(room.width / size, strip.ends[-1] / count)
    )  # punctuation alone has no width
    earliest = _earliest(reaches, count)
    ways: dict[int, tuple[float, Lines]] = {0: (0.0, ())}
    for line in range(1, count + 1):
        longer: dict[int, tuple[float, Lines]] = {}
        lowest, highest = (end, end) if line == count else (earliest[line], end - (count - line))
        for first, (before, lines) in ways.items():
            for past in range(max(first + 1, lowest), min(reaches[first], highest) + 1):
                if not strip.breakable[past]:
                    continue
                cost = before + _cost(strip, room.slack / size, (first, past), target)
                if cost + (count - line) * BEST_LINE >= limit:
                    continue
                if past not in longer or cost < longer[past][0]:
                    longer[past] = (cost, (*lines, (first, past)))
        ways = longer
    return ways.get(end, (inf, ()))


def _earliest(reaches: list[int], count: int) -> list[int]:
    """For each line, the earliest end at which the remaining lines can hold the rest."""
    earliest = [len(reaches)]
    for _ in range(count):
        first = earliest[-1]
        while first > 0 and reaches[first - 1] >= earliest[-1]:
            first -= 1
        earliest.append(first)
    return earliest[::-1]


def _cost(strip: Strip, slack: float, line: tuple[int, int], target: float) -> float:
    first, past = line
    width = strip.ends[past - 1] - strip.starts[first]
    width -= min(strip.hangs_left[first], slack) + min(strip.hangs_right[past - 1], slack)
    cost = LINE + UNEVEN * ((width - target) / target) ** 2 + strip.closing[past]
    is_last, is_lone = past == len(strip.starts), past - first == 1
    if not is_lone:
        return (
            cost
            + strip.opening[first]
            + strip.stranding[past]
            + (SHORT_LAST_LINE if is_last and first and width < 0.45 * target else 0.0)
        )
    if not first:
        return cost
    if is_last:
        return cost + LONE_LAST_WORD + (SHORT_LAST_LINE if width < 0.45 * target else 0.0)
    return cost + LONE_WORD
