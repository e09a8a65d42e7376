"""Which entries of a feed are articles: those newer than the moment she named the feed.

What was on her site before she named its feed may be years old, and she has not looked it through for
this. So it stays out, unless she asks for it (`older:`) or lines were made of it already.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from socialkit.article.sources.feeds import Entry
from socialkit.errors import Problem
from socialkit.files import write_atomically

CACHED_FOR = timedelta(days=1)
"""So old a feed may be when it comes: what is missing in it then and dated since is new all the same."""
ASKED_FOR = 10
NONE_COUNTS = (
    "{count} stood in this feed before you named it, so no line is made of them; what you publish "
    "from now on counts. To use the newest {asked} of them, too, write under articles: - {{feed: {feed}, "
    "older: {asked}}}"
)


@dataclass(frozen=True, slots=True)
class Sight:
    """What a feed held when it was seen first: entries that are old, and those of which lines had been
    made by then, which stay."""

    seen_at: datetime
    old: frozenset[str]
    kept: frozenset[str]

    def counts(self, entry: Entry) -> bool:
        """Whether an entry came after the first sight. Without a date the address alone tells."""
        if entry.address in self.kept or entry.address in self.old:
            return entry.address in self.kept
        return entry.published_at is None or entry.published_at >= self.seen_at - CACHED_FOR


class FeedBaseline:
    """What was seen first, of every feed, kept in one file. `older` is how many of the old entries she
    asks for, by feed; `find_made` gives the addresses of which lines were made already."""

    def __init__(
        self,
        path: Path,
        now: datetime,
        *,
        older: Mapping[str, int],
        find_made: Callable[[], Collection[str]],
    ) -> None:
        self._path = path
        self._now = now
        self._older = older
        self._find_made = find_made
        self._notes: dict[str, str] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """A note for each feed of which nothing counts."""
        return tuple(Problem(one, 1, 1, words, "note") for one, words in self._notes.items())

    def choose(self, feed: str, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """The entries that count, in the order of the feed."""
        sights = self._read()
        sight = sights.get(feed)
        if sight is None:
            sight = self._look(entries)
            self._write({**sights, feed: sight})
        old = [one for one in entries if not sight.counts(one)]
        wanted = {one.address for one in old[: self._older.get(feed, 0)]}
        found = tuple(one for one in entries if sight.counts(one) or one.address in wanted)
        if old and not found:
            count = "1 entry" if len(old) == 1 else f"{len(old)} entries"
            asked = min(ASKED_FOR, len(old))
            self._notes[feed] = NONE_COUNTS.format(count=count, feed=feed, asked=asked)
        return found

    def _look(self, entries: Sequence[Entry]) -> Sight:
        there = frozenset(one.address for one in entries)
        kept = there.intersection(self._find_made())
        return Sight(self._now, there - kept, kept)

    def _read(self) -> dict[str, Sight]:
        """What is remembered; nothing where the file is not there or torn."""
        try:
            rows = json.loads(self._path.read_bytes())
            return {
                feed: Sight(
                    datetime.fromisoformat(row["seen_at"]),
                    frozenset(row["old"]),
                    frozenset(row["kept"]),
                )
                for feed, row in rows.items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def _write(self, sights: Mapping[str, Sight]) -> None:
        """Where it cannot be kept, the next look is the first one again: nothing old slips in by that."""
        rows = {
            feed: {
                "seen_at": one.seen_at.isoformat(),
                "old": sorted(one.old),
                "kept": sorted(one.kept),
            }
            for feed, one in sights.items()
        }
        with suppress(OSError):
            rows_as_bytes = json.dumps(rows, indent=1).encode()
            write_atomically(self._path, rows_as_bytes, private=True, dated=self._now)
