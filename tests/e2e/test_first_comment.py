"""First comments, whole cycles: routes × what happens to the request. Once below the post, or told.

The judge is the networks' own book, not our database.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from socialkit.model.network import Network
from socialkit.model.post import CommentState, State
from socialkit.pipeline.delivery.fault_injection import COMMENT_PLACES
from socialkit.runtime.container import build_container
from tests.e2e.cycles import SOON, Cycles
from tests.e2e.faults import FEEDBACK, told
from tests.e2e.practice import FAST, HANDLE, ONLY_THE_TOKEN, PAGE_ID, QUOTES, Practice, due
from tests.emulators.exchange import Fault, Kind, Moment, html_reply, json_reply
from tests.emulators.server import World

TAGS = "#pause #kind"
CAPTION = '{first_comment: "{hashtags}", hashtags: ["#pause", "#kind"]}'
POSTING, READING = r"POST .*/comments?/?$", r"GET .*/comments/?$"
WAITS = tuple(timedelta(seconds=wait) for wait in (121, 31, 91, 481, 3605))
BLOWS = {
    "answered": None,
    "answer lost": Fault(POSTING, Kind.DROP),
    "request lost": Fault(POSTING, Kind.DROP, Moment.BEFORE),
    "502 after": Fault(POSTING, Kind.REPLACE, reply=html_reply("bad", status=502)),
    "odd answer": Fault(POSTING, Kind.REPLACE, reply=json_reply({})),
    "refused for ever": Fault(POSTING, Kind.REPLACE, Moment.BEFORE, told(100), times=99),
    "list unreadable": Fault(READING, Kind.DROP, Moment.BEFORE, times=2),
}
LAGS = (0, 60, 480)
ROUTES = ("instagrapi", "graph", "page")
FAST_ONES = {
    ("instagrapi", "answer lost", 480),
    ("graph", "request lost", 0),
    ("page", "refused for ever", 0),
}


def rows() -> Iterator[object]:
    for row in itertools.product(ROUTES, BLOWS, LAGS):
        marks = () if row in FAST_ONES else (pytest.mark.slow,)
        yield pytest.param(*row, id=" | ".join(map(str, row)), marks=marks)


def prepare(cycles: Cycles, world: World, route: str) -> None:
    network = "facebook" if route == "page" else "instagram"
    if route == "graph":
        world.graph.connect_instagram(PAGE_ID, HANDLE)
        cycles.practice.via = "graph"
        cycles.practice.write_env(**ONLY_THE_TOKEN)
    world.graph.allow_comments()
    row = SOON.format(network=network, quote=QUOTES[0])
    cycles.practice.write_schedule([row], caption=CAPTION)


def below(world: World) -> list[str]:
    """All comments on both networks."""
    found = [one.comments for one in world.instagram.media]
    found += [one.comments for one in world.graph.media]
    found += [one.comments for one in world.graph.posts]
    return [one.text for some in found for one in some]


def what_became_of_it(cycles: Cycles) -> CommentState:
    (post,) = cycles.posts
    assert post.state is State.POSTED
    with build_container(cycles.practice.folder).open_outbox() as store:
        return store.comments.find(post.key).state


@pytest.mark.parametrize(("route", "blow", "lag"), list(rows()))
def test_whatever_comes_back_it_stands_there_once_or_the_owner_is_told(
    cycles: Cycles, world: World, route: str, blow: str, lag: int
) -> None:
    prepare(cycles, world, route)
    fault = BLOWS[blow]
    if fault is not None:
        world.faults.append(replace(fault))
        if (route, blow) == ("instagrapi", "refused for ever"):
            world.faults[0].reply = json_reply(FEEDBACK, status=400)
    world.instagram.comments_lag = world.graph.comments_lag = lag
    assert cycles.tick().is_well, "a comment is no reason for an alarm"
    for wait in WAITS:
        assert cycles.later(wait).is_well
        assert len(below(world)) <= 1, "never two"
    assert len(world.commits) == 1, "never a reason to publish again"
    if what_became_of_it(cycles) is CommentState.THERE:
        assert below(world) == [TAGS]
    else:
        assert (blow, below(world)) == ("refused for ever", [])
        status = cycles.practice.status
        assert status["health"] == "ok"
        assert "first comment is left out" in str(status["problems"])


def test_hashtags_stand_in_the_comment_alone_and_the_plan_shows_it(
    cycles: Cycles, world: World
) -> None:
    prepare(cycles, world, "page")
    cycles.tick()
    (post,) = cycles.posts
    assert "#" not in world.graph.posts[0].message
    assert (post.plan.network, post.plan.first_comment) == (Network.FACEBOOK, TAGS)
    assert below(world) == [TAGS]


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(place, marks=() if place == "comment marked" else (pytest.mark.slow,))
        for place in ("receipt stored", *COMMENT_PLACES)
    ],
)
def test_a_power_cut_between_post_and_comment_loses_nothing_and_doubles_nothing(
    practice: Practice, world: World, place: str
) -> None:
    practice.write_env(**FAST)
    world.graph.allow_comments()
    row = due(timedelta(minutes=1), QUOTES[0], to="[facebook]")
    practice.write_schedule([row], caption=CAPTION)
    practice.extra["SOCIALKIT_FAULT"] = place
    assert practice.run("tick").code < 0
    practice.extra.clear()
    for _ in range(12):
        if below(world) and place != "commented":
            break
        threading.Event().wait(1.1)
        practice.run("tick")
    practice.run("tick")
    assert below(world) == [TAGS]
    assert len(world.commits) == 1
    assert practice.status["posts"][0]["first_comment"] == TAGS
