"""Which entries of a feed are articles: those that came after the owner named the feed.

What was decided about an entry stays: one that counted goes on to count when newer ones push it out of the
feed, and one that was there before stays out when the site or its addresses change.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from socialkit.article.links.address import split_address
from socialkit.article.sources.feeds import FeedEntry
from socialkit.errors import Problem
from socialkit.files import write_atomically
from socialkit.model.text import count, normalise

MAX_FEED_AGE = timedelta(days=1)
"""A feed may be served from a cache this old: an entry dated within it before the first read is still new."""
MAX_BACKDATED = 3
"""So many entries older than all others may appear at once and be new; more are a longer feed."""
MAX_KNOWN = 2000
SUGGESTED_OLDER = 10
NO_NEW_ENTRIES = (
    "{count} {were} in this feed before you named it, so no lines are made from them; articles that you "
    "publish from now on are used. To use the newest {asked} of them too, write under articles: - "
    "{{feed: {feed}, older: {asked}}}"
)


@dataclass(frozen=True, slots=True)
class FeedSnapshot:
    """What is known of a feed since it was first read at `seen_at`: the addresses of `old` entries, which
    were there before, and of `kept` ones, which count. `marks` are the guid and title of each address;
    `last` are the addresses at the last look, `oldest_at` the oldest date then."""

    seen_at: datetime
    old: frozenset[str]
    kept: frozenset[str]
    marks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    last: frozenset[str] = frozenset()
    oldest_at: datetime | None = None

    def find_known(self, entry: FeedEntry, there: Collection[str]) -> str | None:
        """The address under which an entry is known already. Without it the guid decides, then the path
        (a new host), then the title (new permalinks), but never that of an entry that is `there` too."""
        if entry.address in self.old or entry.address in self.kept:
            return entry.address
        others = [one for one in (*self.old, *self.kept) if one not in there]
        for sign in (_guid_of, _path_of, _title_of):
            wanted = sign(entry.address, _marks_of(entry))
            same = [one for one in others if sign(one, self.marks.get(one, ("", ""))) == wanted]
            if wanted and same:
                return same[0]
        return None

    def is_new(self, entry: FeedEntry, *, may_be_backdated: bool) -> bool:
        """Did an entry that nobody saw before come after the first look? Without a date it did. One with
        an older date did if it could not have been there unseen."""
        at = entry.published_at
        if at is None or at >= self.seen_at - MAX_FEED_AGE:
            return True
        return may_be_backdated or (self.oldest_at is not None and at > self.oldest_at)


def _marks_of(entry: FeedEntry) -> tuple[str, str]:
    return entry.guid or "", normalise(entry.title or "")


def _guid_of(_: str, marks: tuple[str, str]) -> str:
    return "" if "://" in marks[0] else marks[0]


def _path_of(address: str, _: tuple[str, str]) -> str:
    parts = split_address(address)
    if parts is None or not (parts.segments or parts.query):
        return ""
    return f"{'/'.join(parts.segments)}?{sorted(parts.query)}"


def _title_of(_: str, marks: tuple[str, str]) -> str:
    return marks[1]


class FeedBaseline:
    """What is known of every feed, kept in one file. `older` is how many of the old entries to use, by
    feed; `find_made` returns the addresses from which lines were already made."""

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

    @cached_property
    def _made(self) -> frozenset[str]:
        """Asked once for all feeds: every lines.yaml is read for it."""
        return frozenset(self._find_made())

    @property
    def problems(self) -> tuple[Problem, ...]:
        """A note for each feed without any entry that counts."""
        return tuple(Problem(one, 1, 1, words, "note") for one, words in self._notes.items())

    def is_feed(self, address: str) -> bool:
        """Was there a feed at this address before?"""
        return address in self._read()

    def choose(self, feed: str, entries: Sequence[FeedEntry]) -> tuple[FeedEntry, ...]:
        """The entries that count, in the order of the feed; then those that counted and are no longer
        listed, as long as there are lines of them."""
        snapshots = self._read()
        before = snapshots.get(feed)
        if before is None and not entries:
            return ()
        snapshot = before or self._first_snapshot(entries, self._made)
        snapshot = _decide(snapshot, entries)
        if snapshot != before:
            self._write({**snapshots, feed: snapshot})
        return self._choose(feed, snapshot, entries, self._made)

    def _choose(
        self, feed: str, snapshot: FeedSnapshot, entries: Sequence[FeedEntry], made: Collection[str]
    ) -> tuple[FeedEntry, ...]:
        old = [one for one in entries if one.address in snapshot.old]
        asked = self._older.get(feed, 0)
        wanted = {one.address for one in old[:asked]}
        found = [one for one in entries if one.address in snapshot.kept or one.address in wanted]
        if old and not found:
            self._note_without_new(feed, old)
        there = {one.address for one in entries}
        used = snapshot.kept | snapshot.old if asked else snapshot.kept
        left = sorted(one for one in used.intersection(made) if one not in there)
        return (*found, *(FeedEntry(one, is_remembered=True) for one in left))

    def _note_without_new(self, feed: str, old: Sequence[FeedEntry]) -> None:
        self._notes[feed] = NO_NEW_ENTRIES.format(
            count=count(len(old), "entry", "entries"),
            were="was" if len(old) == 1 else "were",
            feed=feed,
            asked=min(SUGGESTED_OLDER, len(old)),
        )

    def _first_snapshot(self, entries: Sequence[FeedEntry], made: Collection[str]) -> FeedSnapshot:
        """Entries of which lines were made stay, also where the feed names them at another host."""
        paths = {path for one in made if (path := _path_of(one, ("", "")))}
        there = {one.address: _path_of(one.address, ("", "")) for one in entries}
        kept = frozenset(one for one, path in there.items() if one in made or path in paths)
        return FeedSnapshot(self._now, frozenset(there) - kept, kept)

    def _read(self) -> dict[str, FeedSnapshot]:
        """The stored snapshots; empty if the file is missing or damaged."""
        try:
            rows = json.loads(self._path.read_bytes())
            return {feed: _unpack(row) for feed, row in rows.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def _write(self, snapshots: Mapping[str, FeedSnapshot]) -> None:
        """If this fails, the next read is the first one again; no old entry gets in by that."""
        rows = {feed: _pack(one) for feed, one in snapshots.items()}
        with suppress(OSError):
            rows_as_bytes = json.dumps(rows, indent=1).encode()
            write_atomically(self._path, rows_as_bytes, private=True, dated=self._now)


def _decide(snapshot: FeedSnapshot, entries: Sequence[FeedEntry]) -> FeedSnapshot:
    """The snapshot with a decision about every entry of the feed."""
    if not entries:
        return snapshot
    there = {one.address for one in entries}
    known = {one.address: snapshot.find_known(one, there) for one in entries}
    unseen = [one for one in entries if known[one.address] is None]
    is_whole = bool(snapshot.last) and snapshot.last <= {*there, *known.values()}
    may_be_backdated = is_whole and len(unseen) <= MAX_BACKDATED
    new = {one for one in unseen if snapshot.is_new(one, may_be_backdated=may_be_backdated)}
    kept = snapshot.kept | {one.address for one in new}
    kept |= {now for now, before in known.items() if before in snapshot.kept}
    dates = [one.published_at for one in entries if one.published_at is not None]
    marks = {**snapshot.marks, **{one.address: _marks_of(one) for one in entries}}
    return replace(
        snapshot,
        old=snapshot.old | (frozenset(there) - kept),
        kept=_still_used(kept, known),
        marks=dict(list(marks.items())[-MAX_KNOWN:]),
        last=frozenset(there),
        oldest_at=min(dates, default=None),
    )


def _still_used(kept: frozenset[str], known: Mapping[str, str | None]) -> frozenset[str]:
    """Without the former address of an entry that has another one now."""
    former = {before for now, before in known.items() if before is not None and before != now}
    return kept - former


def _pack(one: FeedSnapshot) -> dict[str, object]:
    return {
        "seen_at": one.seen_at.isoformat(),
        "old": sorted(one.old),
        "kept": sorted(one.kept),
        "marks": {address: list(marks) for address, marks in one.marks.items()},
        "last": sorted(one.last),
        "oldest_at": one.oldest_at.isoformat() if one.oldest_at else None,
    }


def _unpack(row: Mapping[str, object]) -> FeedSnapshot:
    marks, oldest = row.get("marks", {}), row.get("oldest_at")
    if not isinstance(marks, dict):
        raise TypeError("marks")
    return FeedSnapshot(
        datetime.fromisoformat(str(row["seen_at"])),
        _texts(row["old"]),
        _texts(row["kept"]),
        {address: (str(guid), str(title)) for address, (guid, title) in marks.items()},
        _texts(row.get("last", [])),
        datetime.fromisoformat(str(oldest)) if oldest else None,
    )


def _texts(values: object) -> frozenset[str]:
    if not isinstance(values, Iterable) or isinstance(values, str):
        raise TypeError("a list of addresses")
    return frozenset(map(str, values))
