"""Instagram's official road on the whole way: connect, post once whatever happens, change of road.

The judge is the networks' own book, not our database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from tests.live.practice import HANDLE, PAGE_ID, PASSWORD, QUOTES, TOKEN, Practice, count_live, due
from tests.live.test_exactly_once import settle
from tests.networks.exchange import Fault, Kind, Moment, html_reply, json_reply
from tests.networks.server import World

MINUTE = timedelta(minutes=1)
PUBLISH = "POST .*/media_publish"
FAST = {"SEND_TIMEOUT": "2", "LOOK_UP_AFTER": "0,1"}
ONLY_THE_TOKEN = {"INSTAGRAM_USERNAME": "", "INSTAGRAM_PASSWORD": ""}


@pytest.fixture
def official(practice: Practice, world: World) -> Practice:
    """Her practice on the official road, with nothing but the token of her Page."""
    world.graph.connect_instagram(PAGE_ID, HANDLE)
    practice.via = "graph"
    practice.write_env(**FAST, **ONLY_THE_TOKEN)
    return practice


def only(quote: str = QUOTES[0], kind: str = "card") -> list[str]:
    row = due(MINUTE, quote, to="[instagram]")
    return [row.replace("quote:", f"as: {kind}, quote:")]


def sha256(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def account_row(practice: Practice) -> dict[str, Any]:
    rows = practice.status["accounts"]
    row: dict[str, Any] = next(row for row in rows if row["network"] == "instagram")
    return row


def test_connect_names_the_account_and_the_page_and_status_the_road(
    official: Practice, world: World
) -> None:
    official.write_schedule(only())
    said = official.run("connect", "instagram")
    assert said.code == 0, said.err
    assert f"@{HANDLE}" in said.out and "Quiet Harbour" in said.out
    assert "not know this way" not in said.err
    row = account_row(official)
    assert (row["via"], row["connected"], row["problem"]) == ("graph", True, None)
    assert world.commits == []


def test_a_card_goes_out_once_with_its_own_bytes_and_gets_its_address(
    official: Practice, world: World
) -> None:
    official.write_schedule(only())
    assert official.run("tick").code == 0
    assert official.run("tick").code == 0
    (media,) = world.graph.media
    (row,) = official.status["posts"]
    assert [one.sha256 for one in media.pictures] == [sha256(one) for one in row["images"]]
    assert [one.alt_text for one in media.pictures] == row["alt_text"]
    assert (row["remote_id"], row["permalink"]) == (media.id, media.permalink)
    assert (media.caption, world.graph.posts, len(world.commits)) == (row["caption"], [], 1)


def test_one_slot_goes_to_both_networks_by_one_token(official: Practice, world: World) -> None:
    official.write_schedule([due(MINUTE, QUOTES[0])])
    assert official.run("tick").code == 0
    assert set(count_live(world, QUOTES[:1]).values()) == {1}
    assert len(world.commits) == 2


def test_a_carousel_arrives_whole(official: Practice, world: World) -> None:
    row = due(MINUTE, "", to="[instagram]").replace('quote: ""', "as: carousel")
    official.write_schedule([row], review="automatic")
    answer = official.run("tick")
    assert answer.code == 0, answer.err
    (media,) = world.graph.media
    (post,) = official.status["posts"]
    assert len(post["images"]) > 2
    assert [one.sha256 for one in media.pictures] == [sha256(one) for one in post["images"]]
    assert [one.alt_text for one in media.pictures] == post["alt_text"]


def test_a_story_goes_out_once(official: Practice, world: World) -> None:
    official.write_schedule(only(kind="story"))
    assert official.run("tick").code == 0
    assert [one.is_story for one in world.graph.media] == [True]
    assert official.states == {"posted": 1}


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
    official.write_schedule(only())
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
    official.write_schedule(only(kind=kind))
    world.graph.visible_after = 600
    world.faults.append(replace(FAULTS["dropped after"]))
    settle(official)
    assert official.states == {"posted": 1}
    assert official.status["posts"][0]["remote_id"] is None
    assert (len(world.graph.media), len(world.commits)) == (1, 1)


def test_while_nothing_can_be_read_it_stays_in_doubt_then_it_is_adopted(
    official: Practice, world: World
) -> None:
    official.write_schedule(only())
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
    official.write_schedule(only())
    reply = json_reply({"error": {"message": "x", "code": 4, "error_subcode": 2207051}}, status=400)
    world.faults.append(Fault(PUBLISH, Kind.REPLACE, reply=reply))
    settle(official, most=3)
    assert official.states == {"posted": 1}
    assert "spam" in account_row(official)["problem"]
    official.write_schedule([*only(), *only(QUOTES[1])])
    official.run("tick")
    assert (len(world.graph.media), len(world.commits)) == (1, 1)
    assert official.run("connect", "instagram").code == 0
    official.run("tick")
    assert len(world.graph.media) == 2


def test_the_account_of_another_page_is_refused(official: Practice, world: World) -> None:
    world.graph.add_page("999", name="Somebody Else", username="somebodyelse", token="EAAGother")
    world.graph.connect_instagram("999", "somebody_else")
    official.write_env(**FAST, **ONLY_THE_TOKEN, FACEBOOK_PAGE_TOKEN="EAAGother")
    official.write_schedule(only())
    refused = official.run("connect", "instagram")
    assert refused.code == 1
    assert "@somebody_else" in refused.err and HANDLE in refused.err
    assert "INSTAGRAM_USERNAME" not in refused.err
    assert official.run("tick").code == 1
    assert (world.graph.media, world.commits) == ([], [])


def test_a_page_without_an_account_and_a_missing_token_are_said_in_words(
    practice: Practice, world: World
) -> None:
    practice.via = "graph"
    practice.write_schedule(only())
    refused = practice.run("connect", "instagram")
    assert refused.code == 1
    assert "Linked accounts" in refused.err
    practice.write_env(FACEBOOK_PAGE_TOKEN="")
    refused = practice.run("connect", "instagram")
    assert refused.code == 1
    assert "SOCIALKIT_FACEBOOK_PAGE_TOKEN" in refused.err
    assert world.instagram.accounts[HANDLE].password_submissions == 0


@pytest.mark.parametrize("first", ["instagrapi", "graph"])
def test_a_change_of_via_never_posts_anything_again(
    practice: Practice, world: World, first: str
) -> None:
    world.graph.connect_instagram(PAGE_ID, HANDLE)
    second = "graph" if first == "instagrapi" else "instagrapi"
    rows = only()
    practice.via = first
    practice.write_schedule(rows)
    assert practice.run("tick").code == 0
    practice.via = second
    practice.write_schedule([*rows, *only(QUOTES[1])])
    assert practice.run("tick").code == 0
    books = {
        "instagrapi": [one.caption for one in world.instagram.media],
        "graph": [one.caption for one in world.graph.media],
    }
    assert [QUOTES[0] in caption for caption in books[first]] == [True]
    assert [QUOTES[1] in caption for caption in books[second]] == [True]
    assert account_row(practice)["via"] == second


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder that the web serves."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_with_a_public_folder_instagram_fetches_the_card_there(
    official: Practice, world: World
) -> None:
    with served(official.folder / "quotes") as address:
        official.write_env(**FAST, **ONLY_THE_TOKEN, PUBLIC_URL=address)
        official.write_schedule(only())
        answer = official.run("tick")
    assert answer.code == 0, answer.err
    (media,) = world.graph.media
    assert media.pictures[0].sha256 == sha256(official.status["posts"][0]["images"][0])
    assert world.graph.fetched[0].startswith(address)
    assert world.graph.photos == {}


def test_a_public_folder_that_shows_nothing_posts_nothing_and_says_so(
    official: Practice, world: World, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    with served(tmp_path / "empty") as address:
        official.write_env(**FAST, **ONLY_THE_TOKEN, PUBLIC_URL=address)
        official.write_schedule(only())
        assert official.run("tick").code == 1
    assert "SOCIALKIT_PUBLIC_URL" in account_row(official)["problem"]
    assert world.commits == []


def test_unpublish_says_how_to_delete_by_hand(official: Practice, world: World) -> None:
    official.write_schedule(only())
    official.run("tick")
    key = official.status["posts"][0]["key"]
    refused = official.run("unpublish", key)
    assert refused.code == 1
    assert "Delete it in the app" in refused.err
    assert len(world.graph.media) == 1


def test_the_token_shows_nowhere(official: Practice, world: World) -> None:
    official.write_schedule([*only(), *only(QUOTES[1])])
    world.faults.append(replace(FAULTS["dropped after"]))
    official.run("connect", "instagram")
    settle(official)
    official.write_env(**FAST, **ONLY_THE_TOKEN, FACEBOOK_PAGE_TOKEN=TOKEN[::-1])
    official.run("connect", "instagram")
    official.run("status", "--json")
    said = "\n".join([*official.said, *world.urls, *world.graph.fetched])
    for secret in (TOKEN, TOKEN[::-1]):
        assert secret not in said
        for path in official.folder.rglob("*"):
            if path.is_file() and path.name != ".env":
                assert secret.encode() not in path.read_bytes(), path
    assert PASSWORD not in said


def test_the_daemon_posts_by_a_process_of_its_own(official: Practice, world: World) -> None:
    official.write_schedule(only())
    with official.start():
        for _ in range(60):
            if world.graph.media:
                break
            Event().wait(0.5)
    assert len(world.graph.media) == 1
