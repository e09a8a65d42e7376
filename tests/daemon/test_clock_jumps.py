"""The wall clock against the time awake."""

from __future__ import annotations

from datetime import timedelta

import pytest

from socialkit.daemon.loop import Jumps
from tests.support.builders import NOON

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
AWAKE = timedelta(days=3)


@pytest.mark.parametrize("by", [8 * HOUR, -HOUR, 3 * SECOND, -3 * SECOND])
def test_a_jump_is_seen_once(by: timedelta) -> None:
    jumps = Jumps(NOON, AWAKE)
    assert jumps.look(NOON + 5 * SECOND + by, AWAKE + 5 * SECOND) == by
    assert jumps.look(NOON + 10 * SECOND + by, AWAKE + 10 * SECOND) == timedelta()


def test_a_clock_that_is_put_right_by_a_moment_again_and_again_has_not_jumped() -> None:
    jumps = Jumps(NOON, AWAKE)
    for number in range(1, 100):
        wall = NOON + number * (5 * SECOND + timedelta(milliseconds=400))
        assert jumps.look(wall, AWAKE + number * 5 * SECOND) == timedelta()


def test_a_long_wait_of_a_machine_that_is_awake_is_no_jump() -> None:
    assert Jumps(NOON, AWAKE).look(NOON + HOUR, AWAKE + HOUR) == timedelta()
