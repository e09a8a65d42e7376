"""What the daemon notices between two turns."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from socialkit.daemon.triggers import Signs
from socialkit.model.post import Account, Network, Receipt
from socialkit.outbox.heartbeat import CLOCK_MARK
from socialkit.outbox.machine import comment_states
from socialkit.outbox.machine.reconciliation import after_receipt
from socialkit.outbox.workspace_state import Wait, look_again
from socialkit.runtime.daemon_context import Station
from tests.builders import HANDLE, NOON, planned

MINUTE = timedelta(minutes=1)
SIDES = ("", "-wal", "-shm")


@pytest.fixture
def station(tmp_path: Path) -> Station:
    database = f"sqlite:///{tmp_path / 'kit.db'}"
    return Station(tmp_path, tmp_path, "w", database, timedelta(0), 10)


@pytest.fixture
def signs(station: Station) -> Iterator[Signs]:
    """One turn is taken, and nothing is to be done."""
    made = Signs(station)
    assert made.ask_for_a_turn(NOON)
    made.turn_taken(NOON, died=False)
    made.leave_mark(NOON)
    assert not made.ask_for_a_turn(NOON + MINUTE)
    yield made
    made._open().close()


def test_an_edit_that_leaves_size_and_time_as_they_were_is_seen(
    signs: Signs, station: Station
) -> None:
    path = station.folder / "schedule.yaml"
    for number, hour in enumerate(("09:00", "10:00"), 1):
        path.write_text(f'post: [{{at: "{hour}"}}]\n', "utf-8")
        os.utime(path, (1, 1))
        now = NOON + 2 * number * MINUTE
        assert signs.ask_for_a_turn(now)
        signs.turn_taken(now, died=False)
        assert not signs.ask_for_a_turn(now + MINUTE)


def remove(station: Station) -> None:
    for side in SIDES:
        (station.folder / f"kit.db{side}").unlink(missing_ok=True)


def test_a_database_that_was_deleted_is_made_anew_and_a_turn_is_taken(
    signs: Signs, station: Station, caplog: pytest.LogCaptureFixture
) -> None:
    remove(station)
    with caplog.at_level(logging.WARNING, logger="socialkit"):
        assert signs.ask_for_a_turn(NOON + MINUTE)
    (said,) = [record.getMessage() for record in caplog.records]
    assert "kit.db was removed or replaced while socialkit runs" in said
    signs.turn_taken(NOON + MINUTE, died=False)
    assert not signs.ask_for_a_turn(NOON + 2 * MINUTE)
    signs.leave_mark(NOON + 2 * MINUTE)
    with station.open_outbox() as store:
        mark = store.read_mark(CLOCK_MARK)
    assert mark is not None
    assert mark.at == NOON + 2 * MINUTE


def test_an_hour_before_a_post_one_turn_looks_at_its_account(
    signs: Signs, station: Station
) -> None:
    hour = timedelta(hours=1)
    with station.open_outbox() as store:
        store.sync([], [planned(due_at=NOON + hour + 20 * MINUTE)], withdrawn=(), now=NOON)
        store.save_account(Account(Network.INSTAGRAM, HANDLE, "instagrapi", connected_at=NOON))
    assert signs.next_at(NOON) == NOON + 20 * MINUTE
    assert not signs.ask_for_a_turn(NOON + 19 * MINUTE)
    assert signs.ask_for_a_turn(NOON + 20 * MINUTE)
    signs.turn_taken(NOON + 20 * MINUTE, died=False)  # it may have looked or not, as in a pause
    assert not signs.ask_for_a_turn(NOON + 21 * MINUTE)


def test_a_backup_that_was_put_in_its_place_is_read(signs: Signs, station: Station) -> None:
    other = station.folder / "backup.db"
    backup = Station(station.folder, station.folder, "w", f"sqlite:///{other}", timedelta(0), 10)
    due_at = NOON + timedelta(hours=2)
    with backup.open_outbox() as store:
        store.sync([], [planned(due_at=due_at)], withdrawn=(), now=NOON)
    assert signs.next_at(NOON) is None
    remove(station)
    other.rename(station.folder / "kit.db")
    assert signs.next_at(NOON) == due_at
    assert signs.ask_for_a_turn(NOON + MINUTE)


def test_a_mark_that_meets_the_new_file_first_still_asks_for_a_turn(
    signs: Signs, station: Station
) -> None:
    remove(station)
    signs.leave_mark(NOON + MINUTE)
    assert signs.ask_for_a_turn(NOON + MINUTE)


@pytest.mark.parametrize("wait", Wait)
def test_a_wait_that_ends_asks_for_one_turn(signs: Signs, station: Station, wait: Wait) -> None:
    end = NOON + 3 * MINUTE
    with station.open_outbox() as store:
        look_again(store, wait, end)
    assert signs.next_at(NOON + MINUTE) == end
    assert not signs.ask_for_a_turn(NOON + 2 * MINUTE)
    assert signs.ask_for_a_turn(end)
    signs.turn_taken(end, died=False)
    assert not signs.ask_for_a_turn(end + MINUTE)
    assert signs.next_at(end + MINUTE) is None


def test_a_wait_that_ends_while_a_turn_is_under_way_asks_for_the_next_one(
    signs: Signs, station: Station
) -> None:
    with station.open_outbox() as store:
        look_again(store, Wait.TELLING, NOON + 2 * MINUTE)
        look_again(store, Wait.FILE, NOON + 4 * MINUTE)
    assert signs.ask_for_a_turn(NOON + 3 * MINUTE)
    signs.turn_taken(NOON + 5 * MINUTE, died=False)
    assert signs.ask_for_a_turn(NOON + 5 * MINUTE)


def test_a_wait_that_was_taken_back_asks_for_nothing(signs: Signs, station: Station) -> None:
    with station.open_outbox() as store:
        look_again(store, Wait.TELLING, NOON + MINUTE)
        look_again(store, Wait.TELLING, None)
    assert signs.next_at(NOON) is None
    assert not signs.ask_for_a_turn(NOON + 2 * MINUTE)


def test_a_clock_that_went_back_is_followed_by_a_turn_at_once(
    signs: Signs, station: Station
) -> None:
    with station.open_outbox() as store:
        look_again(store, Wait.TELLING, NOON - 30 * MINUTE)
    assert signs.ask_for_a_turn(NOON - 60 * MINUTE)
    signs.turn_taken(NOON - 60 * MINUTE, died=False)
    assert not signs.ask_for_a_turn(NOON - 31 * MINUTE)
    assert signs.ask_for_a_turn(NOON - 30 * MINUTE)


def test_a_first_comment_asks_for_a_turn_when_its_time_comes(
    signs: Signs, station: Station
) -> None:
    with station.open_outbox() as store:
        store.sync([], [planned(first_comment="#pause")], withdrawn=(), now=NOON)
        held = store.claim("a" * 12, owner="me", now=NOON, lease=MINUTE)
        assert held is not None
        store.finish(held, after_receipt(held, Receipt("r1"), now=NOON))
        assert signs.ask_for_a_turn(NOON + MINUTE)
        ((_, comment),) = store.comments.due(NOON, since=NOON - MINUTE)
        later = comment_states.looked_in_vain(comment, None, now=NOON)
        assert store.comments.save(comment, later)
        assert not signs.ask_for_a_turn(NOON + MINUTE)
        assert signs.next_at(NOON) == later.next_at == NOON + 10 * MINUTE
        assert signs.ask_for_a_turn(NOON + 10 * MINUTE)


def test_after_the_wall_clock_jumped_a_turn_is_taken_once(signs: Signs) -> None:
    signs.look_anew()
    assert signs.ask_for_a_turn(NOON - 60 * MINUTE)
    signs.turn_taken(NOON - 60 * MINUTE, died=False)
    assert not signs.ask_for_a_turn(NOON - 59 * MINUTE)
