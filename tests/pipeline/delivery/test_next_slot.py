"""`if_late: next slot` means the next post of the same account, whichever link stands in the article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from socialkit.model.network import Network
from socialkit.model.post import Account
from socialkit.model.schedule import LateKind, LateRule
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.delivery.preflight import DueTimes
from tests.support.builders import NOON, planned

RULE = LateRule(LateKind.NEXT_SLOT, None)
BY_NAME, BY_NUMBER = "https://www.facebook.com/quietharbour", "https://www.facebook.com/100"
TOMORROW, THE_DAY_AFTER = NOON + timedelta(days=1), NOON + timedelta(days=2)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://", workspace="w") as made:
        rows = [("first", BY_NAME, NOON), ("later", BY_NAME, THE_DAY_AFTER)]
        rows.append(("other", BY_NUMBER, TOMORROW))
        plans = [
            planned(key, network=Network.FACEBOOK, account=link, due_at=at)
            for key, link, at in rows
        ]
        made.sync([], plans, withdrawn=(), now=NOON)
        yield made


def test_two_links_to_one_page_are_one_account(store: Store) -> None:
    for link in (BY_NAME, BY_NUMBER):
        store.save_account(Account(Network.FACEBOOK, link, "graph", identity="100"))
    assert DueTimes(RULE, store).find_next(store.post("first")) == TOMORROW


def test_another_page_does_not_count(store: Store) -> None:
    assert DueTimes(RULE, store).find_next(store.post("first")) == THE_DAY_AFTER
    assert DueTimes(RULE, store).find_next(store.post("later")) is None


def test_other_rules_do_not_ask(store: Store) -> None:
    assert DueTimes(LateRule(), store).find_next(store.post("first")) is None
