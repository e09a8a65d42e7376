"""What the benchmark prints: the table, the short articles, the time of a whole process."""

from __future__ import annotations

from collections.abc import Sequence

from tests.benchmarks.lines.labelled import PARTS, Labelled
from tests.benchmarks.lines.measure import ColdTime, Row

COLUMNS = {
    "domain": ("P@5", "P@10", "never@5", "hard@5", "verb", "dup", "n", "ms"),
    "quoted": ("P@5", "AP@10", "nDCG@10", "ms"),
}
TITLES = {"domain": "articles of the trade", "quoted": "essays, by what readers quoted"}

GOALS = {
    "domain": {
        "P@5": ">= .68",
        "never@5": "<= .04",
        "hard@5": "0",
        "verb": "1",
        "dup": "0",
        "ms": "<= 30",
    },
    "quoted": {"P@5": ">= .30", "AP@10": ">= .17"},
}
GOAL_COLD_MS = 600

ENOUGH_QUOTABLE, FEW_LINES = 8, 5

NAME_WIDTH, CELL_WIDTH = 18, 8
GAP = "   "


def show_table(rows: Sequence[Row]) -> str:
    """A line for each row, a cell for each figure, and the goals below."""
    return "\n".join(
        [
            _join("", {part: TITLES[part].ljust(_width(part)) for part in PARTS}),
            _join("", {part: _cells(list(COLUMNS[part])) for part in PARTS}),
            *(_show_row(row) for row in rows),
            _join("goal, sealed part", {part: _cells(_goals(part)) for part in PARTS}),
        ]
    )


def _show_row(row: Row) -> str:
    return _join(
        row.name,
        {
            part: _cells([_number(one, row.scores[part][one]) for one in COLUMNS[part]])
            for part in PARTS
        },
    )


def _join(name: str, cells: dict[str, str]) -> str:
    return GAP.join([name.ljust(NAME_WIDTH), *(cells[part] for part in PARTS)]).rstrip()


def _goals(part: str) -> list[str]:
    return [GOALS[part].get(one, "") for one in COLUMNS[part]]


def _cells(words: Sequence[str]) -> str:
    return "".join(word.rjust(CELL_WIDTH) for word in words)


def _width(part: str) -> int:
    return CELL_WIDTH * len(COLUMNS[part])


def _number(name: str, value: float) -> str:
    return f"{value:.1f}" if name in ("n", "ms") else f"{value:.3f}"


def show_yield(row: Row, texts: Sequence[Labelled]) -> str:
    """Which articles have much to quote and gave few lines."""
    rich = [one for one in texts if one.quotable >= ENOUGH_QUOTABLE]
    short = [one.name for one in rich if len(row.picked[one.name].lines) < FEW_LINES]
    names = f": {', '.join(short)}" if short else ""
    return (
        f"articles with >= {ENOUGH_QUOTABLE} quotable where fewer than {FEW_LINES} lines came: "
        f"{len(short)} of {len(rich)}{names}"
    )


def show_usual(text: Labelled, words: int, reading: float, whole: float, cold: ColdTime) -> str:
    """The times of socialkit on an article of usual length."""
    return (
        f"{text.name}, {words:,} words: warm {whole:.1f} ms, {reading:.1f} of them to read the file"
        f"\nsocialkit lines ARTICLE --json on it, the whole process: {cold.wall:.0f} ms, "
        f"{cold.cpu:.0f} ms of CPU   goal <= {GOAL_COLD_MS}"
    )
