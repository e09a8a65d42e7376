"""Instagram's official route on the whole way: connect, post, the public folder, what is refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

from tests.e2e.practice import (
    FAST,
    HANDLE,
    ONLY_THE_TOKEN,
    PASSWORD,
    QUOTES,
    TOKEN,
    Practice,
    count_live,
    due,
    due_on_instagram,
)
from tests.e2e.test_exactly_once import settle
from tests.emulators.exchange import Fault, Kind
from tests.emulators.server import World

MINUTE = timedelta(minutes=1)


def sha256(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def test_connect_names_the_account_and_the_page_and_status_the_route(
    official: Practice, world: World
) -> None:
    official.write_schedule([due_on_instagram(QUOTES[0])])
    said = official.run("connect", "instagram")
    assert said.code == 0, said.err
    assert f"@{HANDLE}" in said.out and "Quiet Harbour" in said.out
    assert "not know this way" not in said.err
    row = official.account("instagram")
    assert (row["via"], row["connected"], row["problem"]) == ("graph", True, None)
    assert world.commits == []


def test_a_card_goes_out_once_with_its_own_bytes_and_gets_its_address(
    official: Practice, world: World
) -> None:
    official.write_schedule([due_on_instagram(QUOTES[0])])
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
    official.write_schedule([due_on_instagram(QUOTES[0], "story")])
    assert official.run("tick").code == 0
    assert [one.is_story for one in world.graph.media] == [True]
    assert official.states == {"posted": 1}


def test_the_account_of_another_page_is_refused(official: Practice, world: World) -> None:
    world.graph.add_page("999", name="Somebody Else", username="somebodyelse", token="EAAGother")
    world.graph.connect_instagram("999", "somebody_else")
    official.write_env(**FAST, **ONLY_THE_TOKEN, FACEBOOK_PAGE_TOKEN="EAAGother")
    official.write_schedule([due_on_instagram(QUOTES[0])])
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
    practice.write_schedule([due_on_instagram(QUOTES[0])])
    refused = practice.run("connect", "instagram")
    assert refused.code == 1
    assert "Linked accounts" in refused.err
    practice.write_env(FACEBOOK_PAGE_TOKEN="")
    refused = practice.run("connect", "instagram")
    assert refused.code == 1
    assert "SOCIALKIT_FACEBOOK_PAGE_TOKEN" in refused.err
    assert world.instagram.accounts[HANDLE].password_submissions == 0


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
        official.write_schedule([due_on_instagram(QUOTES[0])])
        answer = official.run("tick")
        tried = official.run("connect", "instagram", "--json").json["pictures"]
    assert answer.code == 0, answer.err
    assert address in tried and "shows the card" in tried
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
        official.write_schedule([due_on_instagram(QUOTES[0])])
        assert official.run("tick").code == 1
        told = official.run("connect", "instagram")
    assert (told.code, "status 404" in told.err, "connected" in told.out) == (1, True, False)
    assert "SOCIALKIT_PUBLIC_URL" in official.account("instagram")["problem"]
    assert world.commits == []


def test_unpublish_says_how_to_delete_by_hand(official: Practice, world: World) -> None:
    official.write_schedule([due_on_instagram(QUOTES[0])])
    official.run("tick")
    key = official.status["posts"][0]["key"]
    refused = official.run("unpublish", key)
    assert refused.code == 1
    assert "Delete it in the app" in refused.err
    assert len(world.graph.media) == 1


def test_the_token_shows_nowhere(official: Practice, world: World) -> None:
    official.write_schedule([due_on_instagram(QUOTES[0]), due_on_instagram(QUOTES[1])])
    world.faults.append(Fault("POST .*/media_publish", Kind.DROP))
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
    official.write_schedule([due_on_instagram(QUOTES[0])])
    with official.start():
        for _ in range(60):
            if world.graph.media:
                break
            Event().wait(0.5)
    assert len(world.graph.media) == 1
