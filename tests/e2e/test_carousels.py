"""A carousel arrives whole on both networks: title, lines, end, each with its own alt text."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

from tests.e2e.practice import Practice, due
from tests.emulators.server import World

CLOSING = "Read the whole article: link in our profile"


def sha256(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def write(practice: Practice, closing: str) -> None:
    row = due(timedelta(minutes=1), "")
    practice.write_schedule([row.replace('quote: ""', "as: carousel")], review="automatic")
    path = practice.folder / "schedule.yaml"
    brand = f'brand: {{closing: "{closing}", '
    path.write_text(path.read_text("utf-8").replace("brand: {", brand), "utf-8")


def test_an_album_and_several_photos_show_the_same_slides_once(
    practice: Practice, world: World
) -> None:
    write(practice, CLOSING)
    answer = practice.run("tick", "--json")
    assert answer.code == 0, answer.err
    (media,), (page_post,) = world.instagram.media, world.graph.posts
    rows = {row["network"]: row for row in practice.status["posts"]}
    instagram, facebook = rows["instagram"], rows["facebook"]
    assert len(instagram["images"]) == 5
    assert [one.sha256 for one in media.uploads] == [sha256(one) for one in instagram["images"]]
    assert [one.sha256 for one in page_post.photos] == [sha256(one) for one in facebook["images"]]
    alt_texts = [one.alt_text for one in page_post.photos]
    assert media.alt_texts == alt_texts == instagram["alt_text"] == facebook["alt_text"]
    assert "Small harbours" in alt_texts[0]
    assert CLOSING in alt_texts[-1]
    assert CLOSING not in media.caption
    assert len(instagram["line_ids"]) == 3

    write(practice, "Come and see us")
    again = practice.run("tick", "--json")
    assert (again.code, again.json["posted"]) == (0, [])
    assert len(world.commits) == 2
