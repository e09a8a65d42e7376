"""First comments over the real libraries, on all three publishers: one request, read back as it was sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from socialkit.errors import AccountProblem, PermanentFailure, PublishError, UncertainOutcome
from socialkit.model.network import Network
from socialkit.model.post import Post
from socialkit.publishers.instagram_official.publisher import InstagramGraph
from socialkit.publishers.matching import find_comment
from socialkit.publishers.meta.facebook import FacebookPage
from socialkit.publishers.protocol import LivePublisher
from socialkit.runtime.system_clock import SystemClock
from tests.emulators.comments import Comment
from tests.emulators.exchange import Fault, Kind, Moment, Reply, html_reply, json_reply
from tests.emulators.instagram import LOGIN_REQUIRED
from tests.emulators.server import World
from tests.publishers.conftest import PAGE, SHORT, TOKEN, card_for, graph_error, open_instagram

WORDS = "Read it here: https://quietharbour.example\n#pause #नमस्ते"
POSTING = r"POST .*/comments?/?$"
READING = r"GET .*/comments/?$"
BAD = html_reply("bad gateway", status=502)


@dataclass
class Road:
    """A publisher with one post of ours at its end."""

    publisher: LivePublisher
    post: Post
    below: Callable[[], list[Comment]]

    @property
    def written(self) -> list[str]:
        return [one.text for one in self.below()]

    def read(self) -> str | None:
        thread = self.publisher.read_thread(str(self.post.remote_id))
        assert thread is not None
        assert thread.caption == self.post.plan.caption
        return find_comment(WORDS, thread)


def posted(publisher: LivePublisher, network: Network) -> Post:
    now = SystemClock().now()
    post = card_for(network, first_comment=WORDS, due_at=now)
    post = replace(post, tickets=publisher.prepare(post), commit_started_at=now)
    return replace(post, remote_id=publisher.commit(post).remote_id)


def make_road(name: str, world: World, folder: Path) -> Road:
    if name == "instagrapi":
        private = open_instagram(folder)
        post = posted(private, Network.INSTAGRAM)
        return Road(private, post, lambda: world.instagram.media[0].comments)
    world.graph.connect_instagram(PAGE, "quietharbour")
    if name == "page":
        page = FacebookPage(TOKEN, send_timeout=SHORT)
        return Road(page, posted(page, Network.FACEBOOK), lambda: world.graph.posts[0].comments)
    graph = InstagramGraph(TOKEN, send_timeout=SHORT, clock=SystemClock())
    post = posted(graph, Network.INSTAGRAM)
    return Road(graph, post, lambda: world.graph.media[0].comments)


@pytest.fixture(params=["instagrapi", "graph", "page"])
def publisher(request: pytest.FixtureRequest, world: World, tmp_path: Path) -> Road:
    made = make_road(request.param, world, tmp_path)
    world.graph.allow_comments()
    return made


def test_it_stands_there_as_it_was_written_and_is_found_again(
    publisher: Road, world: World
) -> None:
    assert publisher.read() is None
    number = publisher.publisher.comment(publisher.post)
    assert publisher.written == [WORDS]
    assert publisher.read() == number
    world.graph.names_authors = True
    assert publisher.read() == number


def test_the_same_words_of_somebody_else_are_not_ours(publisher: Road, world: World) -> None:
    world.graph.names_authors = True
    world.instagram.add_account("somebody", "x")
    other = list(world.instagram.accounts.values())[-1].pk
    if publisher.post.plan.network is Network.INSTAGRAM and world.graph.media:
        other = world.graph.connect_instagram("77", "somebody").id
    publisher.below().append(Comment("5", WORDS, other, 0.0, 0.0))
    assert publisher.read() is None


@pytest.mark.parametrize(
    ("kind", "reply"),
    [(Kind.DROP, None), (Kind.REPLACE, BAD), (Kind.CUT, None), (Kind.REPLACE, json_reply({}))],
)
def test_without_a_clear_answer_it_is_in_doubt_and_never_sent_twice(
    publisher: Road, world: World, kind: Kind, reply: Reply | None
) -> None:
    world.faults.append(Fault(POSTING, kind, reply=reply))
    with pytest.raises(UncertainOutcome, match="comment"):
        publisher.publisher.comment(publisher.post)
    assert publisher.written == [WORDS]
    assert publisher.read() is not None


@pytest.mark.parametrize("kind", [Kind.DROP, Kind.REPLACE])
def test_a_list_that_cannot_be_read_is_never_taken_for_empty(
    publisher: Road, world: World, kind: Kind
) -> None:
    world.faults.append(Fault(READING, kind, Moment.BEFORE, reply=BAD))
    with pytest.raises(PublishError):
        publisher.read()


def test_a_post_that_was_deleted_there_is_told(publisher: Road, world: World) -> None:
    for books in (world.instagram.media, world.graph.media, world.graph.posts):
        books.clear()
    assert publisher.publisher.read_thread(str(publisher.post.remote_id)) is None


@pytest.mark.parametrize(
    ("name", "scope"),
    [("page", "pages_manage_engagement"), ("graph", "instagram_manage_comments")],
)
def test_a_token_that_may_not_comment_says_what_it_needs(
    name: str, scope: str, world: World, tmp_path: Path
) -> None:
    made = make_road(name, world, tmp_path)
    with pytest.raises(AccountProblem, match=scope):
        made.publisher.comment(made.post)
    assert made.written == []


def test_what_meta_refuses_is_told_with_its_reason_and_not_as_the_posts_fault(
    world: World, tmp_path: Path
) -> None:
    made = make_road("page", world, tmp_path)
    world.faults.append(Fault(POSTING, Kind.REPLACE, Moment.BEFORE, reply=graph_error(100)))
    with pytest.raises(PermanentFailure) as caught:
        made.publisher.comment(made.post)
    assert str(caught.value) == "Facebook refuses it ((#100) Words of Meta)."


def test_a_login_that_ended_is_no_doubt_about_the_post(world: World, tmp_path: Path) -> None:
    made = make_road("instagrapi", world, tmp_path)
    reply = json_reply(LOGIN_REQUIRED, status=403)
    world.faults.append(Fault(POSTING, Kind.REPLACE, Moment.BEFORE, reply=reply))
    with pytest.raises(PublishError):
        made.publisher.comment(made.post)
    assert made.written == []
