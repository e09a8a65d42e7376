"""Caches pages and feeds, so that a site is asked rarely and may be down for a while.

One file per address: a row of JSON about the copy, then the body. A file that does not match its own
hash (after a power cut or a full disk) counts as missing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from socialkit.article.links.extract import origin
from socialkit.article.links.urls import page_identity
from socialkit.article.sources.access import OWNERS, access_to
from socialkit.article.sources.feed_baseline import FeedBaseline
from socialkit.article.sources.feeds import is_feed
from socialkit.article.sources.fetch import Answer, fetch
from socialkit.article.sources.page_signs import StrangeKind
from socialkit.article.sources.strange_pages import (
    KnownArticle,
    StrangeSight,
    describe_kept,
    describe_strange,
    digest,
    find_kind,
)
from socialkit.errors import ArticleError, PageOutOfReach, Problem, StrangePage
from socialkit.files import UNFINISHED, write_atomically

MAX_CACHE_AGE = timedelta(hours=1)
"""An address is not asked again within this time; the daemon runs a cycle at least as often."""

RETRY_PERIOD = timedelta(minutes=10)
"""A site that was down is not asked again within this time."""

MAX_COPY_AGE = timedelta(days=30)
MAX_COPIES = 500
MAX_BYTES = 200_000_000
ENDING = ".page"


@dataclass(frozen=True, slots=True)
class CachedPage:
    """A page as received, when the site last confirmed it, and when the site was last asked."""

    address: str
    answer: Answer
    read_at: datetime
    asked_at: datetime

    @property
    def is_stale(self) -> bool:
        """Did the site fail to answer when it was last asked?"""
        return self.asked_at > self.read_at


class PageCache:
    """The copies in one folder, for one load of the workspace at the instant `now` (aware)."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self._folder = folder
        self._now = now
        self._access = OWNERS
        self._load_known: Callable[[], Mapping[str, KnownArticle]] = dict
        self._known: Mapping[str, KnownArticle] | None = None
        self._is_known_feed: Callable[[str], bool] = lambda _: False
        self._sights_path = folder.with_name("strange_pages.json")
        self._sights = read_sights(self._sights_path)
        self._unsaved: dict[str, Answer] = {}
        self._refused: dict[str, ArticleError] = {}
        self._unreachable_sites: set[str | None] = set()
        self._notes: dict[str, str] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Notes: which pages could not be reached, and the date of the copy that was used instead."""
        return tuple(Problem(one, 1, 1, words, "note") for one, words in self._notes.items())

    def load(self, address: str) -> Answer:
        """The page at `address`: a copy if it is fresh or the site is down, else from the web.

        Raises ArticleError when there is no such page, PageOutOfReach when there is no copy either.
        """
        if address in self._refused:
            raise self._refused[address]
        copy = self._find(address)
        if copy is not None and self._is_fresh(copy):
            self._note_if_stale(copy)
            return copy.answer
        try:
            return self._unsaved[address] if address in self._unsaved else self._ask(address, copy)
        except PageOutOfReach as error:
            if copy is not None:
                return self._use_old_copy(copy)
            self._refused[address] = error
            raise
        except ArticleError as error:
            self._refused[address] = error
            raise

    def allow(self, addresses: Iterable[str], logins: Mapping[str, str]) -> None:
        """Ask private addresses only where the owner wrote them; `logins` are by address."""
        self._access = access_to(addresses, logins)

    def feed_baseline(
        self, older: Mapping[str, int], find_made: Callable[[], Collection[str]]
    ) -> FeedBaseline:
        """The first snapshots of feeds. They are stored beside the folder of copies, because the copies may
        be deleted at any time."""
        path = self._folder.with_name("feeds.json")
        baseline = FeedBaseline(path, self._now, older=older, find_made=find_made)
        self._is_known_feed = baseline.is_feed
        return baseline

    def protect(self, load_known: Callable[[], Mapping[str, KnownArticle]]) -> None:
        """Compare each page with what is known of its article, so that another page at its address does
        not take its place. `load_known` gives that by `page_identity`; it is called at most once."""
        self._load_known = load_known

    def _find_known(self, address: str) -> KnownArticle | None:
        if self._known is None:
            self._known = self._load_known()
        return self._known.get(page_identity(address))

    def _is_fresh(self, copy: CachedPage) -> bool:
        rest = RETRY_PERIOD if copy.is_stale else MAX_CACHE_AGE
        return timedelta(0) <= self._now - copy.asked_at < rest

    def _ask(self, address: str, copy: CachedPage | None) -> Answer:
        """Ask the site, unless it did not answer for another of its pages just now."""
        site = origin(address)
        if site in self._unreachable_sites:
            raise PageOutOfReach(
                f"{address} could not be reached: its site did not answer. "
                f"Check your internet connection, then try again."
            )
        try:
            cached = copy.answer if copy else None
            answer = fetch(address, cached=cached, access=self._access)
        except PageOutOfReach as error:
            if error.whole_site:
                self._unreachable_sites.add(site)
            raise
        if copy is None or answer != copy.answer:
            self._refuse_strange(address, answer, copy)
        self._remember_sight(address, None)
        self._keep(CachedPage(address, answer, self._now, self._now))
        return answer

    def _refuse_strange(self, address: str, answer: Answer, copy: CachedPage | None) -> None:
        """Raise StrangePage where something else than the article stands at its address."""
        kind = self._find_kind(address, answer, copy)
        if kind is None:
            return
        seen, before = digest(address, answer), self._sights.get(address)
        is_same = before is not None and before.sha256 == seen and before.since <= self._now
        sight = before if before is not None and is_same else StrangeSight(kind, seen, self._now)
        if sight.is_believed(self._now):
            return
        self._remember_sight(address, sight)
        known = self._find_known(address)
        raise StrangePage(describe_strange(address, kind, sight.since, known))

    def _find_kind(
        self, address: str, answer: Answer, copy: CachedPage | None
    ) -> StrangeKind | None:
        known = self._find_known(address)
        if known is not None and not known.lines:
            return None  # the owner has given up the old words
        if copy is None and not is_feed(answer) and self._is_known_feed(address):
            return StrangeKind.NO_FEED
        lines = known.lines if known else ()
        return find_kind(address, answer, known=lines, copy=copy.answer if copy else None)

    def _remember_sight(self, address: str, sight: StrangeSight | None) -> None:
        if self._sights.get(address) == sight:
            return
        self._sights.pop(address, None)
        if sight is not None:
            self._sights[address] = sight
        write_sights(self._sights_path, self._sights, self._now)

    def _use_old_copy(self, copy: CachedPage) -> Answer:
        late = replace(copy, asked_at=self._now)
        self._keep(late)
        self._note_if_stale(late)
        return late.answer

    def _note_if_stale(self, copy: CachedPage) -> None:
        sight = self._sights.get(copy.address)
        if copy.is_stale and sight is not None:
            known = self._find_known(copy.address)
            self._notes[copy.address] = describe_kept(sight, copy.read_at, known)
        elif copy.is_stale:
            day, end = copy.read_at.astimezone(), (copy.read_at + MAX_COPY_AGE).astimezone()
            self._notes[copy.address] = (
                f"this page could not be reached; the copy of {day.day} {day:%B %Y} is used, "
                f"until {end.day} {end:%B} at the latest"
            )

    def _path(self, address: str) -> Path:
        name = hashlib.sha256(address.encode("utf-8", "surrogateescape")).hexdigest()[:32]
        return self._folder / f"{name}{ENDING}"

    def _find(self, address: str) -> CachedPage | None:
        """The copy of an address; None if there is none that may be used."""
        try:
            copy = unpack(self._path(address).read_bytes())
        except OSError:
            return None
        if copy is None or copy.address != address or self._now - copy.read_at > MAX_COPY_AGE:
            return None
        return copy

    def _keep(self, copy: CachedPage) -> None:
        """Save a copy. If that fails, the page is used all the same, and a note says so."""
        try:
            write_atomically(
                self._path(copy.address), pack(copy), private=True, dated=self._now, durable=False
            )
            prune(self._folder, now=self._now)
        except OSError as error:
            self._unsaved[copy.address] = copy.answer
            self._notes[str(self._folder)] = (
                f"copies of pages cannot be saved here ({error.strerror or error}); free space on "
                f"the disk or allow writing to this folder"
            )


def read_sights(path: Path) -> dict[str, StrangeSight]:
    """What stood at addresses instead of their articles; empty if the file is missing or damaged."""
    try:
        rows = json.loads(path.read_bytes())
        return {
            address: StrangeSight(
                StrangeKind(row["kind"]), str(row["sha256"]), _aware(str(row["since"]))
            )
            for address, row in rows.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _aware(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at


def write_sights(path: Path, sights: Mapping[str, StrangeSight], now: datetime) -> None:
    """Store them; if that fails, the days in which a page must stand unchanged begin again."""
    rows = {
        address: {"kind": one.kind, "sha256": one.sha256, "since": one.since.isoformat()}
        for address, one in sights.items()
    }
    with suppress(OSError):
        write_atomically(path, json.dumps(rows, indent=1).encode(), private=True, dated=now)


def pack(copy: CachedPage) -> bytes:
    """The content of a copy's file."""
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
    """The copy in a file; None if the file is damaged or was not written by `pack`."""
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
    """Delete copies that are too old to be used, then the oldest beyond the limits."""
    room, files = MAX_BYTES, sorted(_by_age(folder), reverse=True)
    for number, (written, size, path) in enumerate(files, 1):
        room -= size
        is_old = now.timestamp() - written > MAX_COPY_AGE.total_seconds()
        if is_old or number > MAX_COPIES or room < 0:
            path.unlink(missing_ok=True)


def _by_age(folder: Path) -> Iterable[tuple[float, int, Path]]:
    for path in folder.iterdir():
        try:
            stat = path.stat()
        except OSError:  # another process deleted it meanwhile
            continue
        if path.suffix in (ENDING, UNFINISHED):
            yield stat.st_mtime, stat.st_size, path
