"""`python -m tests.benchmarks.cards`: every figure in one run, printed as it comes."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from socialkit.cards.themes.catalogue import THEMES
from tests.benchmarks.cards.cost import Cost, measure_costs
from tests.benchmarks.cards.making import measure_cold, measure_making
from tests.benchmarks.cards.proofs import check_grid
from tests.benchmarks.cards.read_back import READ_CARDS, read_back
from tests.benchmarks.cards.taken import Texts
from tests.benchmarks.cards.tally import Tally
from tests.conftest import REPOSITORY

ASSETS = REPOSITORY / "assets"
FIRST = "paper"
GOAL_FIRST, GOAL_WORST = 1.6, 2.2
GOAL_CARDS, GOAL_MB, GOAL_COLD = 250.0, 200.0, 0.35
GOAL_READ, GOAL_GRID = 99.0, 100.0
READ_SEED = 9


def say(name: str, value: str, goal: str = "") -> None:
    """One row."""
    print(f"{name:<48}{value:>12}   {goal}".rstrip(), flush=True)


def show_costs() -> bool:
    """What a warm card costs, and where it goes."""
    texts = Texts((FIRST, *(name for name in THEMES if name != FIRST)), ASSETS)
    costs = measure_costs(texts, ASSETS)
    print("CPU of a warm portrait card with new words ÷ CPU of encoding its picture, medians")
    for cost in costs:
        _show_cost(cost)
    for theme, refusal in texts.refusals.items():
        print(f"  {theme} took nothing: {refusal}")
    worst = max(costs, key=lambda cost: cost.ratio)
    say(f"worst theme: {worst.theme}", f"{worst.ratio:.2f}", f"goal <= {GOAL_WORST}")
    say(f"{costs[0].theme}, the very same card again", f"{costs[0].ratio_again:.2f}")
    _show_parts(costs[0])
    return costs[0].ratio <= GOAL_FIRST and worst.ratio <= GOAL_WORST


def _show_cost(cost: Cost) -> None:
    goal = f"goal <= {GOAL_FIRST}, " if cost.theme == FIRST else ""
    card, encode = median(cost.card), median(cost.encode)
    say(f"  {cost.theme}", f"{cost.ratio:.2f}", f"{goal}{card:.1f} ms ÷ {encode:.1f} ms")


def _show_parts(cost: Cost) -> None:
    card, layout, encode = (median(one) for one in (cost.card, cost.layout, cost.encode))
    print(f"where it goes, {cost.theme} (encoding the whole picture would take {encode:.2f} ms)")
    say("  layout", f"{layout:.2f} ms", f"{100 * layout / card:.0f} %")
    rest = card - layout
    say(
        "  letters, encoding where they stand, proof",
        f"{rest:.2f} ms",
        f"{100 * rest / card:.0f} %",
    )


def show_making() -> bool:
    """A thousand cards by `socialkit make`."""
    with tempfile.TemporaryDirectory() as name:
        made = measure_making(Path(name), Texts(THEMES, ASSETS))
    rate, drawing = made.cards / made.seconds, made.cards / (made.seconds - made.again)
    print(f"\nsocialkit make, {made.cards} new cards, on {os.cpu_count()} processors")
    print(f"  it used {_processes(made.processes)}")
    say("  cards a second, the whole command", f"{rate:.0f}", f"goal >= {GOAL_CARDS:.0f}")
    say("  cards a second, without what a second run costs", f"{drawing:.0f}")
    say("  CPU a card, the whole command", f"{1000 * made.cpu / made.cards:.1f} ms")
    say("  memory, proportional, at most", f"{made.memory_mb:.0f} MB", f"goal <= {GOAL_MB:.0f}")
    return rate >= GOAL_CARDS and made.memory_mb <= GOAL_MB


def _processes(count: int) -> str:
    return "one process: one core" if count == 1 else f"{count} processes"


def show_cold() -> bool:
    """The first card of a new process."""
    with tempfile.TemporaryDirectory() as name:
        cold = measure_cold(Path(name), FIRST)
    print("\nsocialkit card TEXT --out card.jpg, a new process, median of 7")
    say("  wall", f"{cold.wall:.2f} s", f"goal <= {GOAL_COLD}")
    say("  CPU", f"{cold.cpu:.2f} s")
    return cold.wall <= GOAL_COLD


def show_reading() -> bool:
    """The words, read back."""
    print(f"\nread back, {READ_CARDS} cards a theme, portrait, every part apart, strict")
    if shutil.which("tesseract") is None:
        print("  tesseract is not installed here: not measured")
        return False
    reached = [
        _show_tally(name, tally, GOAL_READ) for name, tally in read_back(THEMES, ASSETS, READ_SEED)
    ]
    return all(reached)


def show_grid() -> bool:
    """Every theme × size × number of words."""
    print("\nink in the safe box, contrast, letters, or a refusal in words: theme × size × words")
    return _show_tally("all", check_grid(THEMES, ASSETS), GOAL_GRID)


def _show_tally(name: str, tally: Tally, goal: float) -> bool:
    drawn = tally.held + len(tally.missed)
    held = f"{tally.held} of {drawn} cards"
    say(f"  {name}", f"{tally.share:.1f} %", f"goal >= {goal:.0f} %, {held}")
    for reason, count, cases in tally.reasons():
        print(f"    refused {count} ×: {reason}\n      {cases}")
    for miss in tally.missed:
        print(f"    MISS {miss}")
    return tally.share >= goal


SECTIONS: Sequence[Callable[[], bool]] = (
    show_costs,
    show_making,
    show_cold,
    show_reading,
    show_grid,
)


def main() -> int:
    """Every section, one after the other."""
    before = os.getloadavg()[0]
    reached = [section() for section in SECTIONS]
    print(
        f"\nTimes hold for a quiet machine; this one's load was {before:.1f} on "
        f"{os.cpu_count()} processors."
    )
    return int(not all(reached))


if __name__ == "__main__":
    sys.exit(main())
