"""A machine that slept: what fell due meanwhile goes out one by one, or not at all.

Cycles in this process with the time moved; the judge is the networks' own book.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from socialkit.model.post import State
from socialkit.model.schedule import Pause
from socialkit.pipeline.schedule.pause import end_pause, set_pause
from socialkit.runtime.container import build_container
from tests.e2e.cycles import START, Cycles
from tests.e2e.practice import QUOTES
from tests.emulators.server import World

MORNING = START - timedelta(hours=3, seconds=30)  # nine o'clock


@pytest.fixture
def cycles(cycles: Cycles) -> Cycles:
    """It is nine o'clock, and posts keep their distance."""
    cycles.practice.write_env(MIN_GAP="300")
    cycles.traveller.move_to(MORNING)
    return cycles


def rows(*times: str) -> list[str]:
    return [
        f'{{date: 2026-12-01, at: "{at}", to: [facebook], quote: "{quote}"}}'
        for at, quote in zip(times, QUOTES, strict=False)
    ]


def out(world: World) -> list[int]:
    """Which quotes stand on the Page, in the order of their coming."""
    live = [one.message for one in world.graph.live_posts]
    return [n for text in live for n, quote in enumerate(QUOTES) if quote in text]


def notes(cycles: Cycles) -> str:
    from socialkit.pipeline.status.problems import catch_up_notices

    container = build_container(cycles.practice.folder)
    with container.open_outbox() as store:
        found = catch_up_notices(container.workspace.schedule, store, now=container.clock.now())
        return " ".join(one.text for one in found)


def test_what_fell_due_in_the_sleep_goes_out_spaced_and_after_what_is_on_time(
    cycles: Cycles, world: World
) -> None:
    cycles.practice.write_schedule(rows("10:00", "10:40", "11:20", "12:25"), if_late="2h 30m")
    cycles.tick()
    cycles.later(timedelta(hours=3))  # it slept until noon
    assert out(world) == [0]
    assert "this one goes at about 12:55" in notes(cycles)
    assert "its turn comes at 13:25, too late for if_late" not in notes(cycles)
    cycles.later(timedelta(minutes=10))
    assert out(world) == [0]
    cycles.later(timedelta(minutes=16))  # 12:26
    assert out(world) == [0, 3]
    cycles.later(timedelta(minutes=31))  # 12:57
    assert out(world) == [0, 3, 1]
    cycles.later(timedelta(minutes=31))  # 13:28
    assert out(world) == [0, 3, 1, 2]
    assert notes(cycles) == ""


def test_whose_time_is_over_when_its_turn_comes_is_missed_and_that_is_foretold(
    cycles: Cycles, world: World
) -> None:
    cycles.practice.write_schedule(rows("10:30", "10:50"), if_late="80m")
    cycles.tick()
    cycles.later(timedelta(hours=2, minutes=45))  # a quarter to twelve
    assert out(world) == [0]
    assert "its turn comes at 12:15, too late for if_late. To send it now: socialkit post" in (
        notes(cycles)
    )
    cycles.later(timedelta(minutes=31))
    assert out(world) == [0]
    assert [one.state for one in cycles.posts] == [State.POSTED, State.MISSED]
    missed = cycles.posts[1]
    cycles.request_now(missed.key)
    cycles.later(timedelta(seconds=1))
    assert out(world) == [0, 1]


def test_what_fell_due_in_a_pause_stays_back_and_never_bursts_out(
    cycles: Cycles, world: World
) -> None:
    cycles.practice.write_schedule(rows("10:00", "10:40", "11:20"))
    cycles.tick()
    container = build_container(cycles.practice.folder)
    with container.open_outbox() as store:
        set_pause(store, Pause(), lambda: container.workspace.schedule, now=now_of(cycles))
        cycles.traveller.shift(timedelta(hours=3))
        end_pause(store, container.workspace.schedule, now=now_of(cycles))
    for _ in range(2):
        cycles.later(timedelta(minutes=31))
    assert out(world) == []
    assert {one.state for one in cycles.posts} == {State.PAUSED}


def now_of(cycles: Cycles) -> datetime:
    return build_container(cycles.practice.folder).clock.now()
