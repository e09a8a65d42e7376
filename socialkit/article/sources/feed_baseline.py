"""Decides which entries of a feed are articles: those newer than the moment the feed was first named.

Older entries may be years old, and the owner has not reviewed them for this purpose. So they are left
out, unless `older:` asks for some or lines were already made from them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from socialkit.article.sources.feeds import FeedEntry
from socialkit.errors import Problem
from socialkit.files import write_atomically
from socialkit.model.wording import count

MAX_FEED_AGE = timedelta(days=1)
"""A feed may be served from a cache this old: an entry dated within it before the first read is still new."""
SUGGESTED_OLDER = 10
NO_NEW_ENTRIES = (
    "{count} {were} in this feed before you named it, so no lines are made from them; articles that you "
    "publish from now on are used. To use the newest {asked} of them too, write under articles: - "
    "{{feed: {feed}, older: {asked}}}"
)


@dataclass(frozen=True, slots=True)
class FeedSnapshot:
    """The entries of a feed when it was first read: `old` ones, and `kept` ones, from which lines had
    already been made."""

    seen_at: datetime
    old: frozenset[str]
    kept: frozenset[str]

    def counts(self, entry: FeedEntry) -> bool:
        """Is the entry newer than the snapshot? Without a date the address alone decides."""
        if entry.address in self.kept or entry.address in self.old:
            return entry.address in self.kept
        return entry.published_at is None or entry.published_at >= self.seen_at - MAX_FEED_AGE


class FeedBaseline:
    """The first snapshot of every feed, kept in one file. `older` is how many of the old entries to use,
    by feed; `find_made` returns the addresses from which lines were already made."""

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
        """A note for each feed without any entry that counts."""
        return tuple(Problem(one, 1, 1, words, "note") for one, words in self._notes.items())

    def choose(self, feed: str, entries: Sequence[FeedEntry]) -> tuple[FeedEntry, ...]:
        """The entries that count, in the order of the feed."""
        snapshots = self._read()
        snapshot = snapshots.get(feed)
        if snapshot is None:
            snapshot = self._first_snapshot(entries)
            self._write({**snapshots, feed: snapshot})
        old = [one for one in entries if not snapshot.counts(one)]
        wanted = {one.address for one in old[: self._older.get(feed, 0)]}
        found = tuple(one for one in entries if snapshot.counts(one) or one.address in wanted)
        if old and not found:
            self._notes[feed] = NO_NEW_ENTRIES.format(
                count=count(len(old), "entry", "entries"),
                were="was" if len(old) == 1 else "were",
                feed=feed,
                asked=min(SUGGESTED_OLDER, len(old)),
            )
        return found

    def _first_snapshot(self, entries: Sequence[FeedEntry]) -> FeedSnapshot:
        there = frozenset(one.address for one in entries)
        kept = there.intersection(self._find_made())
        return FeedSnapshot(self._now, there - kept, kept)

    def _read(self) -> dict[str, FeedSnapshot]:
        """The stored snapshots; empty if the file is missing or damaged."""
        try:
            rows = json.loads(self._path.read_bytes())
            return {
                feed: FeedSnapshot(
                    datetime.fromisoformat(row["seen_at"]),
                    frozenset(row["old"]),
                    frozenset(row["kept"]),
                )
                for feed, row in rows.items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def _write(self, snapshots: Mapping[str, FeedSnapshot]) -> None:
        """If this fails, the next read is the first one again; no old entry gets in by that."""
        rows = {
            feed: {
                "seen_at": one.seen_at.isoformat(),
                "old": sorted(one.old),
                "kept": sorted(one.kept),
            }
            for feed, one in snapshots.items()
        }
        with suppress(OSError):
            rows_as_bytes = json.dumps(rows, indent=1).encode()
            write_atomically(self._path, rows_as_bytes, private=True, dated=self._now)
