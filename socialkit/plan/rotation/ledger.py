"""Which words went, or will go, to which account and when; and the queues of units by last use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush

from socialkit.model.network import Network
from socialkit.plan.content.units import Unit

NEAR = 0.6
"""Two texts that share more than this part of their words read as the same line to a follower."""
NEVER_WITHIN = timedelta(hours=48)
"""No repeat rule may be shorter: a post is found on its network by its caption."""
# Not \w: it would cut Devanagari words to pieces at their vowel signs.
WORD = re.compile(r"[^\s.,;:!?…\"“”„«»()\[\]{}/—–|।]+")


class Ledger:
    """Uses of texts, by account; links with the same number are one account. A use counts for every text
    that is nearly the same."""

    def __init__(self, texts: Iterable[str], numbers: Mapping[str, str] | None = None) -> None:
        self._numbers = numbers or {}
        self._words = {text: split_words(text) for text in dict.fromkeys(texts)}
        self._counts = Counter(word for words in self._words.values() for word in words)
        self._bits = {word: 1 << number for number, word in enumerate(self._counts)}
        self._by_word: dict[str, list[tuple[str, int, int]]] = {}
        for text, words in self._words.items():
            known = text, self._mask(words), len(words)
            for word in self._rarest(words):
                self._by_word.setdefault(word, []).append(known)
        self._near: dict[str, tuple[str, ...]] = {}
        self._uses: dict[tuple[str, str], list[datetime]] = {}

    def near(self, text: str) -> tuple[str, ...]:
        """The known texts that are nearly the same as `text`; a known text is among them itself."""
        if text not in self._near:
            words = self._words.get(text) or split_words(text)
            rivals = {one for word in self._rarest(words) for one in self._by_word.get(word, ())}
            mask, size = self._mask(words), len(words)
            self._near[text] = tuple(  # is_near, without a call for each of so many
                one
                for one, other, others in rivals
                if (common := (mask & other).bit_count()) > NEAR * (size + others - common)
            )
        return self._near[text]

    def note(self, text: str, account: str, due_at: datetime) -> None:
        """Note one use of a text that was known from the start."""
        self._uses.setdefault((self._one(account), text), []).append(due_at)

    def is_fresh(self, text: str, account: str, at: datetime, apart: timedelta | None) -> bool:
        """Is no use of the text, before or after, nearer than `apart`? None means: never again."""
        uses = self._all_uses(text, account)
        if apart is None:
            return not uses
        least = max(apart, NEVER_WITHIN)
        return all(abs(at - use) >= least for use in uses)

    def fresh_from(
        self, text: str, account: str, at: datetime, apart: timedelta | None
    ) -> datetime | None:
        """The first instant from `at` on when the text is fresh, as far as is known; None: never.

        More uses can only make it later, never earlier.
        """
        uses = self._all_uses(text, account)
        if apart is None:
            return None if uses else at
        least = max(apart, NEVER_WITHIN)
        for use in sorted(uses):
            if abs(at - use) < least:
                at = use + least
        return at

    def last_use(self, text: str, account: str, before: datetime) -> datetime | None:
        """The latest use of the text until `before`, if any."""
        return max((one for one in self._all_uses(text, account) if one <= before), default=None)

    def _all_uses(self, text: str, account: str) -> list[datetime]:
        near, account = self.near(text), self._one(account)
        if len(near) == 1:
            return self._uses.get((account, near[0]), [])
        return [use for one in near for use in self._uses.get((account, one), ())]

    def _mask(self, words: frozenset[str]) -> int:
        """The known words as bits, so that comparing two texts is one step and not one per word."""
        return sum(self._bits.get(word, 0) for word in words)

    def _one(self, account: str) -> str:
        return self._numbers.get(account, account)

    def _rarest(self, words: frozenset[str]) -> list[str]:
        """As many of the rarest words as it takes for two nearly equal texts to share one of them (the
        prefix filter for set similarity)."""
        ordered = sorted(words, key=lambda word: (self._counts[word], word))
        return ordered[: len(ordered) - int(NEAR * len(ordered)) + 1]


def split_words(text: str) -> frozenset[str]:
    """The words of a text as they are compared: without case, punctuation and the shape of quotes."""
    folded = text.casefold().translate(str.maketrans("‘’ʼ", "'''"))
    words = (word.strip("'-#*•") for word in WORD.findall(folded))
    return frozenset(word for word in words if word) or frozenset({folded.strip()})


def is_near(one: frozenset[str], other: frozenset[str]) -> bool:
    """Do two texts share more than NEAR of their words?"""
    common = len(one & other)
    return common > NEAR * (len(one) + len(other) - common)


LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Queue:
    """The units that may go to some of `networks`, in order.

    Units that were used recently sleep: they are looked at again only when they can be fresh, which
    keeps planning quick.
    """

    def __init__(
        self,
        units: Sequence[Unit],
        networks: Sequence[Network],
        ledger: Ledger,
        apart: timedelta | None,
    ) -> None:
        self.units = [unit for unit in units if unit.serves(networks)]
        self._networks = networks
        self._ledger = ledger
        self._apart = apart
        self._awake = list(range(len(self.units)))
        self._asleep: list[tuple[datetime, int]] = []

    def fresh(self, at: datetime, count: int = 1) -> list[Unit]:
        """The first `count` fresh units, no two of them nearly the same; fewer if there are fewer."""
        self._wake(at)
        found: list[Unit] = []
        looked_at = []
        while self._awake and len(found) < count:
            index = heappop(self._awake)
            wakes_at = self._wakes_at(self.units[index], at)
            if wakes_at is not None and wakes_at > at:
                heappush(self._asleep, (wakes_at, index))
            elif wakes_at is not None:
                looked_at.append(index)
                _add_unlike(found, self.units[index])
        for index in looked_at:
            heappush(self._awake, index)
        return found

    def first_awake(self, at: datetime, count: int) -> Unit | None:
        """The best unit that `fresh` could begin with, found without the ledger; None when `fresh` is
        sure to find fewer than `count`."""
        self._wake(at)
        return self.units[self._awake[0]] if len(self._awake) >= count else None

    def longest_unused(self, at: datetime, count: int = 1) -> list[Unit]:
        """The `count` units that were used the longest ago, none of them within two days."""
        found: list[Unit] = []
        rested = [unit for unit in self.units if self._is_rested(unit, at)]
        for unit in sorted(rested, key=lambda unit: self.last_use(unit, at)):
            if len(found) < count:
                _add_unlike(found, unit)
        return found

    def last_use(self, unit: Unit, at: datetime) -> datetime:
        """When the unit was last used before `at` on any of the accounts."""
        uses = [
            self._ledger.last_use(text, account, at) or LONG_AGO
            for text in unit.texts
            for account in unit.addresses(self._networks)
        ]
        return max(uses, default=LONG_AGO)

    def _wake(self, at: datetime) -> None:
        while self._asleep and self._asleep[0][0] <= at:
            heappush(self._awake, heappop(self._asleep)[1])

    def _is_rested(self, unit: Unit, at: datetime) -> bool:
        return all(
            self._ledger.is_fresh(text, account, at, timedelta(0))
            for text in unit.texts
            for account in unit.addresses(self._networks)
        )

    def _wakes_at(self, unit: Unit, at: datetime) -> datetime | None:
        latest = at
        for text in unit.texts:
            for account in unit.addresses(self._networks):
                fresh_from = self._ledger.fresh_from(text, account, at, self._apart)
                if fresh_from is None:
                    return None
                latest = max(latest, fresh_from)
        return latest


def _add_unlike(found: list[Unit], unit: Unit) -> None:
    words = split_words(unit.text)
    if not any(is_near(words, split_words(other.text)) for other in found):
        found.append(unit)
