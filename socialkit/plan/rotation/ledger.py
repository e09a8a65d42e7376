"""Which texts went, or will go, to which account and when; nearly equal texts count as the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

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
