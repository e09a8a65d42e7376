"""How long an account rests, and what ends that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from socialkit.errors import (
    AccountProblem,
    PermanentFailure,
    PublishError,
    TemporaryFailure,
    UncertainOutcome,
)
from socialkit.model.network import Network
from socialkit.model.post import UNTIL_OWNER_ACTS, Account
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.accounts.cooldown import (
    clear_account_error,
    describe_cooldown,
    record_account_error,
    suspended,
)
from tests.support.builders import HANDLE, NOON, planned

HOUR, DAY = timedelta(hours=1), timedelta(hours=24)
FINE = Account(Network.INSTAGRAM, HANDLE, "instagrapi", connected_at=NOON)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'outbox.db'}", workspace="w") as opened:
        opened.save_account(FINE)
        yield opened


def block(wait: timedelta | None = DAY) -> AccountProblem:
    return AccountProblem("blocked", network="instagram", passes_after=wait)


def test_each_further_block_freezes_twice_as_long_up_to_three_days() -> None:
    account, now, freezes = FINE, NOON, []
    for _ in range(9):
        account = suspended(account, "blocked", passes_after=HOUR, now=now)
        assert account.paused_until is not None
        freezes.append((account.paused_until - now) / HOUR)
        now = account.paused_until
    assert freezes == [1, 2, 4, 8, 16, 32, 64, 72, 72]


def test_a_block_of_last_week_is_forgotten() -> None:
    once = suspended(FINE, "blocked", passes_after=DAY, now=NOON)
    later = NOON + timedelta(days=7)
    again = suspended(once, "blocked", passes_after=DAY, now=later)
    assert (again.paused_until, again.blocks) == (later + DAY, 1)


def test_the_count_outlives_the_program_and_ends_when_something_goes_out(store: Store) -> None:
    record_account_error(store, planned(), block(), now=NOON)
    record_account_error(store, planned(), block(), now=NOON + DAY)
    (row,) = store.accounts()
    assert (row.blocks, row.paused_until) == (2, NOON + DAY + 2 * DAY)
    clear_account_error(store, planned())
    record_account_error(store, planned(), block(), now=NOON + 4 * DAY)
    (row,) = store.accounts()
    assert (row.blocks, row.paused_until) == (1, NOON + 5 * DAY)


def test_what_needs_her_is_never_made_shorter_by_what_passes(store: Store) -> None:
    record_account_error(store, planned(), block(None), now=NOON)
    record_account_error(store, planned(), block(), now=NOON)
    (row,) = store.accounts()
    assert row.paused_until == UNTIL_OWNER_ACTS


RESTS: dict[str, tuple[PublishError, timedelta | None]] = {
    "a doubt with a block": (
        UncertainOutcome("?", network="i", account_problem="spam", passes_after=HOUR),
        HOUR,
    ),
    "a wait that was asked for": (
        TemporaryFailure("wait", network="i", retry_after=2 * HOUR),
        2 * HOUR,
    ),
    "a short wait": (TemporaryFailure("wait", network="i", retry_after=HOUR / 60), None),
    "a doubt": (UncertainOutcome("?", network="i"), None),
    "a post that cannot go": (PermanentFailure("no", network="i"), None),
}


@pytest.mark.parametrize("name", RESTS)
def test_only_what_is_about_the_account_rests_it(store: Store, name: str) -> None:
    error, rest = RESTS[name]
    assert record_account_error(store, planned(), error, now=NOON) is (rest is not None)
    (row,) = store.accounts()
    assert row.paused_until == (NOON + rest if rest else None)


def test_she_reads_until_when_an_account_rests_in_her_own_time() -> None:
    account = suspended(FINE, "Instagram blocks posting.", passes_after=DAY, now=NOON)
    told = describe_cooldown(account, zone=ZoneInfo("Asia/Kolkata"))
    assert told == "Instagram blocks posting. It is on hold until Tue 2 March, 17:30."
