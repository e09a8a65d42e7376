"""One post, at most once, then exactly once: the protocol against a network with faults.

The outbox is a real SQLite file; the network's own list of live posts is the judge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from socialkit.errors import (
    AccountProblem,
    PermanentFailure,
    TemporaryFailure,
    UncertainOutcome,
)
from socialkit.model.network import Network
from socialkit.model.post import Identity, Post, RemotePost, State
from socialkit.outbox.machine.manual import resolved
from socialkit.outbox.machine.states import missed, paused
from socialkit.outbox.machine.unconfirmed import looked_again
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.accounts.verify import make_account_verifier
from socialkit.pipeline.delivery.publish import DeliveryContext, publish_one
from socialkit.pipeline.delivery.reconcile import sweep_lost_leases
from socialkit.publishers.protocol import Publisher
from tests.support.builders import NOON, planned
from tests.support.fakes import FaultyNetwork, HandClock

KEY = "a" * 12
LATER = timedelta(minutes=15)


@dataclass
class Bench:
    """A desk with one due post, and the things a test turns."""

    delivery: DeliveryContext
    store: Store
    network: FaultyNetwork
    clock: HandClock

    def publish(self) -> State:
        publish_one(KEY, self.delivery)
        return self.state

    def sweep_after(self, *waits: timedelta) -> State:
        for wait in waits:
            self.clock.wait(wait)
            sweep_lost_leases(self.delivery)
        return self.state

    @property
    def state(self) -> State:
        return self.store.post(KEY).state


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    clock = HandClock()
    network = FaultyNetwork(clock)
    with open_store(f"sqlite:///{tmp_path / 'outbox.db'}", workspace="w") as store:
        store.sync([], [planned(KEY)], withdrawn=(), now=NOON)
        delivery = DeliveryContext(
            store, {Network.INSTAGRAM: network}, clock, "me", lambda post, now: None
        )
        yield Bench(delivery, store, network, clock)


def doubt(words: str = "no answer came") -> UncertainOutcome:
    return UncertainOutcome(words, network="instagram")


def test_a_due_post_is_posted_once_with_its_receipt(bench: Bench) -> None:
    assert bench.publish() is State.POSTED
    row = bench.store.post(KEY)
    assert (row.remote_id, row.permalink) == ("r1", "https://example.org/r1")
    assert bench.network.log == ["read", "prepare", "commit"]


def test_a_posted_post_is_never_sent_again(bench: Bench) -> None:
    bench.publish()
    assert publish_one(KEY, bench.delivery) is None
    assert bench.network.commits == 1


def test_what_stands_there_already_is_adopted(bench: Bench) -> None:
    bench.network.live.append(RemotePost("from-before", planned().caption, NOON))
    assert bench.publish() is State.POSTED
    assert bench.store.post(KEY).remote_id == "from-before"
    assert bench.network.commits == 0


def test_the_tickets_are_stored_before_the_commit(bench: Bench) -> None:
    bench.network.refuse.append(doubt())
    bench.publish()
    assert bench.store.post(KEY).tickets["newest_before"] == "none"


def test_a_lost_answer_is_looked_for_and_adopted(bench: Bench) -> None:
    bench.network.lose_answer.append(doubt())
    assert bench.publish() is State.UNCONFIRMED
    assert bench.sweep_after(timedelta(seconds=1)) is State.POSTED
    assert len(bench.network.live) == 1
    assert bench.network.commits == 1


def test_an_unforeseen_exception_after_the_commit_began_counts_as_doubt(bench: Bench) -> None:
    bench.network.lose_answer.append(RuntimeError("odd"))
    assert bench.publish() is State.UNCONFIRMED
    assert bench.sweep_after(timedelta(seconds=1)) is State.POSTED
    assert len(bench.network.live) == 1


def test_a_post_that_is_surely_absent_goes_out_once_more(bench: Bench) -> None:
    bench.network.refuse.append(doubt())
    bench.publish()
    assert bench.sweep_after(*[LATER] * 4) is State.SCHEDULED
    assert bench.publish() is State.POSTED
    assert len(bench.network.live) == 1


def test_after_two_doubtful_sends_she_decides(bench: Bench) -> None:
    bench.network.refuse.extend([doubt(), doubt()])
    bench.publish()
    bench.sweep_after(*[LATER] * 4)
    bench.publish()
    assert bench.sweep_after(*[LATER] * 4) is State.FAILED
    assert bench.network.commits == 2


def test_while_the_network_cannot_be_read_nothing_is_sent_again(bench: Bench) -> None:
    bench.network.lose_answer.append(doubt())
    bench.publish()
    bench.network.blind.extend([TemporaryFailure("down", network="instagram")] * 9)
    assert bench.sweep_after(*[LATER] * 6) is State.UNCONFIRMED
    assert publish_one(KEY, bench.delivery) is None
    assert bench.network.commits == 1


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (TemporaryFailure("busy", network="instagram"), State.SCHEDULED),
        (AccountProblem("log in again", network="instagram"), State.SCHEDULED),
        (PermanentFailure("no JPEG", network="instagram"), State.FAILED),
        (doubt("even doubt, for nothing was public yet"), State.SCHEDULED),
        (RuntimeError("odd"), State.SCHEDULED),
    ],
)
def test_a_failure_before_the_commit_is_never_in_doubt(
    bench: Bench, error: Exception, state: State
) -> None:
    bench.network.refuse_prepare.append(error)
    assert bench.publish() is state
    assert bench.network.commits == 0


def test_a_network_that_cannot_be_read_beforehand_gets_nothing(bench: Bench) -> None:
    bench.network.blind.append(TemporaryFailure("down", network="instagram"))
    assert bench.publish() is State.SCHEDULED
    assert bench.network.log == ["read"]


def test_a_crash_before_the_commit_is_simply_tried_again(bench: Bench) -> None:
    bench.store.claim(KEY, worker="dead", now=NOON, lease=timedelta(minutes=4))
    assert bench.sweep_after(timedelta(minutes=5)) is State.SCHEDULED
    assert bench.publish() is State.POSTED
    assert bench.network.commits == 1


def test_a_crash_after_the_commit_began_is_looked_for_first(bench: Bench) -> None:
    post = bench.store.claim(KEY, worker="dead", now=NOON, lease=timedelta(minutes=4))
    assert post is not None
    begun = bench.store.start_commit(post, NOON)
    assert begun is not None
    bench.network.commit(begun)
    states = [bench.sweep_after(timedelta(minutes=5)), bench.sweep_after(timedelta(seconds=1))]
    assert states[-1] is State.POSTED
    assert len(bench.network.live) == 1


def test_the_judge_has_the_last_word(bench: Bench) -> None:
    def late(post: Post, now: datetime) -> Post:
        return missed(post, "too late")

    assert publish_one(KEY, replace(bench.delivery, preflight=late)) is not None
    assert bench.state is State.MISSED
    assert bench.network.commits == 0


def test_a_pause_asks_nothing_of_the_network(bench: Bench) -> None:
    def in_a_pause(post: Post, now: datetime) -> Post:
        return paused(post, "a pause")

    publish_one(KEY, replace(bench.delivery, preflight=in_a_pause))
    assert bench.state is State.PAUSED
    assert bench.network.log == []


def test_a_pause_between_the_look_and_the_commit_still_holds(bench: Bench) -> None:
    def paused_meanwhile(post: Post, now: datetime) -> Post | None:
        return paused(post, "a pause") if "prepare" in bench.network.log else None

    publish_one(KEY, replace(bench.delivery, preflight=paused_meanwhile))
    assert bench.state is State.PAUSED
    assert bench.network.commits == 0


def test_a_post_that_is_too_late_but_stands_there_already_is_adopted(bench: Bench) -> None:
    def late(post: Post, now: datetime) -> Post:
        return missed(post, "too late")

    bench.network.live.append(RemotePost("r9", planned(KEY).caption, NOON))
    publish_one(KEY, replace(bench.delivery, preflight=late))
    assert bench.state is State.POSTED
    assert bench.store.post(KEY).remote_id == "r9"
    assert bench.network.commits == 0


def test_a_login_of_somebody_else_posts_nothing_and_rests_the_account(bench: Bench) -> None:
    def refuse(publisher: Publisher, account: str) -> None:
        raise AccountProblem("you are logged in as @other", network="instagram")

    publish_one(KEY, replace(bench.delivery, verify_account=refuse))
    (account,) = bench.store.accounts()
    assert (account.problem, bench.network.commits) == ("you are logged in as @other", 0)
    assert bench.store.due(bench.clock.now() + timedelta(days=300)) == ()


def test_a_network_that_asks_for_an_hour_gives_the_whole_account_its_rest(bench: Bench) -> None:
    wait = TemporaryFailure("wait", network="instagram", retry_after=timedelta(hours=1))
    bench.network.refuse_prepare.append(wait)
    bench.publish()
    assert bench.store.due(bench.clock.now() + timedelta(minutes=59)) == ()
    assert bench.store.due(bench.clock.now() + timedelta(minutes=61)) == (KEY,)


def test_every_failed_try_is_kept_with_its_reason(bench: Bench) -> None:
    bench.network.refuse_prepare.append(TemporaryFailure("busy just now", network="instagram"))
    bench.publish()
    assert [one.error for one in bench.store.attempts(KEY)] == ["busy just now"]


def test_an_equal_post_of_ours_is_not_adopted_twice(bench: Bench) -> None:
    bench.publish()
    twin = planned("b" * 12, due_at=NOON + timedelta(hours=1), slot_id="s2")
    bench.store.sync([], [twin], withdrawn=(), now=NOON)
    bench.clock.wait(timedelta(hours=1))
    publish_one("b" * 12, bench.delivery)
    assert bench.store.post("b" * 12).remote_id == "r2"


TWIN = "b" * 12
TWO_DAYS = timedelta(hours=48)


@pytest.fixture
def twins(bench: Bench) -> Bench:
    """Two posts with one caption, exactly two days apart; the first one's answer is lost."""
    later = planned(TWIN, due_at=NOON + TWO_DAYS)
    bench.store.sync([], [planned(KEY), later], withdrawn=(), now=NOON)
    bench.clock.wait(timedelta(seconds=20))
    bench.network.lose_answer.append(doubt())
    bench.publish()
    return bench


