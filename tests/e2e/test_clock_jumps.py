"""The wall clock jumps while the daemon runs: a lid is closed and opened, a clock is set.

The daemon is a real process; a file says by how much its clock is off (tests/stress/inject). Its waits
go on as before, as they do in a machine that slept.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.e2e.practice import QUOTES, Practice, due
from tests.e2e.test_daemon import ask_health, find_free_port, wait_for_log, wait_until
from tests.emulators.server import World

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
INJECT = REPOSITORY / "tests" / "stress" / "inject"
LOOK_SECONDS = 30.0
TIME_OF_A_TURN = 20.0
"""Seconds from the look to the post, on a machine that has much else to do."""


@dataclass
class SystemClock:
    """The clock of the daemon's machine, that a test sets."""

    file: Path

    def set_off(self, by: timedelta) -> None:
        """So far from the true time from now on."""
        beside = self.file.with_suffix(".new")
        beside.write_text(str(by.total_seconds()))
        beside.replace(self.file)


@pytest.fixture
def wall(practice: Practice, tmp_path: Path) -> SystemClock:
    made = SystemClock(tmp_path / "offset")
    made.set_off(timedelta())
    practice.extra["STRESS_CLOCK"] = str(made.file)
    practice.extra["PYTHONPATH"] = f"{INJECT}:{REPOSITORY}"
    return made


def seconds_until(is_so: Callable[[], object], most: float, what: str) -> float:
    begun = time.monotonic()
    wait_until(is_so, most, what)
    return time.monotonic() - begun


def wait_for_rest(practice: Practice, port: int) -> None:
    """Until the first cycle is over: while one is taken, the clock gives a sign each second."""
    wait_until(lambda: ask_health(port).get("last_turn") == "well", 60, "a cycle that went well")
    wait_for_log(practice, "next: ")


def seen_at(port: int) -> datetime:
    """When the daemon's clock struck last, by its own wall."""
    found = ask_health(port).get("clock_seen_at")
    return datetime.fromisoformat(found) if found else datetime.min.replace(tzinfo=UTC)


def test_after_a_sleep_of_hours_what_fell_due_goes_out_at_once(
    practice: Practice, world: World, wall: SystemClock
) -> None:
    practice.write_schedule([due(-2 * HOUR, QUOTES[0], to="[facebook]")])
    with practice.start():
        wait_for_log(practice, "next: ", 60)
        assert world.commits == []
        wall.set_off(3 * HOUR)
        took = seconds_until(lambda: world.commits, 60, "posted after the sleep")
    print(f"posted {took:.1f} s after the machine woke")
    assert took <= LOOK_SECONDS + TIME_OF_A_TURN


def test_a_clock_set_back_by_an_hour_makes_nothing_early_and_goes_on_striking(
    practice: Practice, world: World, wall: SystemClock
) -> None:
    practice.write_schedule([due(-3 * MINUTE, QUOTES[0], to="[facebook]")])
    port = find_free_port()
    with practice.start("--port", str(port)) as daemon:
        wait_for_rest(practice, port)
        wall.set_off(-HOUR)
        is_told = lambda: seen_at(port) < datetime.now(UTC) - HOUR / 2  # noqa: E731
        took = seconds_until(is_told, LOOK_SECONDS + 5, "a strike at the new time")
        assert daemon.process.poll() is None
    print(f"the clock struck {took:.1f} s after it was set back")
    assert world.commits == []


@pytest.mark.slow
def test_minutes_after_the_clock_was_set_back_and_forth_it_still_strikes_every_half_minute(
    practice: Practice, world: World, wall: SystemClock
) -> None:
    """Longer than the self-check of the daemon waits for a sign of its clock."""
    practice.write_schedule([due(-70 * MINUTE, QUOTES[0], to="[facebook]")])
    port = find_free_port()
    with practice.start("--port", str(port)) as daemon:
        wait_for_rest(practice, port)
        gaps: list[float] = []
        for off in (-HOUR, timedelta()):
            wall.set_off(off)
            gaps.append(longest_silence(port, seconds=130))
            assert daemon.process.poll() is None
        assert world.commits == []
        wall.set_off(2 * HOUR)
        took = seconds_until(lambda: world.commits, 60, "posted in the end")
    print(f"longest silences {gaps}, posted after {took:.1f} s")
    assert max(gaps) <= LOOK_SECONDS + 5
    assert took <= LOOK_SECONDS + TIME_OF_A_TURN


def longest_silence(port: int, *, seconds: float) -> float:
    """The longest time in which the clock did not strike, by a clock that nobody sets."""
    end = time.monotonic() + seconds
    struck, seen, longest = time.monotonic(), seen_at(port), 0.0
    while time.monotonic() < end:
        time.sleep(0.25)
        now, found = time.monotonic(), seen_at(port)
        if found != seen:
            struck, seen = now, found
        longest = max(longest, now - struck)
    return longest
