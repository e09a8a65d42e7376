"""Instagram's official route, and a change of route: each post stands there once, never twice.

The judge is the networks' own book, not our database.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.e2e.practice import FAST, HANDLE, PAGE_ID, QUOTES, Practice, due_on_instagram
from tests.e2e.test_exactly_once import settle
from tests.emulators.exchange import Fault, Kind, Moment, html_reply, json_reply
from tests.emulators.server import World

PUBLISH = "POST .*/media_publish"
CONFIGURE = "POST .*/media/configure"
FAULTS = {
    "dropped before": Fault(PUBLISH, Kind.DROP, Moment.BEFORE),
    "502 before": Fault(
        PUBLISH, Kind.REPLACE, Moment.BEFORE, reply=html_reply("bad gateway", status=502)
    ),
    "dropped after": Fault(PUBLISH, Kind.DROP),
    "500 after": Fault(PUBLISH, Kind.REPLACE, reply=json_reply({"odd": 1}, status=500)),
    "hang after": Fault(PUBLISH, Kind.HANG, seconds=20),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_post_without_an_answer_ends_up_once(official: Practice, world: World, name: str) -> None:
    official.write_schedule([due_on_instagram(QUOTES[0])])
    fault = replace(FAULTS[name])
    world.faults.append(fault)
    first = official.run("tick", "--json")
    assert (first.code, len(first.json["unconfirmed"])) == (1, 1)
    settle(official)
    assert official.states == {"posted": 1}
    assert [one.caption.count(QUOTES[0]) for one in world.graph.media] == [1]
    assert len(world.commits) == (2 if fault.moment is Moment.BEFORE else 1)
    assert len(world.graph.containers) == 1


@pytest.mark.parametrize("kind", ["card", "story"])
def test_what_no_list_shows_yet_is_proven_by_its_container(
    official: Practice, world: World, kind: str
) -> None:
    official.write_schedule([due_on_instagram(QUOTES[0], kind)])
    world.graph.visible_after = 600
    world.faults.append(replace(FAULTS["dropped after"]))
    settle(official)
    assert official.states == {"posted": 1}
    assert official.status["posts"][0]["remote_id"] is None
    assert (len(world.graph.media), len(world.commits)) == (1, 1)


def test_while_nothing_can_be_read_it_stays_in_doubt_then_it_is_adopted(
    official: Practice, world: World
) -> None:
    official.write_schedule([due_on_instagram(QUOTES[0])])
    world.faults += [
        replace(FAULTS["dropped after"]),
        Fault(r"GET .*/(media|1790\d+)$", Kind.DROP, skip=2, times=40),
    ]
    for _ in range(3):
        official.run("tick")
    assert official.states == {"unconfirmed": 1}
    world.faults.clear()
    assert official.run("connect", "instagram").code == 0
    official.run("tick")
    assert official.states == {"posted": 1}
    assert (len(world.graph.media), len(world.commits)) == (1, 1)


def test_a_block_although_the_post_is_live_is_adopted_and_the_account_rests(
    official: Practice, world: World
) -> None:
    official.write_schedule([due_on_instagram(QUOTES[0])])
    reply = json_reply({"error": {"message": "x", "code": 4, "error_subcode": 2207051}}, status=400)
    world.faults.append(Fault(PUBLISH, Kind.REPLACE, reply=reply))
    settle(official, most=3)
    assert official.states == {"posted": 1}
    assert "spam" in official.account("instagram")["problem"]
    official.write_schedule([due_on_instagram(QUOTES[0]), due_on_instagram(QUOTES[1])])
    official.run("tick")
    assert (len(world.graph.media), len(world.commits)) == (1, 1)
    assert official.run("connect", "instagram").code == 0
    official.run("tick")
    assert len(world.graph.media) == 2


@pytest.mark.parametrize("first", ["instagrapi", "graph"])
def test_a_change_of_via_never_posts_anything_again(
    practice: Practice, world: World, first: str
) -> None:
    world.graph.connect_instagram(PAGE_ID, HANDLE)
    second = "graph" if first == "instagrapi" else "instagrapi"
    rows = [due_on_instagram(QUOTES[0])]
    practice.via = first
    practice.write_schedule(rows)
    assert practice.run("tick").code == 0
    practice.via = second
    practice.write_schedule([*rows, due_on_instagram(QUOTES[1])])
    assert practice.run("tick").code == 0
    books = {
        "instagrapi": [one.caption for one in world.instagram.media],
        "graph": [one.caption for one in world.graph.media],
    }
    assert [QUOTES[0] in caption for caption in books[first]] == [True]
    assert [QUOTES[1] in caption for caption in books[second]] == [True]
    assert practice.account("instagram")["via"] == second


@pytest.mark.parametrize("first", ["instagrapi", "graph"])
def test_what_was_in_doubt_on_one_route_is_found_by_the_other(
    practice: Practice, world: World, first: str
) -> None:
    world.graph.connect_instagram(PAGE_ID, HANDLE)
    practice.write_env(**FAST)
    practice.via = first
    rows = [due_on_instagram(QUOTES[0])]
    practice.write_schedule(rows)
    world.faults.append(Fault(f"{PUBLISH}|{CONFIGURE}", Kind.DROP))
    practice.run("tick")
    assert practice.states == {"unconfirmed": 1}
    practice.via = "graph" if first == "instagrapi" else "instagrapi"
    practice.write_schedule(rows)
    settle(practice)
    assert practice.states == {"posted": 1}
    assert len(world.commits) == 1


@pytest.mark.parametrize("place", ["prepared", "tickets stored", "commit marked", "committed"])
def test_a_power_cut_on_the_way_loses_nothing_and_doubles_nothing(
    official: Practice, world: World, place: str
) -> None:
    official.write_schedule([due_on_instagram(QUOTES[0])])
    official.extra["SOCIALKIT_FAULT"] = place
    assert official.run("tick").code < 0
    official.extra.clear()
    settle(official, most=12)
    assert official.states == {"posted": 1}
    assert len(world.graph.media) == 1
