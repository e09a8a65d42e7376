"""The shelf of copies: pages and feeds that were read, so that a site is asked seldom and may be down.

One file an address: a row of JSON about the copy, then the page as it came. A file that does not
agree with its own fingerprint (a power cut, a full disk) counts as not there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from socialkit.article.links.extract import origin
from socialkit.article.sources.feed_baseline import FeedBaseline
from socialkit.article.sources.fetch import Answer, fetch
from socialkit.errors import ArticleError, PageOutOfReach, Problem
from socialkit.files import UNFINISHED, write_atomically

FRESH_FOR = timedelta(hours=1)
"""So long an address is not asked again; the daemon takes a turn at least as often."""

TRY_AGAIN_AFTER = timedelta(minutes=10)
"""So long a site that was down is left alone."""

KEEP_FOR = timedelta(days=30)
MOST_COPIES = 500
MOST_BYTES = 200_000_000
ENDING = ".page"


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A page as it came, when the site last said that it is so, and when it was asked last."""

    address: str
    answer: Answer
    read_at: datetime
    asked_at: datetime

    @property
    def is_late(self) -> bool:
        """Whether the site did not answer when it was asked last."""
        return self.asked_at > self.read_at


class PageCache:
    """The copies in one folder, for one reading of the workspace at the instant `now`, aware."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self._folder = folder
        self._now = now
        self._unkept: dict[str, Answer] = {}
        self._refused: dict[str, ArticleError] = {}
        self._silent: set[str | None] = set()
        self._notes: dict[str, str] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Notes: which pages could not be asked, and from when the copy is that was used instead."""
        return tuple(Problem(one, 1, 1, words, "note") for one, words in self._notes.items())

    def load(self, address: str) -> Answer:
        """What stands at `address`: the copy where it is fresh or the site is down, else the page.

        Raise ArticleError when there is no such page, PageOutOfReach without any copy.
        """
        if address in self._refused:
            raise self._refused[address]
        copy = self._find(address)
        if copy is not None and self._is_fresh(copy):
            self._tell_if_late(copy)
            return copy.answer
        try:
            return self._unkept[address] if address in self._unkept else self._ask(address, copy)
        except PageOutOfReach as error:
            if copy is not None:
                return self._make_do(copy)
            self._refused[address] = error
            raise
        except ArticleError as error:
            self._refused[address] = error
            raise

    def first_sights(
        self, older: Mapping[str, int], find_made: Callable[[], Collection[str]]
    ) -> FeedBaseline:
        """What feeds held when they were seen first. It lies beside the copies, for these may be deleted
        whenever she likes."""
        path = self._folder.with_name("feeds.json")
        return FeedBaseline(path, self._now, older=older, find_made=find_made)

    def _is_fresh(self, copy: CachedPage) -> bool:
        rest = TRY_AGAIN_AFTER if copy.is_late else FRESH_FOR
        return timedelta(0) <= self._now - copy.asked_at < rest

    def _ask(self, address: str, copy: CachedPage | None) -> Answer:
        """Ask the site, unless it did not answer for another of its pages a moment ago."""
        site = origin(address)
        if site in self._silent:
            raise PageOutOfReach(
                f"{address} could not be reached: its site did not answer. "
                f"Check your internet connection, then try again."
            )
        try:
            answer = fetch(address, held=copy.answer if copy else None)
        except PageOutOfReach as error:
            if error.whole_site:
                self._silent.add(site)
            raise
        self._keep(CachedPage(address, answer, self._now, self._now))
        return answer

    def _make_do(self, copy: CachedPage) -> Answer:
        late = replace(copy, asked_at=self._now)
        self._keep(late)
        self._tell_if_late(late)
        return late.answer

    def _tell_if_late(self, copy: CachedPage) -> None:
        if copy.is_late:
            day, end = copy.read_at.astimezone(), (copy.read_at + KEEP_FOR).astimezone()
            self._notes[copy.address] = (
                f"it could not be reached just now; the copy of {day.day} {day:%B %Y} is used, "
                f"until {end.day} {end:%B} at the latest"
            )

    def _path(self, address: str) -> Path:
        name = hashlib.sha256(address.encode("utf-8", "surrogateescape")).hexdigest()[:32]
        return self._folder / f"{name}{ENDING}"

    def _find(self, address: str) -> CachedPage | None:
        """The copy of an address; None where there is none that may be used."""
        try:
            copy = unpack(self._path(address).read_bytes())
        except OSError:
            return None
        if copy is None or copy.address != address or self._now - copy.read_at > KEEP_FOR:
            return None
        return copy

    def _keep(self, copy: CachedPage) -> None:
        """Keep a copy. Where that cannot be, the page is used all the same, and a note says so."""
        try:
            write_atomically(
                self._path(copy.address), pack(copy), private=True, dated=self._now, durable=False
            )
            prune(self._folder, now=self._now)
        except OSError as error:
            self._unkept[copy.address] = copy.answer
            self._notes[str(self._folder)] = (
                f"no copies of pages can be kept here ({error.strerror or error}); make room on "
                f"the disk or allow writing there"
            )


def pack(copy: CachedPage) -> bytes:
    """A copy as its file holds it."""
    about = asdict(copy.answer)
    body: bytes = about.pop("body")
    about |= {
        "address": copy.address,
        "read_at": copy.read_at.isoformat(),
        "asked_at": copy.asked_at.isoformat(),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    return json.dumps(about).encode() + b"\n" + body


def unpack(data: bytes) -> CachedPage | None:
    """The copy that a file holds; None where it is torn or was written by something else."""
    head, _, body = data.partition(b"\n")
    try:
        about = json.loads(head)
        if about.pop("sha256") != hashlib.sha256(body).hexdigest():
            return None
        read_at, asked_at = (
            datetime.fromisoformat(about.pop(name)) for name in ("read_at", "asked_at")
        )
        address: str = about.pop("address")
        if read_at.tzinfo is None or asked_at.tzinfo is None:
            return None
        return CachedPage(address, Answer(body=body, **about), read_at, asked_at)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def prune(folder: Path, *, now: datetime) -> None:
    """Take away what is too old to be used, then the oldest of what is too much."""
    room, files = MOST_BYTES, sorted(_by_age(folder), reverse=True)
    for number, (written, size, path) in enumerate(files, 1):
        room -= size
        is_old = now.timestamp() - written > KEEP_FOR.total_seconds()
        if is_old or number > MOST_COPIES or room < 0:
            path.unlink(missing_ok=True)


def _by_age(folder: Path) -> Iterable[tuple[float, int, Path]]:
    for path in folder.iterdir():
        try:
            stat = path.stat()
        except OSError:  # another socialkit took it away meanwhile
            continue
        if path.suffix in (ENDING, UNFINISHED):
            yield stat.st_mtime, stat.st_size, path
