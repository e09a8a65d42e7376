"""What happened in a week, on an axis of its own: seconds that pass whatever the clock on the wall says."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from tests.e2e.week.files import File

LOOK = 31.0
"""Seconds: a machine that is awake looks at least every thirty, and begins a second later at the most."""
HEARD = 2.0
"""Seconds until a touch that the system tells of is seen."""
HOLD = 60.0
"""So long a file that ends too early waits, and so long what an edit takes out."""
FOREVER = 1e9


@dataclass(frozen=True)
class Saved:
    """A good file, saved; `lag` is how soon it must be seen."""

    at: float
    file: File
    lag: float


@dataclass(frozen=True)
class Published:
    """One post in the book of a network."""

    at: float
    wall: datetime
    network: str
    tag: str
    version: int


@dataclass(frozen=True)
class Span:
    """A file, from when it may count and until when it may have."""

    since: float
    until: float
    file: File


@dataclass
class History:
    """All of it, in order."""

    start: datetime
    saves: list[Saved] = field(default_factory=list)
    published: list[Published] = field(default_factory=list)
    asleep: list[tuple[float, float]] = field(default_factory=list)
    steps: list[tuple[float, float]] = field(default_factory=list)
    kills: list[float] = field(default_factory=list)
    end: float = 0.0

    def wall(self, at: float) -> datetime:
        """What the clock on the wall says."""
        off = sum(by for when, by in self.steps if when <= at)
        return self.start + timedelta(seconds=at + off)

    def moments_of(self, wall: datetime) -> list[float]:
        """When the wall says so: once, or twice where the clock was set back."""
        found, off = [], 0.0
        edges = [0.0, *(when for when, _ in self.steps), FOREVER]
        for number, (begin, end) in enumerate(pairwise(edges)):
            off += self.steps[number - 1][1] if number else 0.0
            at = (wall - self.start).total_seconds() - off
            if begin <= at < end:
                found.append(at)
        return found

    def is_awake(self, at: float) -> bool:
        return not any(begin <= at < end for begin, end in self.asleep)

    def after_awake(self, at: float, seconds: float) -> float:
        """When it has been awake for so many seconds after `at`."""
        for begin, end in self.asleep:
            if end <= at:
                continue
            if at + seconds <= begin:
                break
            seconds -= max(0.0, begin - at)
            at = max(at, end)
        return at + seconds

    def spans(self) -> list[Span]:
        """Which file may have counted when: an edit counts once it was seen; one that ends too early
        waits for a minute from then."""
        found: list[Span] = []
        for number, saved in enumerate(self.saves):
            early, late = saved.at, self._seen(saved)
            if found and _ends_early(saved.file, found[-1].file):
                early += HOLD
                late = self._after_waiting(late)
                following = self.saves[number + 1].at if number + 1 < len(self.saves) else FOREVER
                if following <= early:
                    continue
            if found:
                found[-1] = Span(found[-1].since, late, found[-1].file)
            found.append(Span(early, FOREVER, saved.file))
        return found

    def _after_waiting(self, since: float) -> float:
        """When a file that waits counts; where the clock is set back meanwhile, it begins to wait again."""
        end = self.after_awake(since, HOLD + 1)
        for step, _ in self.steps:
            if since - LOOK <= step <= end:
                end = self.after_awake(step, LOOK + HOLD + 1)
        return end

    def awake_between(self, since: float, until: float) -> float:
        """Seconds awake."""
        spent = [min(end, until) - max(begin, since) for begin, end in self.asleep]
        return until - since - sum(one for one in spent if one > 0)

    def _seen(self, saved: Saved) -> float:
        seen = self.after_awake(saved.at, saved.lag)
        for kill in self.kills:
            if saved.at <= kill <= seen + 1:
                seen = self.after_awake(kill, LOOK)
        return seen


def _ends_early(file: File, before: File) -> bool:
    """Whether the last row is gone of a file that ends with its rows."""
    return file.ends_in_rows and file.row(before.rows[-1].tag) is None


class Possible:
    """Which files may count at a moment."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = spans
        self._since = [span.since for span in spans]

    def at(self, moment: float, *, back: float = 0.0) -> list[File]:
        """Those that may count at `moment`, or did within the `back` seconds before it."""
        last = bisect_right(self._since, moment)
        return [span.file for span in self._spans[:last] if span.until > moment - back]
