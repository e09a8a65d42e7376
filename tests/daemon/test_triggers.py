"""What the daemon notices between two turns."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from socialkit.daemon.triggers import Triggers
from socialkit.model.network import Network
from socialkit.model.post import Account, Receipt
from socialkit.outbox.machine import comment_states
from socialkit.outbox.machine.unconfirmed import after_receipt
from socialkit.outbox.workspace_state import (
    CLOCK_SEEN_AT,
    WAKE_FOR_FILE,
    WAKE_FOR_NOTICES,
    WAKEUPS,
    Key,
    schedule_wakeup,
)
from socialkit.runtime.daemon_context import DaemonContext
from tests.support.builders import HANDLE, NOON, planned

MINUTE = timedelta(minutes=1)
SIDES = ("", "-wal", "-shm")


@pytest.fixture
def context(tmp_path: Path) -> DaemonContext:
    database = f"sqlite:///{tmp_path / 'kit.db'}"
    return DaemonContext(tmp_path, tmp_path, "w", database, timedelta(0), 10)


@pytest.fixture
def triggers(context: DaemonContext) -> Iterator[Triggers]:
    """One turn is taken, and nothing is to be done."""
    made = Triggers(context)
    assert made.is_cycle_needed(NOON)
    made.cycle_ended(NOON, died=False)
    made.write_heartbeat(NOON)
    assert not made.is_cycle_needed(NOON + MINUTE)
    yield made
    made._open().close()


def test_an_edit_that_leaves_size_and_time_as_they_were_is_seen(
    triggers: Triggers, context: DaemonContext
) -> None:
    path = context.folder / "schedule.yaml"
    for number, hour in enumerate(("09:00", "10:00"), 1):
        path.write_text(f'post: [{{at: "{hour}"}}]\n', "utf-8")
        os.utime(path, (1, 1))
        now = NOON + 2 * number * MINUTE
        assert triggers.is_cycle_needed(now)
        triggers.cycle_ended(now, died=False)
        assert not triggers.is_cycle_needed(now + MINUTE)


def remove(context: DaemonContext) -> None:
    for side in SIDES:
        (context.folder / f"kit.db{side}").unlink(missing_ok=True)


def test_a_database_that_was_deleted_is_made_anew_and_a_turn_is_taken(
    triggers: Triggers, context: DaemonContext, caplog: pytest.LogCaptureFixture
) -> None:
    remove(context)
    with caplog.at_level(logging.WARNING, logger="socialkit"):
        assert triggers.is_cycle_needed(NOON + MINUTE)
    (said,) = [record.getMessage() for record in caplog.records]
    assert "kit.db was removed or replaced while socialkit was running" in said
    triggers.cycle_ended(NOON + MINUTE, died=False)
    assert not triggers.is_cycle_needed(NOON + 2 * MINUTE)
    triggers.write_heartbeat(NOON + 2 * MINUTE)
    with context.open_outbox() as store:
        assert store.state.get(CLOCK_SEEN_AT) == NOON + 2 * MINUTE


def test_an_hour_before_a_post_one_turn_looks_at_its_account(
    triggers: Triggers, context: DaemonContext
) -> None:
    hour = timedelta(hours=1)
    with context.open_outbox() as store:
        store.sync([], [planned(due_at=NOON + hour + 20 * MINUTE)], withdrawn=(), now=NOON)
        store.save_account(Account(Network.INSTAGRAM, HANDLE, "instagrapi", connected_at=NOON))
    assert triggers.next_at(NOON) == NOON + 20 * MINUTE
    assert not triggers.is_cycle_needed(NOON + 19 * MINUTE)
    assert triggers.is_cycle_needed(NOON + 20 * MINUTE)
    triggers.cycle_ended(NOON + 20 * MINUTE, died=False)  # it may have looked or not, as in a pause
    assert not triggers.is_cycle_needed(NOON + 21 * MINUTE)


def test_a_backup_that_was_put_in_its_place_is_read(
    triggers: Triggers, context: DaemonContext
) -> None:
    other = context.folder / "backup.db"
    backup = DaemonContext(
        context.folder, context.folder, "w", f"sqlite:///{other}", timedelta(0), 10
    )
    due_at = NOON + timedelta(hours=2)
    with backup.open_outbox() as store:
        store.sync([], [planned(due_at=due_at)], withdrawn=(), now=NOON)
    assert triggers.next_at(NOON) is None
    remove(context)
    other.rename(context.folder / "kit.db")
    assert triggers.next_at(NOON) == due_at
    assert triggers.is_cycle_needed(NOON + MINUTE)


def test_a_mark_that_meets_the_new_file_first_still_asks_for_a_turn(
    triggers: Triggers, context: DaemonContext
) -> None:
    remove(context)
    triggers.write_heartbeat(NOON + MINUTE)
    assert triggers.is_cycle_needed(NOON + MINUTE)


@pytest.mark.parametrize("wait", WAKEUPS)
def test_a_wait_that_ends_asks_for_one_turn(
    triggers: Triggers, context: DaemonContext, wait: Key[datetime]
) -> None:
    end = NOON + 3 * MINUTE
    with context.open_outbox() as store:
        schedule_wakeup(store.state, wait, end, now=NOON)
    assert triggers.next_at(NOON + MINUTE) == end
    assert not triggers.is_cycle_needed(NOON + 2 * MINUTE)
    assert triggers.is_cycle_needed(end)
    triggers.cycle_ended(end, died=False)
    assert not triggers.is_cycle_needed(end + MINUTE)
    assert triggers.next_at(end + MINUTE) is None


def test_a_wait_that_ends_while_a_turn_is_under_way_asks_for_the_next_one(
    triggers: Triggers, context: DaemonContext
) -> None:
    with context.open_outbox() as store:
        schedule_wakeup(store.state, WAKE_FOR_NOTICES, NOON + 2 * MINUTE, now=NOON)
        schedule_wakeup(store.state, WAKE_FOR_FILE, NOON + 4 * MINUTE, now=NOON)
    assert triggers.is_cycle_needed(NOON + 3 * MINUTE)
    triggers.cycle_ended(NOON + 5 * MINUTE, died=False)
    assert triggers.is_cycle_needed(NOON + 5 * MINUTE)


def test_a_wait_that_was_taken_back_asks_for_nothing(
    triggers: Triggers, context: DaemonContext
) -> None:
    with context.open_outbox() as store:
        schedule_wakeup(store.state, WAKE_FOR_NOTICES, NOON + MINUTE, now=NOON)
        schedule_wakeup(store.state, WAKE_FOR_NOTICES, None, now=NOON)
    assert triggers.next_at(NOON) is None
    assert not triggers.is_cycle_needed(NOON + 2 * MINUTE)


def test_a_clock_that_went_back_is_followed_by_a_turn_at_once(
    triggers: Triggers, context: DaemonContext
) -> None:
    with context.open_outbox() as store:
        schedule_wakeup(store.state, WAKE_FOR_NOTICES, NOON - 30 * MINUTE, now=NOON)
    assert triggers.is_cycle_needed(NOON - 60 * MINUTE)
    triggers.cycle_ended(NOON - 60 * MINUTE, died=False)
    assert not triggers.is_cycle_needed(NOON - 31 * MINUTE)
    assert triggers.is_cycle_needed(NOON - 30 * MINUTE)


def test_a_first_comment_asks_for_a_turn_when_its_time_comes(
    triggers: Triggers, context: DaemonContext
) -> None:
    with context.open_outbox() as store:
        store.sync([], [planned(first_comment="#pause")], withdrawn=(), now=NOON)
        held = store.claim("a" * 12, worker="me", now=NOON, lease=MINUTE)
        assert held is not None
        store.finish(held, after_receipt(held, Receipt("r1"), now=NOON))
        assert triggers.is_cycle_needed(NOON + MINUTE)
        ((_, comment),) = store.comments.due(NOON, since=NOON - MINUTE)
        later = comment_states.looked_in_vain(comment, None, now=NOON)
        assert store.comments.save(comment, later)
        assert not triggers.is_cycle_needed(NOON + MINUTE)
        assert triggers.next_at(NOON) == later.next_at == NOON + 10 * MINUTE
        assert triggers.is_cycle_needed(NOON + 10 * MINUTE)


def test_after_the_wall_clock_jumped_a_turn_is_taken_once(triggers: Triggers) -> None:
    triggers.request_cycle()
    assert triggers.is_cycle_needed(NOON - 60 * MINUTE)
    triggers.cycle_ended(NOON - 60 * MINUTE, died=False)
    assert not triggers.is_cycle_needed(NOON - 59 * MINUTE)
