"""In a pause nothing goes out, not even a comment; what may be out already is still looked for.

Turns at times that the test chooses; the judge is the networks' own book.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from socialkit.model.post import State
from socialkit.model.schedule import Pause
from socialkit.pipeline.schedule.pause import end_pause, set_pause
from socialkit.runtime.container import build_container
from tests.e2e.practice import QUOTES
from tests.e2e.turns import SOON, Turns
from tests.emulators.exchange import Fault, Kind, Moment
from tests.emulators.server import World

MINUTE = timedelta(minutes=1)
ROW = SOON.format(network="facebook", quote=QUOTES[0])
CAPTION = '{first_comment: "Read it here: {website}"}'
COMMIT, READING = r"POST graph.*/\d+/feed$", r"GET .*/comments/?$"
LOOKS = (3 * MINUTE, MINUTE, 2 * MINUTE, 9 * MINUTE)


BY = pytest.mark.parametrize("by", ["file", "command"])


@pytest.fixture
def turns(turns: Turns, world: World) -> Turns:
    """A post for her Page, with a first comment, is due."""
    world.graph.allow_comments()
    write(turns)
    return turns


def write(turns: Turns, **more: str) -> None:
    turns.practice.write_schedule([ROW], caption=CAPTION, **more)


def pause(turns: Turns, *, by: str) -> None:
    if by == "file":
        write(turns, pause="true")
        return
    container = build_container(turns.practice.folder)
    with container.open_outbox() as store:
        set_pause(store, Pause(), lambda: container.workspace.schedule, now=container.clock.now())


def resume(turns: Turns) -> None:
    write(turns)
    container = build_container(turns.practice.folder)
    with container.open_outbox() as store:
        end_pause(store, container.workspace.schedule, now=container.clock.now())


def below(world: World) -> list[str]:
    return [one.text for post in world.graph.posts for one in post.comments]


@BY
def test_a_post_whose_answer_was_lost_is_found_in_the_pause_and_gets_its_comment_after_it(
    turns: Turns, world: World, by: str
) -> None:
    world.faults.append(Fault(COMMIT, Kind.DROP, Moment.AFTER))
    turns.tick()
    assert [one.state for one in turns.posts] == [State.UNCONFIRMED]
    pause(turns, by=by)
    for wait in LOOKS:
        turns.later(wait)
    (post,) = turns.posts
    assert (post.state, len(world.graph.live_posts)) == (State.POSTED, 1)
    assert post.permalink
    assert below(world) == []
    resume(turns)
    for _ in range(3):
        turns.later(11 * MINUTE)
    assert below(world) == ["Read it here: https://quietharbour.example"]
    assert len(world.graph.live_posts) == 1


@BY
def test_a_post_that_is_surely_not_there_stays_back_and_is_not_sent_once_more(
    turns: Turns, world: World, by: str
) -> None:
    world.faults.append(Fault(COMMIT, Kind.DROP, Moment.BEFORE))
    turns.tick()
    pause(turns, by=by)
    for wait in LOOKS:
        turns.later(wait)
    (post,) = turns.posts
    assert (post.state, world.graph.live_posts) == (State.PAUSED, [])
    resume(turns)
    for _ in range(3):
        turns.later(31 * MINUTE)
    assert (turns.posts[0].state, world.graph.live_posts) == (State.PAUSED, [])


@BY
def test_a_first_comment_that_is_still_to_come_waits_for_the_end_of_the_pause(
    turns: Turns, world: World, by: str
) -> None:
    world.faults.append(Fault(READING, Kind.DROP, Moment.BEFORE))
    turns.tick()
    assert ([one.state for one in turns.posts], below(world)) == ([State.POSTED], [])
    pause(turns, by=by)
    world.log.clear()
    for wait in LOOKS:
        turns.later(wait)
    assert [one.path for one in world.log] == [], "nothing is in doubt, so nothing is asked"
    resume(turns)
    for _ in range(3):
        turns.later(11 * MINUTE)
    assert below(world) == ["Read it here: https://quietharbour.example"]
