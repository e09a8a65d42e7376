"""`unpublish` whose answer is lost: one look tells whether the post is gone, still there, or unknown."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from socialkit.errors import OutboxError, PermanentFailure, TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import Post
from socialkit.pipeline.delivery.manual_actions import TAKEN_DOWN
from tests.e2e.cycles import SOON, Cycles
from tests.e2e.practice import HANDLE, PAGE_ID, QUOTES
from tests.emulators.exchange import Fault, Kind, Moment, html_reply
from tests.emulators.server import World


@dataclass(frozen=True)
class Route:
    """How the request that deletes looks on a route, and the one that asks for the post."""

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
def cycles(cycles: Cycles) -> Cycles:
    """A request that hangs is dead after two seconds."""
    cycles.practice.write_env(SEND_TIMEOUT="2")
    return cycles


def posted(cycles: Cycles, route: Route) -> Post:
    cycles.practice.via = route.via if route.network is Network.INSTAGRAM else "instagrapi"
    row = SOON.format(network=route.network.value, quote=QUOTES[0])
    cycles.practice.write_schedule([row])
    (key,) = cycles.tick().posted
    return next(one for one in cycles.posts if one.key == key)


def live(world: World) -> int:
    return len(world.instagram.media) + len(world.graph.live_posts) + len(world.graph.media)


@pytest.mark.parametrize("name", ROUTES)
def test_a_lost_answer_is_followed_by_one_look(cycles: Cycles, world: World, name: str) -> None:
    route = ROUTES[name]
    post = posted(cycles, route)
    fault = replace(FAULTS["drop"], where=route.delete, moment=Moment.BEFORE)
    world.faults.append(replace(fault))
    with pytest.raises(TemporaryFailure, match="still there") as told:
        cycles.unpublish(post.key)
    assert str(post.permalink) in str(told.value) and "posted" not in str(told.value)
    assert live(world) == 1
    world.faults.append(replace(fault, moment=Moment.AFTER))
    assert cycles.unpublish(post.key).error == TAKEN_DOWN
    assert live(world) == 0


@pytest.mark.parametrize("name", ROUTES)
def test_what_cannot_be_looked_at_either_is_left_to_the_owner(
    cycles: Cycles, world: World, name: str
) -> None:
    route = ROUTES[name]
    post = posted(cycles, route)
    blind = Fault(route.look, Kind.REPLACE, reply=BAD_GATEWAY)
    world.faults += [replace(FAULTS["502"], where=route.delete), blind]
    with pytest.raises(TemporaryFailure, match="Look yourself") as told:
        cycles.unpublish(post.key)
    assert str(post.permalink) in str(told.value)
    assert cycles.posts[0].error is None
    assert cycles.unpublish(post.key).error == TAKEN_DOWN  # it was gone; the second try finds that
    with pytest.raises(OutboxError, match="down before, and it never goes out again"):
        cycles.unpublish(post.key)


@pytest.mark.parametrize("fault", ["502", "hang", "half"])
def test_however_the_answer_is_lost_what_is_gone_counts_as_taken_down(
    cycles: Cycles, world: World, fault: str
) -> None:
    route = ROUTES["page"]
    post = posted(cycles, route)
    world.faults.append(replace(FAULTS[fault], where=route.delete))
    assert cycles.unpublish(post.key).error == TAKEN_DOWN
    assert live(world) == 0


def test_on_the_official_route_it_counts_once_the_owner_has_deleted_it(
    cycles: Cycles, world: World
) -> None:
    world.graph.connect_instagram(PAGE_ID, HANDLE)
    post = posted(cycles, Route(Network.INSTAGRAM, "graph", "", ""))
    with pytest.raises(PermanentFailure, match="Delete it in the app"):
        cycles.unpublish(post.key)
    world.graph.media.clear()
    assert cycles.unpublish(post.key).error == TAKEN_DOWN
