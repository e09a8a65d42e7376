"""A post in doubt whose account rests: nothing is asked, nothing is lost, nothing is decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from socialkit.errors import AccountProblem, PublishError, TemporaryFailure, UncertainOutcome
from socialkit.model.network import Network
from socialkit.model.post import Post, State
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.accounts.cooldown import record_account_error
from socialkit.pipeline.delivery.publish import DeliveryContext, publish_one
from socialkit.pipeline.delivery.reconcile import sweep_lost_leases
from tests.support.builders import NOON, planned
from tests.support.fakes import FaultyNetwork, HandClock

KEY = "a" * 12
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
LOOKS = tuple(timedelta(seconds=seconds) for seconds in (0, 31, 121, 601))


@dataclass
class Doubt:
    """One post whose answer was lost, and the looks for it."""

    delivery: DeliveryContext
    store: Store
    network: FaultyNetwork
    clock: HandClock

    def sweep_after(self, *waits: timedelta) -> Post:
        for wait in waits:
            self.clock.wait(wait)
            sweep_lost_leases(self.delivery)
        return self.store.post(KEY)

    @property
    def reads(self) -> int:
        return self.network.log.count("read")


@pytest.fixture
def doubt(tmp_path: Path) -> Iterator[Doubt]:
    clock = HandClock()
    network = FaultyNetwork(clock)
    network.refuse.append(UncertainOutcome("no answer", network="instagram"))
    with open_store(f"sqlite:///{tmp_path / 'outbox.db'}", workspace="w") as store:
        store.sync([], [planned(KEY)], withdrawn=(), now=NOON)
        delivery = DeliveryContext(
            store, {Network.INSTAGRAM: network}, clock, "me", lambda post, now: None
        )
        publish_one(KEY, delivery)
        network.log.clear()
        yield Doubt(delivery, store, network, clock)


@pytest.mark.parametrize(
    "error",
    [
        AccountProblem("blocked", network="instagram", passes_after=HOUR),
        TemporaryFailure("slow down", network="instagram", retry_after=HOUR),
    ],
    ids=["a block", "a wait"],
)
def test_a_look_waits_for_the_end_of_a_block_and_all_looks_follow(
    doubt: Doubt, error: PublishError
) -> None:
    doubt.network.blind.append(error)
    doubt.sweep_after(SECOND)
    assert doubt.reads == 1
    post = doubt.sweep_after(*[HOUR / 4] * 3)
    assert (doubt.reads, post.state, post.looks) == (1, State.UNCONFIRMED, 0)
    post = doubt.sweep_after(HOUR / 2, *LOOKS[1:3])
    assert (doubt.reads, post.state) == (4, State.UNCONFIRMED), "only the last absent counts"
    assert doubt.sweep_after(LOOKS[3]).state is State.SCHEDULED
    assert doubt.reads == 5


def test_where_the_account_waits_for_her_it_is_asked_once_and_she_is_told(doubt: Doubt) -> None:
    doubt.network.blind.append(AccountProblem("The password is wrong.", network="instagram"))
    post = doubt.sweep_after(*LOOKS)
    assert doubt.reads == 1
    assert (post.state, post.look_at) == (State.UNCONFIRMED, None)
    assert "The password is wrong." in (post.error or "")
    assert "socialkit resolve" in (post.error or "")


def test_a_block_on_an_official_road_hides_no_post_that_is_live(doubt: Doubt) -> None:
    block = AccountProblem("blocked", network="instagram", passes_after=HOUR)
    record_account_error(doubt.store, planned(KEY, via="graph"), block, now=doubt.clock.now())
    doubt.sweep_after(SECOND, *LOOKS[1:3])
    assert doubt.reads == 3, "posting is blocked, reading is not"
    assert doubt.sweep_after(LOOKS[3]).state is State.SCHEDULED
    assert not doubt.store.due(doubt.clock.now()), "nothing goes out before the block is over"
