"""Cards by the hundred: on every core where there are many new ones.

In: requests with their folders. Out: for each, what is wrong with it, or None. Knows nothing of
articles and lines.

Processes, not threads: setting type is Python's work, which threads would do one after the other
(measured, two of each on two cores: 230 cards a second and 250). A process takes a third of a second
to begin, so a few cards are set here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from socialkit.cards import find_place, shelve
from socialkit.errors import CardError
from socialkit.model import Brand, CardRequest

FEWEST_FOR_MANY = 40
"""From so many new cards on, a second process pays for itself."""

CHUNK = 10
MOST_PROCESSES = 4


@dataclass(frozen=True, slots=True)
class CardJob:
    """One card and the folder that it belongs into."""

    request: CardRequest
    brand: Brand
    assets: Path
    folder: Path


def shelve_all(jobs: Sequence[CardJob], *, told: Callable[[str], None]) -> list[CardError | None]:
    """Set every card that is not there yet; `told` hears how many are done.

    Gives, in the order of the jobs, the reason why a card cannot be set. Raise MachineError when the
    disk is full or the shipped typefaces are missing.
    """
    outcomes: list[CardError | None] = []
    for outcome in _run(jobs):
        outcomes.append(outcome)
        if len(outcomes) % CHUNK == 0:
            told(f"{len(outcomes)} of {len(jobs)} cards")
    return outcomes


def _run(jobs: Sequence[CardJob]) -> Iterator[CardError | None]:
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    if processes < 2 or sum(map(_is_new, jobs)) < FEWEST_FOR_MANY:
        yield from map(shelve_one, jobs)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(shelve_one, jobs, chunksize=CHUNK)


def _is_new(job: CardJob) -> bool:
    place = find_place(job.request, job.brand, assets=job.assets, folder=job.folder)
    return not place.is_file()


def shelve_one(job: CardJob) -> CardError | None:
    """Set one card, or say why it cannot be set."""
    try:
        shelve(job.request, job.brand, assets=job.assets, folder=job.folder)
    except CardError as error:
        return error
    return None
