"""A burst of the owner's posts never hides ours: every publisher reads on, or says that it cannot look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from socialkit.errors import TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import SENT_AS, SENT_AT, Post, RemotePost
from socialkit.publishers.instagram_official.publisher import InstagramGraph
from socialkit.publishers.matching import earliest_of, match_post
from socialkit.publishers.meta.facebook import FacebookPage
from socialkit.publishers.protocol import Publisher
from socialkit.publishers.transport import Page, read_pages_until
from socialkit.runtime.system_clock import SystemClock
from tests.emulators.exchange import Fault, Kind, json_reply
from tests.emulators.graph_media import GraphMedia
from tests.emulators.graph_state import PagePost
from tests.emulators.instagram_state import EPOCH_MS, Media, Upload
from tests.emulators.server import World
from tests.publishers.conftest import PAGE, card, open_instagram

HANDLE = "quietharbour"


@dataclass(frozen=True)
class Road:
    """One publisher, and how posts by the owner come between."""

    publisher: Publisher
    network: Network
    lists: str
    add: Callable[[int, float], None]


def on_instagrapi(world: World, folder: Path) -> Road:
    owner = world.instagram.accounts[HANDLE]

    def add(number: int, at: float) -> None:
        pk = str(((int(at * 1000) - EPOCH_MS) << 23) + 900 + number)
        picture = Upload(pk, b"", (1080, 1350), {})
        world.instagram.media.append(Media(pk, owner, f"by hand {number}", [picture], [""], at, at))

    return Road(open_instagram(folder), Network.INSTAGRAM, "feed/user", add)


def on_the_page(world: World, publisher: FacebookPage) -> Road:
    def add(number: int, at: float) -> None:
        world.graph.posts.append(
            PagePost(f"{PAGE}_{number}", PAGE, f"by hand {number}", [], at, at)
        )

    return Road(publisher, Network.FACEBOOK, "published_posts", add)


def on_graph(world: World, publisher: InstagramGraph) -> Road:
    (user,) = world.graph.users

    def add(number: int, at: float) -> None:
        made = GraphMedia(f"18{number}", user, f"by hand {number}", [], at, at, "")
        world.graph.media.append(made)

    return Road(publisher, Network.INSTAGRAM, "/media$", add)


@pytest.fixture(params=["instagrapi", "page", "graph"])
def publisher(request: pytest.FixtureRequest, world: World, tmp_path: Path) -> Road:
    if request.param == "instagrapi":
        return on_instagrapi(world, tmp_path)
    if request.param == "page":
        return on_the_page(world, request.getfixturevalue("page"))
    return on_graph(world, request.getfixturevalue("graph"))


def now() -> float:
    return SystemClock().now().timestamp()


def sent(publisher: Road) -> Post:
    """Our post, live, with its answer lost."""
    begun = SystemClock().now()
    post = card(network=publisher.network, due_at=begun)
    post = replace(post, tickets=publisher.publisher.prepare(post), commit_started_at=begun)
    publisher.publisher.commit(post)
    return replace(post, tickets={SENT_AT: begun.isoformat()})


def look(publisher: Road, post: Post) -> tuple[RemotePost, ...]:
    return publisher.publisher.read_recent(HANDLE, since=earliest_of(post))


@pytest.mark.parametrize("between", [30, 120])
def test_ours_is_found_behind_many_newer_ones(publisher: Road, world: World, between: int) -> None:
    for number in range(60):
        publisher.add(1000 + number, now() - 90_000 + number)
    post = sent(publisher)
    for number in range(between):
        publisher.add(number, now())
    found = look(publisher, post)
    assert match_post(post, found) is not None
    assert all(one.posted_at for one in found)
    asked = sum(publisher.lists.strip("/$") in one.path for one in world.log if one.method == "GET")
    assert asked <= between // 25 + 3, "what is older is not read for nothing"


def test_a_list_that_reaches_not_far_enough_says_nothing(publisher: Road) -> None:
    post = sent(publisher)
    for number in range(230):
        publisher.add(number, now())
    with pytest.raises(TemporaryFailure, match="reads no further"):
        look(publisher, post)


def test_a_page_that_fails_in_between_says_nothing(publisher: Road, world: World) -> None:
    post = sent(publisher)
    for number in range(40):
        publisher.add(number, now())
    look(publisher, post)
    fault = Fault(
        f"GET .*{publisher.lists}", Kind.REPLACE, reply=json_reply({}, status=500), skip=1
    )
    world.faults.append(fault)
    with pytest.raises(TemporaryFailure):
        look(publisher, post)


def test_a_list_that_goes_on_but_does_not_say_where_says_nothing() -> None:
    today = SystemClock().now()
    page = Page([RemotePost("1", "by hand", today)], has_more=True)
    with pytest.raises(TemporaryFailure):
        read_pages_until(
            lambda _: page, since=today - timedelta(hours=1), count=25, network=Network.INSTAGRAM
        )


def test_what_she_pinned_does_not_end_the_reading() -> None:
    today = SystemClock().now()
    pinned, ours = (
        RemotePost("1", "pinned", today - timedelta(days=400)),
        RemotePost("3", "ours", today),
    )
    pages = {
        None: Page([pinned, RemotePost("4", "by hand", today)], has_more=True, after="x"),
        "x": Page([ours]),
    }
    since = today - timedelta(hours=1)
    found = read_pages_until(pages.__getitem__, since=since, count=25, network=Network.INSTAGRAM)
    assert [one.caption for one in found] == ["by hand", "ours", "pinned"]


def test_a_post_that_she_sent_days_before_its_time_is_known_again() -> None:
    today = SystemClock().now()
    early = card(due_at=today + timedelta(days=9))
    early = replace(early, tickets={"asked_at": today.isoformat()})
    assert match_post(early, [RemotePost("1", early.plan.caption, today)]) is not None


def test_an_edit_does_not_hide_what_was_sent() -> None:
    today = SystemClock().now()
    post = card("the new words", due_at=today, number=1)
    sent_as = '{"caption": "the old words", "pictures": 3}'
    post = replace(post, tickets={SENT_AT: today.isoformat(), SENT_AS: sent_as})
    assert match_post(post, [RemotePost("1", "the old words", today, image_count=3)]) is not None
    assert match_post(post, [RemotePost("1", "the old words", today, image_count=1)]) is None
