"""Makes many cards at once: by several processes where there are many new ones, from the first article on.

Processes, not threads: setting type is Python code, which threads would run one after the other
(measured with two of each on two cores: 230 cards a second and 250). A process takes a third of a
second to start, so a few cards are made in this one.
"""

from __future__ import annotations

import ctypes
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

from socialkit.cards.card_store import find_place, open_card_writer
from socialkit.errors import CardError
from socialkit.model.card import Brand, CardRequest

MIN_CARDS_FOR_POOL = 40
"""From so many new cards on, a second process pays for itself."""

CHUNK = 10
MAX_PROCESSES = 4


@dataclass(frozen=True, slots=True)
class CardJob:
    """One card and the folder for its file."""

    request: CardRequest
    brand: Brand
    assets: Path
    folder: Path

    @property
    def place(self) -> Path:
        """The path of the card, drawn or not."""
        return find_place(self.request, self.brand, assets=self.assets, folder=self.folder)


NewCard = tuple[Path, CardJob]


class CardPool:
    """Makes the cards that are not there yet. Other processes make them when there are many, while this
    one reads the next articles."""

    def __init__(self) -> None:
        self._places: list[Path] = []
        self._new: set[Path] = set()
        self._waiting: list[NewCard] = []
        self._work: list[tuple[list[NewCard], Future[list[CardError | None]]]] = []
        self._ended: list[list[NewCard]] = []  # their process was killed from outside
        self._pool: ProcessPoolExecutor | None = None

    def take(self, jobs: Sequence[CardJob]) -> None:
        """More cards. As soon as there are many new ones, other processes start on them."""
        for job in jobs:
            place = job.place
            self._places.append(place)
            if place not in self._new and not place.is_file():
                self._new.add(place)
                self._waiting.append((place, job))
        if len(self._new) >= MIN_CARDS_FOR_POOL and _processes() > 1:
            self._pool = self._pool or ProcessPoolExecutor(
                _processes(), mp_context=get_context("spawn")
            )
            self._send(self._pool, least=CHUNK)

    def finish(self, on_progress: Callable[[str], None]) -> list[CardError | None]:
        """Set what is left; `on_progress` gets how many are done. Give, in the order in which the cards
        were taken, the reason why one cannot be set.

        Raise MachineError when the disk is full or the shipped typefaces are missing.
        """
        if self._pool is not None:
            self._send(self._pool, least=1)
        refused: dict[Path, CardError | None] = {}
        left = Counter(place for place in self._places if place in self._new)
        done = len(self._places) - left.total()
        for outcomes in self._outcomes():
            refused |= outcomes
            done += sum(left[place] for place in outcomes)
            on_progress(f"{done} of {len(self._places)} cards")
        return [refused.get(place) for place in self._places]

    def close(self) -> None:
        """Start no other card."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def _send(self, pool: ProcessPoolExecutor, *, least: int) -> None:
        for chunk in self._chunks(least=least):
            try:
                self._work.append((chunk, pool.submit(render_cards, chunk)))
            except BrokenProcessPool:
                self._ended.append(chunk)

    def _chunks(self, *, least: int) -> Iterator[list[NewCard]]:
        """The waiting cards, some at a time; those of one look together, since they share a background."""
        self._waiting.sort(key=_look)
        while len(self._waiting) >= least:
            chunk, self._waiting = self._waiting[:CHUNK], self._waiting[CHUNK:]
            yield chunk

    def _outcomes(self) -> Iterator[dict[Path, CardError | None]]:
        for chunk, future in self._work:
            try:
                yield _by_place(chunk, future.result())
            except BrokenProcessPool:
                self._ended.append(chunk)
        for chunk in (*self._ended, *self._chunks(least=1)):
            yield _by_place(chunk, render_cards(chunk))


@contextmanager
def open_card_pool() -> Iterator[CardPool]:
    """A card pool that is closed in the end, whatever happens."""
    pool = CardPool()
    try:
        yield pool
    finally:
        pool.close()


def render_cards(cards: Sequence[NewCard]) -> list[CardError | None]:
    """Make some cards; for each the reason why it cannot be made, or None. They wait for the disk once,
    together."""
    from socialkit.cards.render import make_card  # the reading process can do without its tools

    refused: list[CardError | None] = []
    with open_card_writer() as keep:
        for place, job in cards:
            try:
                keep(place, make_card(job.request, job.brand, assets=job.assets).jpeg)
                refused.append(None)
            except CardError as error:
                refused.append(error)
    for look in {_look(card) for card in cards}:
        _give_back_memory(look)
    return refused


@lru_cache(maxsize=64)
def _give_back_memory(look: tuple[str, str]) -> None:  # noqa: ARG001 - once for each
    """Painting a ground uses memory that is then free; glibc would keep it in each process (measured: 18 MB
    of 77) and returns it to the system on request. Once for each theme and size."""
    with suppress(OSError, TypeError, AttributeError):  # only glibc has this function
        ctypes.CDLL(None).malloc_trim(0)


def _by_place(
    chunk: Sequence[NewCard], outcomes: Sequence[CardError | None]
) -> dict[Path, CardError | None]:
    return {place: outcome for (place, _), outcome in zip(chunk, outcomes, strict=True)}


def _look(card: NewCard) -> tuple[str, str]:
    return card[1].request.theme, card[1].request.size


def _processes() -> int:
    return min(os.cpu_count() or 1, MAX_PROCESSES)
