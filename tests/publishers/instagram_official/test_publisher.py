"""The official publisher to Instagram against the emulated Graph API: what goes over the wire, what fails."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from socialkit.errors import (
    AccountProblem,
    PermanentFailure,
    TemporaryFailure,
)
from socialkit.model.post import Image, Post, PostKind
from socialkit.publishers.instagram_official.publisher import InstagramGraph
from socialkit.publishers.meta.client import AppCredentials
from socialkit.runtime.system_clock import SystemClock
from tests.emulators.exchange import Fault, Kind, Moment
from tests.emulators.server import World
from tests.publishers.conftest import PAGE, SHORT, TOKEN, graph_error, sha256
from tests.publishers.conftest import instagram_card as card
from tests.publishers.conftest import instagram_carousel as carousel
from tests.publishers.conftest import on_instagram as prepared
from tests.support.fakes import HandClock


def test_the_token_of_the_page_says_which_account_it_leads_to(
    graph: InstagramGraph, world: World
) -> None:
    identity = graph.identify()
    (user,) = world.graph.users.values()
    assert (identity.id, identity.handle, identity.page) == (
        user.id,
        "quietharbour",
        "Quiet Harbour",
    )
    assert identity.address == "https://www.instagram.com/quietharbour/"


def test_a_page_without_an_account_says_where_to_connect_one(world: World) -> None:
    with pytest.raises(AccountProblem, match=r"Linked accounts.*connect instagram"):
        InstagramGraph(TOKEN, send_timeout=SHORT, clock=SystemClock()).identify()


def test_a_token_that_may_not_see_the_account_says_what_it_needs(
    graph: InstagramGraph, world: World
) -> None:
    reply = graph_error(100)
    world.faults.append(Fault(f"GET .*/{PAGE}$", Kind.REPLACE, Moment.BEFORE, reply=reply))
    with pytest.raises(AccountProblem, match="instagram_basic"):
        graph.identify()


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("EAAGuser", "personal token, not the token of a Page"),
        ("EAAGnobody", "FACEBOOK_PAGE_TOKEN"),
    ],
)
def test_a_token_that_is_not_the_pages_is_refused_in_words(
    graph: InstagramGraph, token: str, words: str
) -> None:
    with pytest.raises(AccountProblem, match=words) as refused:
        InstagramGraph(token, send_timeout=SHORT, clock=SystemClock()).identify()
    assert "socialkit connect instagram" in str(refused.value)


def test_with_the_app_it_says_when_the_token_ends(graph: InstagramGraph, world: World) -> None:
    world.graph.apps["77"] = "app-secret"
    ends = int(SystemClock().now().timestamp()) + 86_400
    world.graph.tokens[TOKEN].expires_at = ends
    app = AppCredentials("77", "app-secret")
    publisher = InstagramGraph(TOKEN, send_timeout=SHORT, clock=SystemClock(), app=app)
    assert publisher.identify().expires_at == datetime.fromtimestamp(ends, UTC)


def test_a_card_arrives_with_its_own_bytes_caption_and_alt_text(
    graph: InstagramGraph, world: World
) -> None:
    post = card("Ça va — नमस्ते 🌿\n\n#rest")
    receipt = graph.commit(prepared(graph, post))
    (live,) = world.graph.media
    assert [one.sha256 for one in live.pictures] == [sha256(post.plan.images[0].path)]
    assert (live.caption, live.pictures[0].alt_text) == (post.plan.caption, "Picture 0")
    assert receipt.remote_id == live.id
    assert graph.find_permalink(live.id) == live.permalink


def test_a_carousel_arrives_whole_each_picture_with_its_alt_text(
    graph: InstagramGraph, world: World
) -> None:
    post = carousel()
    receipt = graph.commit(prepared(graph, post))
    (live,) = world.graph.media
    wanted = [(sha256(one.path), one.alt_text) for one in post.plan.images]
    assert [(one.sha256, one.alt_text) for one in live.pictures] == wanted
    assert live.caption == post.plan.caption
    (remote,) = graph.read_recent("quietharbour")
    assert (remote.remote_id, remote.image_count) == (receipt.remote_id, 3)


def test_a_story_arrives_and_carries_no_words(graph: InstagramGraph, world: World) -> None:
    receipt = graph.commit(prepared(graph, card(kind=PostKind.STORY)))
    (live,) = world.graph.media
    assert (live.id, live.is_story, live.caption) == (receipt.remote_id, True, "")
    assert live.pictures[0].alt_text == ""
    assert graph.read_recent("quietharbour") == ()


@pytest.mark.parametrize("post", [card(), carousel(), card(kind=PostKind.STORY)])
def test_until_the_commit_nothing_is_public(
    graph: InstagramGraph, world: World, post: Post
) -> None:
    graph.prepare(post)
    assert (world.graph.media, world.graph.posts, world.commits) == ([], [], [])


def test_what_an_earlier_try_prepared_is_used_again(graph: InstagramGraph, world: World) -> None:
    first = prepared(graph, card())
    assert graph.prepare(first)["container"] == first.tickets["container"]
    assert (len(world.graph.containers), len(world.graph.photos)) == (1, 1)


def test_after_an_edit_it_is_prepared_anew(graph: InstagramGraph) -> None:
    first = prepared(graph, card("old words"))
    edited = replace(first, plan=card("new words").plan)
    assert graph.prepare(edited)["container"] != first.tickets["container"]


@pytest.mark.parametrize("failure", ["expired", "failed", "gone"])
def test_what_is_of_no_use_any_more_is_built_anew_from_the_same_photo(
    graph: InstagramGraph, world: World, failure: str
) -> None:
    first = prepared(graph, card())
    container = world.graph.containers[first.tickets["container"]]
    if failure == "gone":
        world.graph.containers.clear()
    elif failure == "expired":
        container.created_at -= 90_000
    else:
        container.failure = 2207053
    again = graph.prepare(first)
    assert again["container"] != container.id
    assert again["photo_1"] == first.tickets["photo_1"]
    assert len(world.graph.photos) == 1


def test_what_was_published_is_never_prepared_again(graph: InstagramGraph, world: World) -> None:
    post = prepared(graph, card())
    graph.commit(post)
    with pytest.raises(TemporaryFailure, match="has published this already"):
        graph.prepare(post)
    assert len(world.graph.containers) == 1


@pytest.mark.parametrize("post", [card(), carousel(2)])
def test_it_waits_until_instagram_has_finished(
    graph: InstagramGraph, world: World, post: Post
) -> None:
    world.graph.ready_after = 0.8
    graph.commit(prepared(graph, post))
    assert len(world.graph.media) == 1


def test_what_takes_too_long_is_tried_later_after_few_looks(
    graph: InstagramGraph, world: World
) -> None:
    world.graph.ready_after = 600
    clock = HandClock()
    begun = clock.now()
    patient = InstagramGraph(TOKEN, send_timeout=SHORT, clock=clock)
    with pytest.raises(TemporaryFailure, match="is taking long"):
        patient.prepare(card())
    looks = [one for one in world.log if one.method == "GET" and "/1790" in one.path]
    assert 2 < len(looks) < 12
    assert clock.now() - begun <= timedelta(seconds=60)
    assert world.commits == []


def test_a_full_day_is_waited_out_before_anything_is_uploaded(
    graph: InstagramGraph, world: World
) -> None:
    graph.commit(prepared(graph, card()))
    world.graph.quota_total = 1
    with pytest.raises(TemporaryFailure, match="takes 1 posts") as told:
        graph.prepare(card("another"))
    assert told.value.retry_after == timedelta(hours=1)
    assert len(world.graph.photos) == 1


def test_pictures_that_instagram_would_refuse_are_not_even_uploaded(
    graph: InstagramGraph, world: World
) -> None:
    missing = replace(card().plan, images=(Image("/nowhere/card.jpg", "", ""),))
    many = carousel(11).plan
    two = card(number=2, kind=PostKind.STORY).plan
    no_jpeg = replace(card().plan, images=(Image(__file__, "", ""),))
    for plan in (missing, many, two, no_jpeg):
        with pytest.raises(PermanentFailure, match="cannot go"):
            graph.prepare(replace(card(), plan=plan))
    assert world.graph.photos == {}


def test_no_post_can_be_deleted_and_she_reads_how_to(graph: InstagramGraph, world: World) -> None:
    receipt = graph.commit(prepared(graph, card()))
    with pytest.raises(PermanentFailure, match="Delete it in the app"):
        graph.delete(str(receipt.remote_id))
    assert len(world.graph.media) == 1


def test_only_the_page_it_is_for_is_used(graph: InstagramGraph, world: World) -> None:
    graph.commit(prepared(graph, card()))
    uploads = [one.path for one in world.log if one.path.endswith("/photos")]
    assert uploads and all(f"/{PAGE}/" in path for path in uploads)
