"""What becomes of lost leases and of posts in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from socialkit.errors import TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import UNTIL_OWNER_ACTS, Account, Post, RemotePost, State
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.delivery.publish import DeliveryContext
from socialkit.pipeline.delivery.reconcile import reconcile_post, sweep_lost_leases
from tests.support.builders import HANDLE, NOON, planned
from tests.support.fakes import FaultyNetwork, HandClock

KEY = "a" * 12
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


@dataclass
class Bench:
    store: Store
    network: FaultyNetwork
    clock: HandClock
    delivery: DeliveryContext

    @property
    def post(self) -> Post:
        return self.store.post(KEY)

    def claim(self, *, is_sent: bool) -> Post:
        """A worker took the post, sent its request or not, and died."""
        claimed = self.store.claim(KEY, worker="dead", now=self.clock.now(), lease=HOUR)
        assert claimed is not None
        if not is_sent:
            return claimed
        sent = self.store.start_commit(claimed, self.clock.now(), lease=HOUR)
        assert sent is not None
        return sent

    def doubt(self) -> Post:
        """The request was sent and no answer came."""
        sent = self.claim(is_sent=True)
        look_at = self.clock.now()
        self.store.finish(
            sent, replace(sent, state=State.UNCONFIRMED, look_at=look_at, error="No answer.")
        )
        return self.post


@pytest.fixture
def bench() -> Iterator[Bench]:
    clock = HandClock()
    network = FaultyNetwork(clock)
    with open_store("sqlite://", workspace="w") as store:
        store.sync([], [planned(KEY)], withdrawn=(), now=NOON)
        delivery = DeliveryContext(
            store, {Network.INSTAGRAM: network}, clock, "me", lambda post, now: None
        )
        yield Bench(store, network, clock, delivery)


def test_a_lease_that_holds_is_left_alone(bench: Bench) -> None:
    bench.claim(is_sent=False)
    sweep_lost_leases(bench.delivery)
    assert bench.post.state is State.SENDING


def test_a_worker_that_died_before_its_request_leaves_a_post_to_send_again(bench: Bench) -> None:
    bench.claim(is_sent=False)
    bench.clock.wait(HOUR + SECOND)
    sweep_lost_leases(bench.delivery)
    assert bench.post.state is State.SCHEDULED
    assert bench.network.log == []


def test_a_request_of_a_dead_worker_is_looked_for_only_once_it_cannot_be_under_way(
    bench: Bench,
) -> None:
    bench.delivery = replace(bench.delivery, send_timeout=2 * HOUR)
    bench.claim(is_sent=True)
    bench.clock.wait(HOUR + SECOND)
    sweep_lost_leases(bench.delivery)
    assert bench.post.state is State.UNCONFIRMED
    assert bench.post.look_at is not None and bench.post.look_at >= NOON + 2 * HOUR
    assert bench.network.log == []


def test_a_post_that_is_found_is_posted(bench: Bench) -> None:
    post = bench.doubt()
    bench.network.live.append(RemotePost("r9", post.plan.caption, NOON))
    assert reconcile_post(post, bench.delivery).state is State.POSTED
    assert bench.post.remote_id == "r9"


def test_a_network_that_cannot_be_read_decides_nothing(bench: Bench) -> None:
    post = bench.doubt()
    bench.network.blind.append(TemporaryFailure("out of reach", network="instagram"))
    after = reconcile_post(post, bench.delivery)
    assert (after.state, bench.post.state) == (State.UNCONFIRMED, State.UNCONFIRMED)
    assert after.look_at is not None and after.look_at > bench.clock.now()


def test_an_account_that_is_cooling_down_is_not_asked_and_the_look_waits(bench: Bench) -> None:
    post = bench.doubt()
    until = NOON + HOUR
    resting = Account(Network.INSTAGRAM, HANDLE, "instagrapi", paused_until=until, problem="x")
    bench.store.save_account(resting)
    assert reconcile_post(post, bench.delivery) == post
    assert bench.network.log == []


def test_an_account_that_waits_for_the_owner_counts_as_a_look_that_could_not_see(
    bench: Bench,
) -> None:
    post = bench.doubt()
    stopped = Account(
        Network.INSTAGRAM, HANDLE, "instagrapi", paused_until=UNTIL_OWNER_ACTS, problem="Log in."
    )
    bench.store.save_account(stopped)
    after = reconcile_post(post, bench.delivery)
    assert bench.network.log == []
    assert after.state is State.UNCONFIRMED and after.looks == post.looks + 1


def test_what_somebody_else_decided_meanwhile_stands(bench: Bench) -> None:
    post = bench.doubt()
    found = replace(post, state=State.POSTED, remote_id="r1", posted_at=NOON, error=None)
    assert bench.store.finish(post, found)
    bench.network.blind.append(TemporaryFailure("out of reach", network="instagram"))
    assert reconcile_post(post, bench.delivery).state is State.POSTED
    assert bench.post.remote_id == "r1"
