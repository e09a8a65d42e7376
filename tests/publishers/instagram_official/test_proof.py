"""The official publisher to Instagram reads back: lists, containers, and what they prove."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from socialkit.errors import (
    TemporaryFailure,
)
from socialkit.model.post import Post, PostKind, Receipt
from socialkit.publishers.instagram_official.publisher import InstagramGraph
from socialkit.publishers.matching import match_post
from tests.emulators.exchange import Fault, Kind, html_reply, json_reply
from tests.emulators.server import World
from tests.publishers.conftest import SHORT, TOKEN, graph_error
from tests.publishers.conftest import instagram_card as card
from tests.publishers.conftest import instagram_carousel as carousel
from tests.publishers.conftest import on_instagram as prepared
from tests.support.fakes import HandClock


@pytest.mark.parametrize(
    "fault",
    [
        Fault("GET .*/media$", Kind.DROP),
        Fault("GET .*/media$", Kind.REPLACE, reply=html_reply("busy", status=502)),
        Fault("GET .*/media$", Kind.REPLACE, reply=json_reply({"odd": 1})),
        Fault("GET .*/media$", Kind.REPLACE, reply=graph_error(100, subcode=33)),
    ],
    ids=["dropped", "502", "no data", "missing"],
)
def test_a_list_that_cannot_be_read_is_never_taken_for_an_empty_one(
    graph: InstagramGraph, world: World, fault: Fault
) -> None:
    world.faults.append(replace(fault))
    with pytest.raises(TemporaryFailure):
        graph.read_recent("quietharbour")


def test_every_page_of_the_list_is_read_until_there_is_enough(
    graph: InstagramGraph, world: World
) -> None:
    for number in range(4):
        graph.commit(prepared(graph, card(f"words {number}")))
    found = []
    for number, one in enumerate(world.graph.media):
        one.created_at -= 100 - number
        found.append(one.caption)
    assert [one.caption for one in graph.read_recent("", count=3)] == found[:0:-1]


def test_the_container_proves_the_post_and_its_words_tell_its_number(
    graph: InstagramGraph, world: World
) -> None:
    post = prepared(graph, card())
    assert graph.find_proof(post) is None
    receipt = graph.commit(post)
    graph.commit(prepared(graph, card("a newer one")))
    proof = graph.find_proof(post)
    assert proof is not None
    assert (proof.remote_id, proof.permalink) == (
        receipt.remote_id,
        world.graph.media[0].permalink,
    )


@pytest.mark.parametrize("post", [card(), carousel(), card(kind=PostKind.STORY)])
def test_a_post_that_no_list_shows_is_proven_without_a_number(
    graph: InstagramGraph, world: World, post: Post
) -> None:
    world.graph.visible_after = 600
    sent = prepared(graph, post)
    graph.commit(sent)
    assert match_post(sent, graph.read_recent("")) is None
    clock = HandClock()
    assert InstagramGraph(TOKEN, send_timeout=SHORT, clock=clock).find_proof(sent) == Receipt(None)
    assert clock.now() - HandClock().now() <= timedelta(seconds=15)


def test_a_post_that_is_listed_a_little_later_still_gets_its_number(
    graph: InstagramGraph, world: World
) -> None:
    world.graph.visible_after = 1
    post = prepared(graph, card())
    assert graph.find_proof(post) is None
    receipt = graph.commit(post)
    proof = graph.find_proof(post)
    assert proof is not None and proof.remote_id == receipt.remote_id


def test_the_newest_post_is_not_taken_for_ours_because_it_is_the_newest(
    graph: InstagramGraph, world: World
) -> None:
    world.graph.visible_after = 600
    post = prepared(graph, card("ours"))
    graph.commit(post)
    world.graph.visible_after = 0
    graph.commit(prepared(graph, card("by hand")))
    graph.commit(prepared(graph, card("ours")))
    world.graph.media[-1].created_at -= 86_400  # the same words, of yesterday
    assert graph.find_proof(post) == Receipt(None)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("GET .*/1790", Kind.DROP),
        Fault("GET .*/1790", Kind.REPLACE, reply=graph_error(100, subcode=33)),
    ],
    ids=["dropped", "missing"],
)
def test_a_container_that_cannot_be_asked_proves_nothing_either_way(
    graph: InstagramGraph, world: World, fault: Fault
) -> None:
    post = prepared(graph, card())
    world.faults.append(replace(fault))
    with pytest.raises(TemporaryFailure):
        graph.find_proof(post)


def test_a_post_of_another_road_has_no_container_to_prove_it(graph: InstagramGraph) -> None:
    assert graph.find_proof(replace(card(), tickets={"uploads": "[]"})) is None


def test_a_container_that_is_unknown_proves_nothing_while_it_should_live(
    graph: InstagramGraph, world: World
) -> None:
    post = prepared(graph, card())
    world.graph.containers.clear()
    with pytest.raises(TemporaryFailure):
        graph.find_proof(post)
    assert post.commit_started_at is not None
    long_ago = post.commit_started_at - timedelta(hours=30)
    assert graph.find_proof(replace(post, commit_started_at=long_ago)) is None
