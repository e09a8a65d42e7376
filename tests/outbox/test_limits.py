"""The distance between two posts to one account, and the most of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from socialkit.errors import UncertainOutcome
from socialkit.model.post import Receipt
from socialkit.outbox.cooldowns import Limits
from socialkit.outbox.machine.states import after_failure
from socialkit.outbox.machine.unconfirmed import after_failed_reconcile, after_receipt
from socialkit.outbox.store import Store, open_store
from tests.outbox.sample import LEASE, LOOKS, NOW, add, claim, plan

GAP = timedelta(minutes=5)


@pytest.fixture
def limited(address: str, workspace: str, store: Store) -> Iterator[Store]:
    """The same outbox, with limits."""
    with open_store(address, workspace=workspace, limits=Limits(GAP, daily_cap=2)) as limited:
        yield limited


def post_now(store: Store, key: str) -> None:
    sent = claim(store, key)
    assert store.finish(sent, after_receipt(sent, Receipt(f"remote {key}"), now=NOW))


def test_the_next_post_of_an_account_waits_for_the_gap(store: Store, limited: Store) -> None:
    add(store, plan("aaaa"), plan("bbbb"))
    post_now(store, "aaaa")
    assert limited.due(NOW + GAP - timedelta(seconds=1)) == ()
    assert limited.due(NOW + GAP) == ("bbbb",)


def test_the_gap_holds_for_the_claim_too(store: Store, limited: Store) -> None:
    add(store, plan("aaaa"), plan("bbbb"))
    post_now(store, "aaaa")
    assert limited.claim("bbbb", worker="me", now=NOW, lease=LEASE) is None
    assert limited.claim("bbbb", worker="me", now=NOW + GAP, lease=LEASE) is not None


def test_another_account_is_not_held_back(store: Store, limited: Store) -> None:
    add(store, plan("aaaa"), plan("bbbb", account="another"))
    post_now(store, "aaaa")
    assert limited.due(NOW) == ("bbbb",)


def test_a_post_that_may_be_live_counts_for_the_gap(store: Store, limited: Store) -> None:
    add(store, plan("aaaa"), plan("bbbb"))
    begun = store.start_commit(claim(store, "aaaa"), NOW)
    assert begun is not None
    doubt = UncertainOutcome("no answer", network="instagram")
    lost = after_failure(begun, doubt, now=NOW, look_up_after=(timedelta(0),))
    assert store.finish(begun, lost)
    left = store.post("aaaa")
    blind = after_failed_reconcile(left, doubt, now=NOW, look_up_after=LOOKS[:1])
    assert store.finish(left, blind)
    assert limited.due(NOW + GAP - timedelta(seconds=1)) == ()
    assert limited.due(NOW + GAP) == ("bbbb",)


def test_no_more_than_the_cap_in_any_24_hours(store: Store, limited: Store) -> None:
    add(store, plan("aaaa"), plan("bbbb"), plan("cccc"))
    post_now(store, "aaaa")
    post_now(store, "bbbb")
    assert limited.due(NOW + timedelta(hours=23)) == ()
    assert limited.due(NOW + timedelta(hours=24)) == ("cccc",)
