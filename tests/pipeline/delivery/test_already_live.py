"""Which posts on an account belong to other rows, and what went out in a time that nobody remembers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from socialkit.errors import PermanentFailure
from socialkit.model.network import Network
from socialkit.model.post import Account, Post, PostKind, Receipt, RemotePost, State
from socialkit.model.state_values import HistoryGap
from socialkit.outbox.machine.manual import requested
from socialkit.outbox.store import Store, open_store
from socialkit.outbox.workspace_state import HISTORY_GAP
from socialkit.pipeline.delivery.already_live import (
    OWN_POSTS_PERIOD,
    RESTORE_NOTICE_PERIOD,
    known_elsewhere,
    refuse_if_history_lost,
    restore_notice,
)
from tests.support.builders import NOON, planned
from tests.support.fakes import FaultyNetwork, HandClock

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KEY, OTHER = "a" * 12, "b" * 12
GAP = HistoryGap(NOON - HOUR, NOON + HOUR)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://", workspace="w") as made:
        yield made


@pytest.fixture
def network() -> FaultyNetwork:
    return FaultyNetwork(HandClock())


def send(store: Store, key: str, *, is_answered: bool = True) -> Post:
    """A post whose request left when it was due."""
    due_at = store.post(key).plan.due_at
    claimed = store.claim(key, worker="me", now=due_at, lease=HOUR)
    assert claimed is not None
    sent = store.start_commit(claimed, due_at)
    assert sent is not None
    if is_answered:
        store.record_receipt(sent, Receipt(f"id-{key[0]}"), now=due_at)
    else:
        store.finish(sent, replace(sent, state=State.UNCONFIRMED, error="No answer."))
    return store.post(key)


def test_ids_and_times_of_other_posts_are_known(store: Store) -> None:
    earlier = planned(OTHER, due_at=NOON - HOUR, slot_id="s2")
    third = planned("c" * 12, due_at=NOON - 2 * HOUR, slot_id="s3", account="other")
    store.sync([], [planned(KEY), earlier, third], withdrawn=(), now=NOON)
    send(store, OTHER, is_answered=False)
    send(store, "c" * 12)
    assert known_elsewhere(store, store.post(KEY)) == (frozenset({"id-c"}), (NOON - HOUR,))


def test_two_links_to_one_account_are_one_account(store: Store) -> None:
    twin = planned(OTHER, due_at=NOON - HOUR, account="quiet.harbour", slot_id="s2")
    store.sync([], [planned(KEY), twin], withdrawn=(), now=NOON)
    send(store, OTHER, is_answered=False)
    assert known_elsewhere(store, store.post(KEY))[1] == ()
    for link in (planned().account, "quiet.harbour"):
        store.save_account(Account(Network.INSTAGRAM, link, "graph", identity="100"))
    assert known_elsewhere(store, store.post(KEY))[1] == (NOON - HOUR,)


def test_the_post_itself_other_words_and_old_posts_do_not_count(store: Store) -> None:
    other_words = planned(OTHER, due_at=NOON - HOUR, caption="Other words.", slot_id="s2")
    old = planned("c" * 12, due_at=NOON - OWN_POSTS_PERIOD - DAY, slot_id="s3")
    store.sync([], [planned(KEY), other_words, old], withdrawn=(), now=NOON)
    for key in ("c" * 12, OTHER, KEY):
        send(store, key, is_answered=False)
    assert known_elsewhere(store, store.post(KEY)) == (frozenset(), ())


def test_without_a_gap_the_network_is_not_asked(store: Store, network: FaultyNetwork) -> None:
    store.sync([], [planned(KEY)], withdrawn=(), now=NOON)
    refuse_if_history_lost(store.post(KEY), store, network)
    assert network.log == []


def test_a_post_of_a_time_that_was_lost_is_refused_if_something_unknown_went_out(
    store: Store, network: FaultyNetwork
) -> None:
    store.sync([], [planned(KEY)], withdrawn=(), now=NOON)
    store.state.put(HISTORY_GAP, GAP, now=NOON)
    post = store.post(KEY)
    network.live = [
        RemotePost("before", "Other words.", GAP.since - HOUR),
        RemotePost("after", "Other words.", GAP.until + HOUR),
        RemotePost("same", post.plan.caption, NOON),
    ]
    refuse_if_history_lost(post, store, network)
    network.live.append(RemotePost("unknown", "Other words.", NOON))
    with pytest.raises(PermanentFailure) as raised:
        refuse_if_history_lost(post, store, network)
    assert "An old copy of the database was brought back." in str(raised.value)
    assert "from 1 March, 11:00 UTC to 1 March, 13:00 UTC" in str(raised.value)
    assert f"socialkit post {KEY}" in str(raised.value)


def test_an_unknown_post_without_a_time_may_be_of_the_lost_time(
    store: Store, network: FaultyNetwork
) -> None:
    store.sync([], [planned(KEY)], withdrawn=(), now=NOON)
    store.state.put(HISTORY_GAP, GAP, now=NOON)
    network.live = [RemotePost("unknown", "Other words.", None)]
    with pytest.raises(PermanentFailure, match="something may have gone out"):
        refuse_if_history_lost(store.post(KEY), store, network)


def test_a_story_of_the_lost_time_is_refused_without_a_look(
    store: Store, network: FaultyNetwork
) -> None:
    store.sync([], [planned(KEY, kind=PostKind.STORY)], withdrawn=(), now=NOON)
    store.state.put(HISTORY_GAP, GAP, now=NOON)
    with pytest.raises(PermanentFailure, match="a story may have gone out"):
        refuse_if_history_lost(store.post(KEY), store, network)
    assert network.log == []


def test_a_post_of_another_time_and_one_that_was_requested_are_not_refused(
    store: Store, network: FaultyNetwork
) -> None:
    network.live = [RemotePost("unknown", "Other words.", NOON)]
    store.state.put(HISTORY_GAP, GAP, now=NOON)
    later = planned(OTHER, due_at=GAP.until, slot_id="s2")
    store.sync([], [planned(KEY), later], withdrawn=(), now=NOON)
    refuse_if_history_lost(store.post(OTHER), store, network)
    refuse_if_history_lost(requested(store.post(KEY), now=NOON), store, network)
    assert network.log == []


def test_the_outbox_is_read_once_however_many_posts_are_there(
    store: Store, network: FaultyNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.sync([], [planned(KEY)], withdrawn=(), now=NOON)
    store.state.put(HISTORY_GAP, GAP, now=NOON)
    post, read = store.post(KEY), store.posts
    reads: list[dict[str, Any]] = []
    network.live = [RemotePost(f"r{n}", post.plan.caption, NOON) for n in range(20)]

    def count_reads(**asked: Any) -> tuple[Post, ...]:
        reads.append(asked)
        return read(**asked)

    monkeypatch.setattr(store, "posts", count_reads)
    refuse_if_history_lost(post, store, network)
    assert len(reads) == 1


def test_status_says_for_a_week_that_an_old_copy_was_brought_back(store: Store) -> None:
    assert restore_notice(store, now=NOON) == []
    store.state.put(HISTORY_GAP, GAP, now=NOON)
    (notice,) = restore_notice(store, now=GAP.until + RESTORE_NOTICE_PERIOD)
    assert not notice.is_error
    assert notice.text.startswith("An old copy of the database was brought back.")
    assert restore_notice(store, now=GAP.until + RESTORE_NOTICE_PERIOD + HOUR) == []
