"""Which words went, or will go, to which account at what time; near-same words count as the same.

In: texts, accounts, instants. Out: whether a text is fresh. Pure.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

NEAR = 0.6
"""Two texts that share this part of their words read as the same line to a follower."""
NEVER_WITHIN = timedelta(hours=48)
"""No repeat rule may be shorter: the caption is how a post is recognised on the network."""


class Ledger:
    """Uses of texts, by account. Texts that are nearly the same share one page."""

    def __init__(self) -> None:
        self._pages: dict[str, int] = {}
        self._words: list[frozenset[str]] = []
        self._by_word: dict[str, list[int]] = {}
        self._uses: dict[tuple[str, int], list[datetime]] = {}

    def note(self, text: str, account: str, due_at: datetime) -> None:
        """Write down one use."""
        self._uses.setdefault((account, self._page(text)), []).append(due_at)

    def is_fresh(self, text: str, account: str, due_at: datetime, apart: timedelta | None) -> bool:
        """Is no use of the text, before or after, nearer than `apart`? None means: never again."""
        uses = self._uses.get((account, self._page(text)), ())
        if apart is None:
            return not uses
        least = max(apart, NEVER_WITHIN)
        return all(abs(due_at - use) >= least for use in uses)

    def last_use(self, text: str, account: str) -> datetime | None:
        """The latest use of the text, if any."""
        return max(self._uses.get((account, self._page(text)), ()), default=None)

    def _page(self, text: str) -> int:
        if text not in self._pages:
            self._pages[text] = self._find_page(text)
        return self._pages[text]

    def _find_page(self, text: str) -> int:
        words = frozenset(re.findall(r"\w+", text.casefold()))
        shared: dict[int, int] = {}
        for word in words:
            for page in self._by_word.get(word, ()):
                shared[page] = shared.get(page, 0) + 1
        for page, common in sorted(shared.items()):
            if common > NEAR * (len(words) + len(self._words[page]) - common):
                return page
        self._words.append(words)
        for word in words:
            self._by_word.setdefault(word, []).append(len(self._words) - 1)
        return len(self._words) - 1
