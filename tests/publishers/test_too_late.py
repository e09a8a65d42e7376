"""A question that is older than SEND_TIMEOUT is answered without a request: its sender was asleep."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from socialkit.errors import TemporaryFailure
from socialkit.model.network import Network
from socialkit.publishers.factory import PageConfig
from socialkit.publishers.isolation.isolated_publisher import IsolatedPublisher
from socialkit.runtime.system_clock import SystemClock
from tests.emulators.server import World
from tests.publishers.conftest import TOKEN, card_for

SENDER = (sys.executable, "-m", "socialkit.runtime.network_process")
TIMEOUT = timedelta(seconds=20)


@pytest.mark.parametrize(("age", "commits"), [(timedelta(0), 1), (2 * TIMEOUT, 0)])
def test_the_sender_sends_only_what_others_do_not_yet_take_for_dead(
    world: World, age: timedelta, commits: int
) -> None:
    publisher = IsolatedPublisher(PageConfig(TOKEN, TIMEOUT), SENDER, send_timeout=TIMEOUT)
    try:
        ready = card_for(Network.FACEBOOK)
        ready = replace(ready, tickets=publisher.prepare(ready))
        begun = replace(ready, commit_started_at=SystemClock().now() - age)
        if commits:
            assert publisher.commit(begun).remote_id == world.graph.posts[0].id
        else:
            with pytest.raises(TemporaryFailure, match="Nothing was sent"):
                publisher.commit(begun)
    finally:
        publisher.close()
    assert len(world.commits) == commits
