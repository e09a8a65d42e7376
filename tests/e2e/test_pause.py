"""In a pause nothing goes out, not even a comment; what may be out already is still looked for.

Cycles at times that the test chooses; the judge is the networks' own book.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from socialkit.model.post import State
from socialkit.model.schedule import Pause
from socialkit.pipeline.schedule.pause import end_pause, set_pause
from socialkit.runtime.container import build_container
from tests.e2e.cycles import SOON, Cycles
from tests.e2e.practice import QUOTES
from tests.emulators.exchange import Fault, Kind, Moment
from tests.emulators.server import World

MINUTE = timedelta(minutes=1)
ROW = SOON.format(network="facebook", quote=QUOTES[0])
CAPTION = '{first_comment: "Read it here: {website}"}'
COMMIT, READING = r"POST graph.*/\d+/feed$", r"GET .*/comments/?$"
LOOKS = (3 * MINUTE, MINUTE, 2 * MINUTE, 9 * MINUTE)


BY = pytest.mark.parametrize("by", ["file", "command"])


@pytest.fixture
def cycles(cycles: Cycles, world: World) -> Cycles:
    """A post for the Page, with a first comment, is due."""
    world.graph.allow_comments()
    write(cycles)
    return cycles


def write(cycles: Cycles, **more: str) -> None:
    cycles.practice.write_schedule([ROW], caption=CAPTION, **more)


def pause(cycles: Cycles, *, by: str) -> None:
    if by == "file":
        write(cycles, pause="true")
        return
    container = build_container(cycles.practice.folder)
    with container.open_outbox() as store:
        set_pause(store, Pause(), lambda: container.workspace.schedule, now=container.clock.now())


def resume(cycles: Cycles) -> None:
    write(cycles)
    container = build_container(cycles.practice.folder)
    with container.open_outbox() as store:
        end_pause(store, container.workspace.schedule, now=container.clock.now())


def below(world: World) -> list[str]:
    return [one.text for post in world.graph.posts for one in post.comments]


@BY
def test_a_post_whose_answer_was_lost_is_found_in_the_pause_and_gets_its_comment_after_it(
    cycles: Cycles, world: World, by: str
) -> None:
    world.faults.append(Fault(COMMIT, Kind.DROP, Moment.AFTER))
    cycles.tick()
    assert [one.state for one in cycles.posts] == [State.UNCONFIRMED]
    pause(cycles, by=by)
    for wait in LOOKS:
        cycles.later(wait)
    (post,) = cycles.posts
    assert (post.state, len(world.graph.live_posts)) == (State.POSTED, 1)
    assert post.permalink
    assert below(world) == []
    resume(cycles)
    for _ in range(3):
        cycles.later(11 * MINUTE)
    assert below(world) == ["Read it here: https://quietharbour.example"]
    assert len(world.graph.live_posts) == 1


@BY
def test_a_post_that_is_surely_not_there_stays_back_and_is_not_sent_once_more(
    cycles: Cycles, world: World, by: str
) -> None:
    world.faults.append(Fault(COMMIT, Kind.DROP, Moment.BEFORE))
    cycles.tick()
    pause(cycles, by=by)
    for wait in LOOKS:
        cycles.later(wait)
    (post,) = cycles.posts
    assert (post.state, world.graph.live_posts) == (State.PAUSED, [])
    resume(cycles)
    for _ in range(3):
        cycles.later(31 * MINUTE)
    assert (cycles.posts[0].state, world.graph.live_posts) == (State.PAUSED, [])


@BY
def test_a_first_comment_that_is_still_to_come_waits_for_the_end_of_the_pause(
    cycles: Cycles, world: World, by: str
) -> None:
    world.faults.append(Fault(READING, Kind.DROP, Moment.BEFORE))
    cycles.tick()
    assert ([one.state for one in cycles.posts], below(world)) == ([State.POSTED], [])
    pause(cycles, by=by)
    world.log.clear()
    for wait in LOOKS:
        cycles.later(wait)
    assert [one.path for one in world.log] == [], "nothing is in doubt, so nothing is asked"
    resume(cycles)
    for _ in range(3):
        cycles.later(11 * MINUTE)
    assert below(world) == ["Read it here: https://quietharbour.example"]
