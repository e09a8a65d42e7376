"""Queue of units: the best fresh one first; recently used ones are skipped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush

from socialkit.model.network import Network
from socialkit.plan.content.units import Unit
from socialkit.plan.rotation.ledger import Ledger, is_near, split_words

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
