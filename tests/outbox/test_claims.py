"""One worker wins, one post in the air per account, and no worker acts on a lost claim."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from socialkit.errors import OutboxError, TemporaryFailure, UncertainOutcome
from socialkit.model.network import Network
from socialkit.model.post import Account, Post, Receipt, State
from socialkit.outbox import claims
from socialkit.outbox.cooldowns import Limits
from socialkit.outbox.db.connection import open_engine
from socialkit.outbox.machine.manual import cancelled
from socialkit.outbox.machine.states import after_failure, after_lease_lost, put_off
from socialkit.outbox.machine.unconfirmed import after_receipt, after_reconcile
from socialkit.outbox.store import Store
from tests.outbox.sample import LEASE, LOOKS, NOW, add, claim, plan

DOUBT = UncertainOutcome("no answer", network="instagram")
LATER = NOW + timedelta(hours=1)


def uncertain(store: Store, key: str = "aaaa1111") -> Post:
    """A post that was sent without an answer."""
    begun = store.start_commit(claim(store, key), NOW)
    assert begun is not None
    assert store.finish(begun, after_failure(begun, DOUBT, now=NOW, look_up_after=LOOKS))
    return store.post(key)


def test_a_post_is_claimed_once(store: Store) -> None:
    add(store, plan())
    held = claim(store)
    assert (held.state, held.fence, held.attempts) == (State.SENDING, 1, 1)
    assert (held.lease_owner, held.lease_until) == ("worker", NOW + LEASE)
    assert store.claim("aaaa1111", worker="other", now=NOW, lease=LEASE) is None


def test_a_post_that_is_not_due_or_not_there_or_waiting_is_not_claimed(store: Store) -> None:
    add(store, plan(), plan("wwww", state=State.WAITING))
    early = NOW - timedelta(microseconds=1)
    assert store.claim("aaaa1111", worker="worker", now=early, lease=LEASE) is None
    assert store.claim("wwww", worker="worker", now=NOW, lease=LEASE) is None
    assert store.claim("nowhere", worker="worker", now=NOW, lease=LEASE) is None


def test_due_posts_come_in_the_order_of_their_times(store: Store) -> None:
    add(
        store,
        plan("cccc", due_at=NOW - timedelta(hours=1)),
        plan("bbbb", due_at=NOW),
        plan("aaaa", due_at=NOW),
        plan("dddd", due_at=NOW + timedelta(hours=1)),
    )
    assert store.due(NOW) == ("cccc", "aaaa", "bbbb")
    assert store.due(NOW, limit=1) == ("cccc",)
    assert store.next_due_at() == NOW - timedelta(hours=1)
    assert store.next_due_at(after=NOW) == NOW + timedelta(hours=1)


def test_an_account_with_a_post_in_the_air_waits_and_others_do_not(store: Store) -> None:
    add(
        store,
        plan(),
        plan("bbbb"),
        plan("cccc", account="other"),
        plan("dddd", network=Network.FACEBOOK),
    )
    claim(store)
    assert store.due(NOW) == ("cccc", "dddd")
    assert store.claim("bbbb", worker="other", now=NOW, lease=LEASE) is None
    assert claim(store, "dddd")


def test_a_post_in_doubt_holds_back_its_account_until_the_last_look(store: Store) -> None:
    add(store, plan(), plan("bbbb"))
    doubtful = uncertain(store)
    assert store.due(LATER) == ()
    assert store.claim("bbbb", worker="other", now=LATER, lease=LEASE) is None
    assert store.finish(doubtful, replace(doubtful, look_at=None))
    assert store.due(LATER) == ("bbbb",)
    assert claim(store, "bbbb", now=LATER)


def test_a_resting_account_is_left_alone_until_its_time(store: Store) -> None:
    add(store, plan())
    resting = Account(Network.INSTAGRAM, "quietharbour", "graph", paused_until=LATER)
    store.save_account(resting)
    assert store.due(NOW) == ()
    assert store.claim("aaaa1111", worker="worker", now=NOW, lease=LEASE) is None
    assert store.due(LATER) == ("aaaa1111",)
    store.save_account(replace(resting, paused_until=None))
    assert store.due(NOW) == ("aaaa1111",)


def test_eight_workers_never_overlap_on_an_account(store: Store) -> None:
    accounts = ("one", "two", "three")
    keys = [f"k{number:03}" for number in range(45)]
    add(store, *(plan(key, account=accounts[n % 3]) for n, key in enumerate(keys)))
    in_the_air: set[str] = set()
    won: list[str] = []
    overlaps: list[str] = []

    def work(owner: str) -> None:
        for _ in range(400):
            due = store.due(NOW)
            if not due:
                if not store.posts(states={State.SCHEDULED}):
                    return
                continue
            held = store.claim(due[0], worker=owner, now=NOW, lease=LEASE)
            if held is None:
                continue
            if held.plan.account in in_the_air:
                overlaps.append(held.key)
            in_the_air.add(held.plan.account)
            won.append(held.key)
            in_the_air.discard(held.plan.account)
            assert store.finish(held, after_receipt(held, Receipt(held.key), now=NOW))

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(work, f"w{n}") for n in range(8)]:
            done.result()
    assert sorted(won) == keys
    assert overlaps == []


def test_eight_workers_at_one_post_and_one_of_them_wins(store: Store) -> None:
    add(store, *(plan(f"k{n}", account="one") for n in range(8)))

    def take(n: int) -> Post | None:
        return store.claim(f"k{n}", worker=f"w{n}", now=NOW, lease=LEASE)

    with ThreadPoolExecutor(8) as pool:
        winners = [held for held in pool.map(take, range(8)) if held is not None]
    assert len(winners) == 1
    assert store.posts(states={State.SENDING}) == tuple(winners)


def test_two_claims_on_one_account_that_cannot_see_each_other_do_not_both_win(
    store: Store, address: str, workspace: str
) -> None:
    add(store, plan(), plan("bbbb"))
    engine = open_engine(address)
    with ThreadPoolExecutor(1) as pool:
        with engine.execution_options(writes=True).begin() as connection:
            first = claims.claim(
                connection,
                workspace,
                "aaaa1111",
                worker="one",
                now=NOW,
                lease=LEASE,
                limits=Limits(),
            )
            second = pool.submit(store.claim, "bbbb", worker="two", now=NOW, lease=LEASE)
            with pytest.raises(TimeoutError):
                second.result(timeout=0.3)  # waits for the first claim to be stored or dropped
        assert second.result() is None
    engine.dispose()
    assert store.posts(states={State.SENDING}) == (first,)


def test_a_worker_that_lost_its_claim_can_neither_send_nor_finish(store: Store) -> None:
    add(store, plan())
    stale = claim(store)
    (lost,) = store.leases_lost(NOW + LEASE)
    assert store.finish(lost, after_lease_lost(lost, now=LATER, look_up_after=LOOKS))
    fresh = claim(store, now=LATER)
    assert fresh.fence == stale.fence + 1
    failure = TemporaryFailure("later", network="instagram")
    assert not store.finish(stale, after_failure(stale, failure, now=LATER, look_up_after=LOOKS))
    assert store.start_commit(stale, LATER) is None
    with pytest.raises(OutboxError, match="took over post"):
        store.save_tickets(stale, {"photo": "1"})
    assert store.post("aaaa1111") == fresh


def test_nothing_is_sent_after_the_lease_or_twice_in_one_claim(store: Store) -> None:
    add(store, plan())
    held = claim(store)
    assert store.start_commit(held, NOW + LEASE) is None
    assert store.start_commit(held, NOW) is not None
    assert store.start_commit(held, NOW) is None


def test_the_lease_counts_anew_when_the_request_leaves(store: Store) -> None:
    add(store, plan())
    held = claim(store)
    begun = store.start_commit(held, NOW + LEASE / 2, lease=LEASE)
    assert begun is not None
    assert begun.lease_until == NOW + LEASE / 2 + LEASE
    assert store.leases_lost(NOW + LEASE) == ()


def test_a_sweep_that_read_before_the_commit_began_changes_nothing(store: Store) -> None:
    add(store, plan())
    held = claim(store)
    seen = store.post("aaaa1111")
    assert store.start_commit(held, NOW)
    assert not store.finish(seen, after_lease_lost(seen, now=LATER, look_up_after=LOOKS))
    assert store.post("aaaa1111").state is State.SENDING


def test_a_lost_lease_before_the_commit_is_harmless_and_after_it_a_doubt(store: Store) -> None:
    add(store, plan(), plan("bbbb", account="other"))
    claim(store)
    store.start_commit(claim(store, "bbbb"), NOW)
    assert store.leases_lost(NOW + LEASE - timedelta(microseconds=1)) == ()
    for lost in store.leases_lost(NOW + LEASE):
        assert store.finish(lost, after_lease_lost(lost, now=LATER, look_up_after=LOOKS))
    assert store.post("aaaa1111").state is State.SCHEDULED
    assert store.post("bbbb").state is State.UNCONFIRMED
    assert [one.key for one in store.to_look_up(LATER)] == ["bbbb"]


def test_a_receipt_is_stored_whoever_lost_what(store: Store) -> None:
    add(store, plan())
    slow = store.start_commit(claim(store), NOW)
    assert slow is not None
    (lost,) = store.leases_lost(NOW + LEASE)
    store.finish(lost, after_lease_lost(lost, now=LATER, look_up_after=LOOKS[:1]))
    (doubtful,) = store.to_look_up(LATER)
    store.finish(doubtful, after_reconcile(doubtful, None, now=LATER, look_up_after=LOOKS[:1]))
    second = claim(store, now=LATER)
    assert store.record_receipt(slow, Receipt("900", "https://example/900"), now=LATER)
    found = store.post("aaaa1111")
    assert (found.state, found.remote_id, found.posted_at) == (State.POSTED, "900", LATER)
    assert found.lease_owner is None
    assert store.start_commit(second, LATER) is None
    assert not store.record_receipt(second, Receipt("901"), now=LATER)
    assert store.post("aaaa1111").remote_id == "900"


def test_of_two_looks_the_one_that_found_it_wins(store: Store) -> None:
    add(store, plan())
    doubtful = uncertain(store)
    absent = after_reconcile(doubtful, None, now=LATER, look_up_after=LOOKS[:1])
    assert absent.state is State.SCHEDULED
    assert store.finish(doubtful, absent)
    assert store.finish(doubtful, after_receipt(doubtful, Receipt("900"), now=LATER))
    assert not store.finish(doubtful, absent)
    assert not store.finish(doubtful, after_receipt(doubtful, Receipt("901"), now=LATER))
    assert store.post("aaaa1111").remote_id == "900"


def test_finishing_never_puts_back_tickets_or_the_start_of_the_commit(store: Store) -> None:
    add(store, plan())
    held = claim(store)
    begun = store.start_commit(store.save_tickets(held, {"photo": "77"}), NOW)
    assert begun is not None
    forgetful = replace(begun, tickets={})
    doubt = after_failure(forgetful, DOUBT, now=NOW, look_up_after=LOOKS)
    assert store.finish(forgetful, doubt)
    found = store.post("aaaa1111")
    assert found.tickets == begun.tickets
    assert found.tickets["photo"] == "77"
    assert found.commit_started_at == NOW


def test_a_post_put_off_comes_back_at_its_time(store: Store) -> None:
    add(store, plan())
    held = claim(store)
    assert store.finish(held, put_off(held, until=LATER))
    assert store.due(NOW) == ()
    assert store.due(LATER) == ("aaaa1111",)
    assert store.post("aaaa1111").attempts == 0


def test_a_cancelled_post_is_not_claimed(store: Store) -> None:
    add(store, plan())
    before = store.post("aaaa1111")
    assert store.move(before, cancelled(before))
    assert store.claim("aaaa1111", worker="worker", now=NOW, lease=LEASE) is None
