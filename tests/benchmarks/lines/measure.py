"""One row of the table: what somebody picks from every text, how good it is and how long it takes."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from socialkit.article.read import read_article
from socialkit.model.article import Article
from tests.benchmarks.lines.labelled import Labelled, Picked, Quotebench, Scores
from tests.benchmarks.lines.pickers import Picker

WARM_RUNS = 7
PATIENCE_SECONDS = 1.0
"""No further run of a text is begun after so long: the essays are many and long."""

COLD_RUNS = 7
COLD_WORDS = 1_100

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `picked` is by name of text; of several draws, the first."""

    name: str
    scores: Scores
    picked: dict[str, Picked]


@dataclass(frozen=True, slots=True)
class ColdTime:
    """A whole process from nothing: milliseconds on the wall and of CPU."""

    wall: float
    cpu: float


def measure(
    name: str, pickers: Sequence[Picker], bench: Quotebench, texts: Sequence[Labelled]
) -> Row:
    """The row of these pickers over these texts; several pickers give the mean of their figures."""
    picked = {text.name: pick_from(text, pickers) for text in texts}
    draws = [{text: each[index] for text, each in picked.items()} for index in range(len(pickers))]
    return Row(name, mean_of([bench.score(one) for one in draws]), draws[0])


def pick_from(text: Labelled, pickers: Sequence[Picker]) -> list[Picked]:
    """What each picks from one text. The first is timed, from the file to the picks, for all."""
    first, *others = pickers
    lines, milliseconds = time_warm(lambda: first(read(text)))
    article = read(text)
    return [
        Picked(tuple(each), milliseconds) for each in (lines, *(one(article) for one in others))
    ]


def read(text: Labelled) -> Article:
    """The text as every picker gets it."""
    return read_article(text.path.name, folder=text.path.parent)


def time_warm(work: Callable[[], Result]) -> tuple[Result, float]:
    """What it gives, and the median time of the runs after the first."""
    result, spent = work(), list[float]()
    while len(spent) < WARM_RUNS and sum(spent) < PATIENCE_SECONDS:
        began = time.perf_counter()
        work()
        spent.append(time.perf_counter() - began)
    return result, 1000 * statistics.median(spent)


def mean_of(draws: Sequence[Scores]) -> Scores:
    """Each figure's mean."""
    return {
        part: {name: statistics.fmean(one[part][name] for one in draws) for name in figures}
        for part, figures in draws[0].items()
    }


def find_usual_length(texts: Sequence[Labelled]) -> Labelled:
    """The text whose length is nearest to that of a usual article."""
    return min(texts, key=lambda one: abs(count_words(one) - COLD_WORDS))


def count_words(text: Labelled) -> int:
    """How long a text is."""
    return len(text.path.read_text("utf-8").split())


def time_reading(text: Labelled) -> float:
    """How long it takes, warm, until the text is an Article."""
    return time_warm(lambda: read(text))[1]


def time_cold(article: Path, runs: int = COLD_RUNS) -> ColdTime:
    """The medians of whole runs of `socialkit lines ARTICLE --json`."""
    with tempfile.TemporaryDirectory() as folder:
        times = [_run_cold(article, Path(folder)) for _ in range(runs)]
    return ColdTime(
        statistics.median(one.wall for one in times), statistics.median(one.cpu for one in times)
    )


def _run_cold(article: Path, folder: Path) -> ColdTime:
    words = [sys.executable, "-m", "socialkit", "lines", str(article), "--json"]
    before, began = _cpu_of_children(), time.perf_counter()
    subprocess.run(words, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    wall, cpu = time.perf_counter() - began, _cpu_of_children() - before
    return ColdTime(1000 * wall, 1000 * cpu)


def _cpu_of_children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime
