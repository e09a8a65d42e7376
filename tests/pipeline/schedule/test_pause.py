"""A pause by command, set once more: what it takes over from the one before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from socialkit.errors import ConfigError, Problem
from socialkit.model.post import State
from socialkit.model.schedule import Pause, Schedule
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.schedule.pause import end_pause, read_pause, set_pause
from tests.support.builders import NOON, planned, schedule

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TOMORROW = (NOON + DAY).date()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An outbox with a post at NOON, and one on each of the next three days."""
    with open_store(f"sqlite:///{tmp_path / 'kit.db'}", workspace="w") as opened:
        plans = [planned(f"day{n}".ljust(12, "0"), due_at=NOON + n * DAY) for n in range(4)]
        opened.sync([], plans, withdrawn=(), now=NOON - DAY)
        yield opened


def kept_back(store: Store) -> list[str]:
    return [post.key[:4] for post in store.posts(states=(State.PAUSED,))]


def test_a_pause_set_once_more_has_the_new_reason_and_end_and_the_old_beginning(
    store: Store,
) -> None:
    set_pause(store, Pause(None, "a holiday"), schedule, now=NOON - HOUR)
    set_pause(store, Pause(TOMORROW, "a mourning"), schedule, now=NOON + HOUR)
    assert read_pause(store) == Pause(TOMORROW, "a mourning")
    end_pause(store, schedule(), now=NOON + 2 * HOUR)
    assert kept_back(store) == ["day0"]


def test_a_pause_set_after_one_that_is_over_begins_anew(store: Store) -> None:
    set_pause(store, Pause(TOMORROW, None), schedule, now=NOON - HOUR)
    set_pause(store, Pause(None, None), schedule, now=NOON + DAY + HOUR)
    assert kept_back(store) == ["day0"]
    end_pause(store, schedule(), now=NOON + 2 * DAY + HOUR)
    assert kept_back(store) == ["day0", "day2"]


def test_a_broken_schedule_does_not_stand_in_the_way_of_a_second_pause(store: Store) -> None:
    def broken() -> Schedule:
        raise ConfigError([Problem("schedule.yaml", 1, 1, "no list")])

    set_pause(store, Pause(TOMORROW, None), broken, now=NOON - HOUR)
    set_pause(store, Pause(date(2027, 4, 1), "a mourning"), broken, now=NOON + DAY + HOUR)
    assert read_pause(store) == Pause(date(2027, 4, 1), "a mourning")
