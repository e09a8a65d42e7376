"""What held, what was refused in words and what failed, and refusals told in short."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from socialkit.errors import CardError
from socialkit.model.card import Size

SIZES = tuple(str(size) for size in Size)


@dataclass(frozen=True, slots=True)
class Case:
    """What was tried: a theme, a size, and how much stood on the card or what."""

    theme: str
    size: str
    amount: str

    def __str__(self) -> str:
        """All of it."""
        return f"{self.theme} {self.size} {self.amount}"


@dataclass
class Tally:
    """How many held, how many were refused in words, and what failed."""

    held: int = 0
    refused: list[tuple[Case, str]] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def note(self, case: Case, found: str | CardError) -> None:
        """One more: a refusal, or what failed, or an empty string."""
        if isinstance(found, CardError):
            self.refused.append((case, str(found)))
        elif found:
            self.missed.append(f"{case}: {found}")
        else:
            self.held += 1

    @property
    def share(self) -> float:
        """Held in percent of what was not refused."""
        drawn = self.held + len(self.missed)
        return 100 * self.held / drawn if drawn else 0.0

    def reasons(self) -> Iterator[tuple[str, int, str]]:
        """Every reason of a refusal, the most frequent first: how often, and for what, in short."""
        grouped: dict[str, list[Case]] = {}
        for case, refusal in self.refused:
            grouped.setdefault(_reason(refusal), []).append(case)
        for reason, cases in sorted(grouped.items(), key=lambda one: -len(one[1])):
            yield reason, len(cases), "; ".join(_in_short(cases))


def _reason(refusal: str) -> str:
    """The refusal without what differs from card to card."""
    bare = re.sub(r"\b\d+\b", "N", re.sub("“[^”]*”", "“…”", refusal))
    return re.sub(rf"\ba ({'|'.join(SIZES)}) card", "such a card", bare).split(" Choose one of")[0]


def _in_short(cases: Iterable[Case]) -> Iterator[str]:
    """Cases by theme, where sizes with the same amounts are told together."""
    found: dict[tuple[str, str], list[str]] = {}
    for case in cases:
        found.setdefault((case.theme, case.size), []).append(case.amount)
    alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (theme, size), amounts in found.items():
        alike.setdefault((theme, tuple(amounts)), []).append(size)
    for (theme, several), sizes in alike.items():
        where = "every size" if len(sizes) == len(SIZES) else "+".join(sizes)
        yield f"{theme} {where}: {', '.join(several)}"
