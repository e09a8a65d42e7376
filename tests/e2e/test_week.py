"""A week of edits, broken saves, sleeps, kills and set clocks: the last good file decides, and nothing else.

Real cycles against the emulated networks, at simulated times; judged from the networks' own books by a
judge that knows nothing of the planner (tests/e2e/week). Replay a seed by its name:
pytest -m "slow or not slow" -k "week and [17]".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
import time_machine

from tests.e2e.practice import Practice
from tests.e2e.week.history import History
from tests.e2e.week.judge import judge
from tests.e2e.week.play import WEEKS, Week
from tests.emulators.server import World

MOST_OPEN = 0.15
"""The share of places of which the rules leave open whether they are posted."""
Play = Callable[[int, int], Week]


@pytest.fixture
def play(practice: Practice, world: World, monkeypatch: pytest.MonkeyPatch) -> Play:
    """A week of so many days, played."""
    for name, value in world.environment.items():
        monkeypatch.setenv(name, value)
    practice.write_env(MIN_GAP="300", SEND_TIMEOUT="5", LOOK_UP_AFTER="0,30")

    def played(seed: int, days: int) -> Week:
        with time_machine.travel(WEEKS[0][1], tick=False) as traveller:
            week = Week(practice, traveller, seed=seed, rows=4, days=days)
            week.run()
        return week

    return played


def require_clean(week: Week, seed: int) -> None:
    verdict = judge(week.history)
    print(f"seed {seed}: {verdict}\n{dict(sorted(week.counts.items()))}")
    if verdict.faults:
        journal = "\n".join(week.machine.journal)
        pytest.fail(f"seed {seed}: {verdict.faults}\n{journal}", pytrace=False)
    assert verdict.must > 0
    assert verdict.open_ <= MOST_OPEN * (verdict.must + verdict.must_not) + 3


@pytest.mark.parametrize("seed", [2, 4])
def test_two_days_of_edits_and_accidents_post_what_the_last_good_file_asks_for(
    play: Play, seed: int
) -> None:
    week = play(seed, 2)
    require_clean(week, seed)
    only_the_first = replace(week.history, saves=week.history.saves[:1])
    assert judge(only_the_first).faults, "a judge who was told of no edit must find fault"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_a_week_of_edits_and_accidents_posts_what_the_last_good_file_asks_for(
    play: Play, seed: int
) -> None:
    week = play(seed, 7)
    require_clean(week, seed)


@pytest.mark.slow
def test_a_judge_who_was_not_told_of_one_edit_finds_fault(play: Play) -> None:
    week = play(3, 7)
    found = [
        bool(judge(without(week.history, number)).faults) for number in changes_of(week.history)
    ]
    print(f"{sum(found)} of {len(found)} edits are missed by a judge who was not told of them")
    assert sum(found) >= 3, (
        "each counts until the next save only, and most change no post of that time"
    )


def changes_of(history: History) -> list[int]:
    """Which saves said something new."""
    pairs = enumerate(pairwise(history.saves))
    return [number + 1 for number, (before, after) in pairs if before.file != after.file]


def without(history: History, number: int) -> History:
    return replace(history, saves=history.saves[:number] + history.saves[number + 1 :])
