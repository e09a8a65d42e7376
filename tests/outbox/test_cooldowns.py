"""When an account is to be looked at, and which looks wait for the end of a block."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from socialkit.errors import UncertainOutcome
from socialkit.model.network import Network
from socialkit.model.post import UNTIL_OWNER_ACTS, Account
from socialkit.outbox.machine.states import after_failure
from socialkit.outbox.store import Store
from tests.outbox.sample import LOOKS, NOW, add, claim, plan

HOUR, DAY = timedelta(hours=1), timedelta(hours=24)


def account(**changes: Any) -> Account:
    usual = Account(Network.INSTAGRAM, "quietharbour", "instagrapi", connected_at=NOW - DAY)
    return replace(usual, **changes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"checked_at": NOW - 20 * HOUR}, NOW + 4 * HOUR),
        ({"checked_at": NOW - 25 * HOUR}, NOW + 9 * HOUR),
        ({"paused_until": NOW + HOUR}, NOW + HOUR),
        ({"paused_until": UNTIL_OWNER_ACTS, "checked_at": NOW}, None),
        ({"connected_at": None}, None),
        ({"expires_at": NOW + 2 * HOUR}, NOW + 2 * HOUR),
        ({}, NOW + 9 * HOUR),
    ],
    ids=[
        "a day after",
        "overdue is the turn's",
        "end of rest",
        "waits for her",
        "not connected",
        "end",
        "post",
    ],
)
def test_the_next_look_at_an_account_is_found(
    store: Store, changes: dict[str, Any], expected: datetime | None
) -> None:
    assert store.next_check_at(after=NOW) is None
    add(store, plan(due_at=NOW + 10 * HOUR))
    store.save_account(account(**changes))
    assert store.next_check_at(after=NOW) == expected


@pytest.mark.parametrize(
    ("until", "looked_for"),
    [(NOW + HOUR, False), (UNTIL_OWNER_ACTS, True), (NOW, True), (None, True)],
)
def test_a_look_waits_for_the_end_of_a_block_and_is_not_lost(
    store: Store, until: datetime | None, looked_for: bool
) -> None:
    add(store, plan())
    post = claim(store)
    begun = store.start_commit(post, NOW)
    assert begun is not None
    doubt = UncertainOutcome("no answer", network="instagram")
    store.finish(begun, after_failure(begun, doubt, now=NOW, look_up_after=LOOKS))
    store.save_account(account(paused_until=until))
    assert bool(store.to_look_up(NOW)) is looked_for
    assert len(store.to_look_up(NOW + HOUR)) == 1


def test_a_post_of_the_day_after_tomorrow_is_looked_at_when_its_day_comes(store: Store) -> None:
    add(store, plan(due_at=NOW + 49 * HOUR))
    store.save_account(account())
    assert store.next_check_at(after=NOW) is None
    assert store.next_check_at(after=NOW + DAY) == NOW + 48 * HOUR
