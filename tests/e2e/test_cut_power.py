"""The power is cut: at every named place of the protocol, and at random. 0 lost, 0 twice."""

from __future__ import annotations

import random
import signal
import threading

import pytest

from socialkit.pipeline.delivery.fault_injection import PLACES
from tests.e2e.practice import QUOTES, Practice, due_many, lost_and_doubled
from tests.emulators.exchange import Fault, Kind, Moment
from tests.emulators.server import World

FAST = {"SEND_TIMEOUT": "3", "LOOK_UP_AFTER": "0,1"}
KILLS = 25


def run_until_settled(practice: Practice, *, posts: int, seconds: int = 120) -> None:
    """The daemon, undisturbed, until every post is posted."""
    with practice.start() as daemon:
        for _ in range(seconds):
            threading.Event().wait(1)
            assert daemon.process.poll() is None
            if practice.states == {"posted": posts}:
                return
    raise AssertionError(f"not settled: {practice.states}")


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
def test_a_power_cut_at_any_place_loses_nothing_and_doubles_nothing(
    practice: Practice, world: World, place: str
) -> None:
    practice.write_env(**FAST)
    practice.write_schedule(due_many(2))
    if place == "looked up":
        world.faults += [Fault("/media/configure", Kind.DROP), Fault(r"/\d+/feed", Kind.DROP)]
    practice.extra["SOCIALKIT_FAULT"] = place
    with practice.start() as daemon:
        assert daemon.process.wait(60) == -signal.SIGKILL
    practice.extra.clear()
    run_until_settled(practice, posts=4)
    assert lost_and_doubled(world, QUOTES[:2]) == ([], [])
    assert len(world.commits) <= 5


@pytest.mark.slow
def test_kill_9_at_random_times_loses_nothing_and_doubles_nothing(
    practice: Practice, world: World
) -> None:
    chance = random.Random(20261123)
    practice.write_env(**FAST)
    practice.write_schedule(due_many(15))
    for where in ("/media/configure", r"/\d+/feed"):
        world.faults += [
            Fault(where, Kind.DELAY, Moment.AFTER, seconds=0.7, times=12),
            Fault(where, Kind.DROP, times=1, skip=1),
            Fault(where, Kind.DROP, Moment.BEFORE, times=1, skip=3),
        ]
    for _ in range(KILLS):
        with practice.start() as daemon:
            threading.Event().wait(chance.uniform(1.0, 5.0))
            daemon.kill()
    run_until_settled(practice, posts=30, seconds=240)
    assert lost_and_doubled(world, QUOTES) == ([], [])
