"""Connect once, post on time, on both networks, exactly once: the whole way through the commands."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

from tests.e2e.practice import QUOTES, Practice, due
from tests.emulators.server import World

MINUTE = timedelta(minutes=1)


def sha256(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def test_connect_then_tick_posts_one_card_to_each_network(practice: Practice, world: World) -> None:
    practice.write_schedule([due(MINUTE, QUOTES[0])])
    assert practice.run("connect", "instagram").code == 0
    assert practice.run("connect", "facebook").code == 0
    answer = practice.run("tick", "--json")
    assert answer.code == 0, answer.err
    assert len(answer.json["posted"]) == 2

    (media,) = world.instagram.media
    (page_post,) = world.graph.posts
    rows = {row["network"]: row for row in practice.status["posts"]}
    instagram, facebook = rows["instagram"], rows["facebook"]
    assert media.uploads[0].sha256 == sha256(instagram["images"][0])
    assert page_post.photos[0].sha256 == sha256(facebook["images"][0])
    assert media.caption == instagram["caption"]
    assert page_post.message == facebook["caption"]
    assert media.alt_texts == instagram["alt_text"]
    assert [page_post.photos[0].alt_text] == facebook["alt_text"]
    assert QUOTES[0] in media.caption and QUOTES[0] in media.alt_texts[0]
    assert (instagram["remote_id"], facebook["remote_id"]) == (media.pk, page_post.id)
    assert instagram["permalink"] == f"https://www.instagram.com/p/{media.code}/"
    assert facebook["permalink"] == page_post.permalink
    assert {row["state"] for row in rows.values()} == {"posted"}

    again = practice.run("tick", "--json")
    assert (again.code, again.json["posted"]) == (0, [])
    assert len(world.commits) == 2


def test_tick_logs_in_by_itself_where_the_logins_are_there(
    practice: Practice, world: World
) -> None:
    practice.write_schedule([due(MINUTE, QUOTES[0])])
    assert practice.run("tick").code == 0
    assert (len(world.instagram.media), len(world.graph.posts)) == (1, 1)
    assert world.instagram.accounts["quietharbour"].logins == 1
    practice.run("tick")
    assert world.instagram.accounts["quietharbour"].logins == 1


def test_each_cycle_tells_of_a_row_whose_words_left_the_article(
    practice: Practice, world: World
) -> None:
    row = f'{{date: 2099-01-05, at: "09:00", to: [facebook], quote: "{QUOTES[0]}"}}'
    practice.write_schedule([row])
    assert "are in no article" not in practice.run("tick").err
    article = practice.folder / "articles" / "harbours.txt"
    article.write_text(article.read_text().replace(QUOTES[0], "Something else is kind."))
    told = practice.run("tick")
    assert told.code == 0
    assert "schedule.yaml:" in told.err and "are in no article" in told.err
