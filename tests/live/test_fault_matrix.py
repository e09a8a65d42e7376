"""Routes × faults × read-backs: never two copies, one commit request a publish, an honest ending.

The judge is the networks' own log. `make test` runs some rows, `make slow` all of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from socialkit.model import Post, State
from tests.live.faults import READ_BACKS, ROUTES, SEND_TIMEOUT, spoil_reads
from tests.live.practice import QUOTES, Practice
from tests.live.test_daemon import wait_until
from tests.live.turns import SOON, START, Turns
from tests.networks.exchange import Kind
from tests.networks.server import World

WAITS = tuple(timedelta(seconds=wait) for wait in (1, 31, 29, 65, 125, 605, 605, 3700, 605, 605))
"""Between the turns: the product's own waits, each a little longer; the last ones for a second try."""

LONG_WAITS = (timedelta(minutes=65),) * 4
"""For what has failed several times before it could be looked for."""

REPRESENTATIVE = {
    ("instagrapi", "drop, after", "lagging 60 s"),
    ("instagrapi", "empty JSON, after", "clear"),
    ("instagrapi", "408, after", "failing"),
    ("instagrapi", "late accept", "clear"),
    ("instagrapi", "login_required, after", "lagging 8 min"),
    ("instagrapi", "challenge, after", "lagging 8 min"),
    ("instagrapi", "feedback_required, before", "clear"),
    ("page", "502 HTML, before", "clear"),
    ("page", "slow beyond SEND_TIMEOUT, after", "failing"),
    ("page", "190/463, before", "clear"),
    ("page", "368, after", "lagging 60 s"),
    ("page", "4/2207051, after", "clear"),
    ("page", "506/1455006, after", "lagging 60 s"),
}


def rows() -> Iterator[object]:
    for name, route in ROUTES.items():
        for blow, reads in itertools.product(route.blows, READ_BACKS):
            row = (name, blow, reads)
            marks = () if row in REPRESENTATIVE else (pytest.mark.slow,)
            yield pytest.param(*row, id=" | ".join(row), marks=marks)


@pytest.fixture
def turns(practice: Practice, world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Turns]:
    for name, value in world.environment.items():
        monkeypatch.setenv(name, value)
    practice.write_env(SEND_TIMEOUT=str(SEND_TIMEOUT))
    with time_machine.travel(START, tick=True) as traveller:
        yield Turns(practice, traveller)


def is_honest(post: Post, copies: int) -> bool:
    """Posted means that it stands there; where it does not, she is told what to do."""
    if post.state is State.POSTED:
        return copies == 1
    is_told = "socialkit " in (post.error or "")
    return post.state in {State.UNCONFIRMED, State.FAILED} and is_told


@pytest.mark.parametrize(("name", "blow", "reads"), list(rows()))
def test_whatever_comes_back_the_post_stands_there_once_or_she_is_told(
    turns: Turns, world: World, name: str, blow: str, reads: str
) -> None:
    route = ROUTES[name]
    turns.practice.write_schedule([SOON.format(network=route.network, quote=QUOTES[0])])
    fault = route.blows[blow].on(route.commit)
    world.faults.append(fault)
    spoil_reads(world, route, reads)
    turns.tick()
    assert (len(world.commits), fault.times) == (1, 0), "one publish, one request"
    if fault.kind is Kind.DELAY:
        wait_until(lambda: route.copies(world, QUOTES[0]), 5, "accepted late")
    for wait in WAITS + LONG_WAITS:
        if wait in LONG_WAITS and turns.posts[0].state is State.POSTED:
            break
        turns.reconnect()  # she acts at once: the worst that can come to a read-back that lags
        sent = len(world.commits)
        turns.later(wait)
        assert len(world.commits) - sent <= 1, "one publish, one request"
        assert route.copies(world, QUOTES[0]) <= 1, "never two copies"
    (post,) = turns.posts
    if post.state is State.FAILED:  # a network refused what it took, and could not be read later
        turns.ask_for(post.key)
        turns.later(timedelta(seconds=1))
        (post,) = turns.posts
        assert route.copies(world, QUOTES[0]) <= 1, "never two copies"
    assert is_honest(post, route.copies(world, QUOTES[0])), (post.state, post.error)
    if reads == "clear":
        assert post.state is State.POSTED
