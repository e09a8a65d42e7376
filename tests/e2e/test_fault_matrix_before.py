"""Routes × kinds × steps before the commit: no fault there makes anything public, and one post goes out.

The judge is the networks' own log and their own books. `make test` runs some rows, `make slow` all.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from socialkit.model.post import PostKind, State
from tests.e2e.cycles import Cycles
from tests.e2e.matrix import Row, follow, the_post
from tests.e2e.routes import ROUTES
from tests.emulators.server import World

REPRESENTATIVE = {
    ("instagrapi", "carousel", "upload", "drop, before"),
    ("page", "carousel", "photo", "500, after"),
    ("graph", "carousel", "container", "9004/2207052, before"),
    ("graph", "story", "polling", "drop, before"),
}
ONLY = "graph"
STATES = ROUTES[ONLY].states
ONE_BY_ONE = {"upload", "photo", "container", "polling"}
"""Steps that a carousel takes for each of its pictures: there the second one is struck."""


def rows() -> Iterator[object]:
    for name, route in ROUTES.items():
        for kind, (step, (_, blows)) in itertools.product(PostKind, route.steps.items()):
            for blow in blows if kind is not PostKind.CONTRAST else ("drop, before",):
                row = (name, kind.value, step, blow)
                marks = () if row in REPRESENTATIVE else (pytest.mark.slow,)
                yield pytest.param(*row, id=" | ".join(row), marks=marks)


def judge_the_end(row: Row) -> None:
    """However long it took, whatever the owner had to do: one request, one post."""
    follow(row)
    if the_post(row.cycles).state is State.FAILED:
        assert row.route.book(row.world) == []
        row.cycles.request_now(the_post(row.cycles).key)
        follow(row)
    post = the_post(row.cycles)
    assert post.state is State.POSTED, (post.state, post.error)
    assert len(row.route.book(row.world)) == len(row.world.commits) == 1


@pytest.mark.parametrize(("name", "kind", "step", "blow"), list(rows()))
def test_what_fails_before_the_commit_shows_nothing_and_is_done_again(
    cycles: Cycles, world: World, name: str, kind: str, step: str, blow: str
) -> None:
    route = ROUTES[name]
    row = Row(cycles, world, route)
    row.settle_in(PostKind(kind))
    where, blows = route.steps[step]
    is_second = kind == "carousel" and step in ONE_BY_ONE
    fault = blows[blow].on(where, skip=int(is_second))
    world.faults.append(fault)
    cycles.tick()
    assert fault.times == 0
    assert len(route.book(world)) == (the_post(cycles).state is State.POSTED)
    judge_the_end(row)


@pytest.mark.parametrize("kind", ["card", "carousel", "story"])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.slow
def test_a_container_that_does_not_get_ready_shows_nothing_and_goes_in_the_end(
    cycles: Cycles, world: World, state: str, kind: str
) -> None:
    row = Row(cycles, world, ROUTES[ONLY])
    row.settle_in(PostKind(kind))
    begin, end = STATES[state]
    begin(world)
    cycles.tick()
    assert (ROUTES[ONLY].book(world), world.commits) == ([], [])
    assert the_post(cycles).state is State.SCHEDULED
    end(world)
    judge_the_end(row)
