"""`unpublish` whose answer is lost: one look tells whether the post is gone, still there, or unknown."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from socialkit.errors import OutboxError, PermanentFailure, TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import Post
from socialkit.pipeline.delivery.manual_actions import TAKEN_DOWN
from tests.e2e.practice import HANDLE, PAGE_ID, QUOTES
from tests.e2e.turns import SOON, Turns
from tests.emulators.exchange import Fault, Kind, Moment, html_reply
from tests.emulators.server import World


@dataclass(frozen=True)
class Route:
    """How the request that deletes looks on a road, and the one that asks for the post."""

    network: Network
    via: str
    delete: str
    look: str


ROUTES = {
    "instagrapi": Route(Network.INSTAGRAM, "instagrapi", "POST .*/delete/", "GET .*/info/"),
    "page": Route(Network.FACEBOOK, "graph", "DELETE .*", r"GET graph.*/\d+_\d+$"),
}
BAD_GATEWAY = html_reply("bad gateway", status=502)
FAULTS = {
    "drop": Fault("", Kind.DROP),
    "502": Fault("", Kind.REPLACE, reply=BAD_GATEWAY),
    "hang": Fault("", Kind.HANG, seconds=9),
    "half": Fault("", Kind.CUT),
}


@pytest.fixture
def turns(turns: Turns) -> Turns:
    """A request that hangs is dead after two seconds."""
    turns.practice.write_env(SEND_TIMEOUT="2")
    return turns


def posted(turns: Turns, route: Route) -> Post:
    turns.practice.via = route.via if route.network is Network.INSTAGRAM else "instagrapi"
    row = SOON.format(network=route.network.value, quote=QUOTES[0])
    turns.practice.write_schedule([row])
    (key,) = turns.tick().posted
    return next(one for one in turns.posts if one.key == key)


def live(world: World) -> int:
    return len(world.instagram.media) + len(world.graph.live_posts) + len(world.graph.media)


@pytest.mark.parametrize("name", ROUTES)
def test_a_lost_answer_is_followed_by_one_look(turns: Turns, world: World, name: str) -> None:
    route = ROUTES[name]
    post = posted(turns, route)
    fault = replace(FAULTS["drop"], where=route.delete, moment=Moment.BEFORE)
    world.faults.append(replace(fault))
    with pytest.raises(TemporaryFailure, match="still there") as told:
        turns.unpublish(post.key)
    assert str(post.permalink) in str(told.value) and "posted" not in str(told.value)
    assert live(world) == 1
    world.faults.append(replace(fault, moment=Moment.AFTER))
    assert turns.unpublish(post.key).error == TAKEN_DOWN
    assert live(world) == 0


@pytest.mark.parametrize("name", ROUTES)
def test_what_cannot_be_looked_at_either_is_left_to_her_eyes(
    turns: Turns, world: World, name: str
) -> None:
    route = ROUTES[name]
    post = posted(turns, route)
    blind = Fault(route.look, Kind.REPLACE, reply=BAD_GATEWAY)
    world.faults += [replace(FAULTS["502"], where=route.delete), blind]
    with pytest.raises(TemporaryFailure, match="Look yourself") as told:
        turns.unpublish(post.key)
    assert str(post.permalink) in str(told.value)
    assert turns.posts[0].error is None
    assert turns.unpublish(post.key).error == TAKEN_DOWN  # it was gone; the second try finds that
    with pytest.raises(OutboxError, match="taken down already"):
        turns.unpublish(post.key)


@pytest.mark.parametrize("fault", ["502", "hang", "half"])
def test_however_the_answer_is_lost_what_is_gone_counts_as_taken_down(
    turns: Turns, world: World, fault: str
) -> None:
    route = ROUTES["page"]
    post = posted(turns, route)
    world.faults.append(replace(FAULTS[fault], where=route.delete))
    assert turns.unpublish(post.key).error == TAKEN_DOWN
    assert live(world) == 0


def test_on_the_official_road_it_counts_once_she_has_deleted_it_herself(
    turns: Turns, world: World
) -> None:
    world.graph.connect_instagram(PAGE_ID, HANDLE)
    post = posted(turns, Route(Network.INSTAGRAM, "graph", "", ""))
    with pytest.raises(PermanentFailure, match="Delete it in the app"):
        turns.unpublish(post.key)
    world.graph.media.clear()
    assert turns.unpublish(post.key).error == TAKEN_DOWN