def test_a_twin_in_doubt_is_not_taken_for_the_later_one(twins: Bench) -> None:
    twins.network.blind += [TemporaryFailure("down", network="instagram")] * 4
    twins.sweep_after(*(timedelta(seconds=wait) for wait in (1, 31, 121, 601)))
    twins.clock.instant = NOON + TWO_DAYS + timedelta(seconds=10)
    publish_one(TWIN, twins.delivery)
    assert twins.store.post(TWIN).remote_id == "r2"
    twins.store.finish(
        twins.store.post(KEY), looked_again(twins.store.post(KEY), now=twins.clock.now())
    )
    assert twins.sweep_after(timedelta(0)) is State.POSTED
    assert twins.store.post(KEY).remote_id == "r1"
    assert twins.network.commits == 2


def test_what_she_called_posted_is_not_taken_for_its_twin(twins: Bench) -> None:
    row = twins.store.post(KEY)
    twins.store.move(row, resolved(row, is_posted=True, now=twins.clock.now()))
    twins.clock.instant = NOON + TWO_DAYS
    publish_one(TWIN, twins.delivery)
    assert twins.store.post(TWIN).remote_id == "r2"


def test_a_doubt_that_nobody_can_look_into_is_handed_to_her(bench: Bench) -> None:
    bench.network.lose_answer.append(doubt())
    bench.publish()
    bench.delivery = replace(bench.delivery, publishers={})
    waits = (timedelta(0), *(timedelta(seconds=wait) for wait in (31, 121, 601)))
    assert bench.sweep_after(*waits) is State.UNCONFIRMED
    assert bench.store.post(KEY).look_at is None


def test_a_login_that_fails_is_tried_once_a_turn(bench: Bench) -> None:
    network = Locked(bench.clock)
    bench.store.sync([], [planned(KEY), planned(TWIN, account="other")], withdrawn=(), now=NOON)
    publishers = {Network.INSTAGRAM: network}
    verify_account = make_account_verifier(bench.store, publishers, now=NOON)
    delivery = replace(bench.delivery, publishers=publishers, verify_account=verify_account)
    publish_one(KEY, delivery)
    publish_one(TWIN, delivery)
    assert network.logins == 1


@dataclass
class Locked(FaultyNetwork):
    """A network that lets nobody in."""

    logins: int = 0

    def find_choices(self) -> tuple[Identity, ...]:
        return ()

    def choose(self, identity: str) -> None:
        raise AssertionError(identity)

    def find_permalink(self, remote_id: str) -> str | None:
        raise AssertionError(remote_id)

    def delete(self, remote_id: str) -> None:
        raise AssertionError(remote_id)

    def is_there(self, remote_id: str) -> bool:
        raise AssertionError(remote_id)

    def identify(self) -> Identity:
        self.logins += 1
        raise TemporaryFailure("no clear answer", network="instagram")
