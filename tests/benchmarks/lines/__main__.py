"""`python -m tests.benchmarks.lines`: everything in one run, and one table.

The goals are meant for the sealed part, so a figure of the dev set that misses one is no failure.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.lines.labelled import QUOTEBENCH, Quotebench, is_here
from tests.benchmarks.lines.measure import (
    COLD_RUNS,
    count_words,
    find_usual_length,
    measure,
    time_cold,
    time_reading,
)
from tests.benchmarks.lines.pickers import Picker, draw, pick_lead, pick_ours
from tests.benchmarks.lines.table import show_table, show_usual, show_yield

DRAWS = 20

OURS = "socialkit"


def plain_pickers() -> dict[str, Sequence[Picker]]:
    """The rows that need no library, by name."""
    return {
        OURS: [pick_ours],
        "lead": [pick_lead],
        f"random, {DRAWS} draws": [draw(seed) for seed in range(DRAWS)],
    }


def run(bench: Quotebench, pickers: dict[str, Sequence[Picker]]) -> None:
    """Measure all, and print."""
    rows, load = {}, os.getloadavg()[0]
    for name, draws in pickers.items():
        print(f"{name} ...", file=sys.stderr)
        rows[name] = measure(name, draws, bench, bench.texts)
    articles, essays = bench.part("domain"), bench.part("quoted")
    print(
        f"lines picked from the dev set: {len(articles)} articles of the trade, "
        f"{len(essays)} essays\n"
    )
    print(show_table(list(rows.values())))
    print(
        "\nms: mean over the texts of the median warm run, from the file to the picks"
        "\nThe dev set is for development; the goals are meant for the sealed part.\n"
    )
    print(show_yield(rows[OURS], articles))
    usual = find_usual_length(articles)
    whole = rows[OURS].picked[usual.name].milliseconds
    cold = time_cold(usual.path)
    print(show_usual(usual, count_words(usual), time_reading(usual), whole, cold))
    print(f"(the process: median of {COLD_RUNS} runs)")
    print(
        f"Times hold for a quiet machine; this one's load was {load:.1f} on {os.cpu_count()} processors."
    )


def main(folder: Path = QUOTEBENCH) -> int:
    """Run it, or say what is missing."""
    if not is_here(folder):
        print(f"The labelled texts are not here: {folder} is missing.", file=sys.stderr)
        print("Put the folder shared beside the repository and try again.", file=sys.stderr)
        return 2
    try:
        from tests.benchmarks.lines.summaries import summary_pickers
    except ImportError as error:
        print(f"{error.name} is not installed. `make bench-lines` installs it.", file=sys.stderr)
        return 2
    by_name: dict[str, Sequence[Picker]] = {
        name: [picker] for name, picker in summary_pickers().items()
    }
    run(Quotebench(folder), plain_pickers() | by_name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
