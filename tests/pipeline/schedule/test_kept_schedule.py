"""The last good schedule.yaml, for a folder that lost the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from socialkit.outbox.store import Store, open_store
from socialkit.outbox.workspace_state import SCHEDULE_IN_FORCE
from socialkit.pipeline.schedule.activate import find_kept_schedule
from tests.pipeline.schedule.test_activate import SAMPLE
from tests.support.builders import NOON, planned


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://", workspace="w") as made:
        yield made


def words_of(store: Store) -> str:
    kept = find_kept_schedule(store, Path(), today=NOON.date())
    assert kept is not None
    return kept.words


def test_where_none_was_ever_in_force_there_is_none(store: Store) -> None:
    assert find_kept_schedule(store, Path(), today=NOON.date()) is None


def test_it_comes_back_word_for_word_with_its_local_time_and_its_posts(store: Store) -> None:
    store.state.put(SCHEDULE_IN_FORCE, SAMPLE, now=NOON)
    kept = find_kept_schedule(store, Path(), today=NOON.date())
    assert kept is not None and kept.text == SAMPLE
    when = "schedule.yaml is restored as it was on 1 March 2027, 17:30"  # noon UTC in Kolkata
    assert kept.words == f"{when}; no posts are planned by it"
    store.sync([], [planned()], withdrawn=(), now=NOON)
    assert words_of(store) == f"{when}; 1 post is planned by it"
    store.sync([], [planned("b" * 12, slot_id="s2")], withdrawn=(), now=NOON)
    assert words_of(store) == f"{when}; 2 posts are planned by it"


def test_a_text_that_this_version_cannot_read_is_dated_in_utc(store: Store) -> None:
    store.state.put(SCHEDULE_IN_FORCE, "timezone: Nowhere/Land\n", now=NOON)
    assert "1 March 2027, 12:00" in words_of(store)
