"""The page shows what was rehearsed, and nothing in it can do harm or leave the machine."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from socialkit.errors import OutboxError
from socialkit.model.network import Network
from socialkit.model.post import Image, Post, State
from socialkit.pipeline.rehearsal.page import RehearsedPost, draw_page, write_page
from tests.support.builders import post, schedule

EVIL = '<script src="https://evil.example/x.js">"\'&</script>'


class Tags(HTMLParser):
    """Every tag with its attributes, as a browser would see it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(page)
    return parser.seen


def page_of(*posts: Post, needs_yes: bool = False) -> str:
    shown = tuple(RehearsedPost(one, needs_yes) for one in posts)
    return draw_page(schedule(), shown, {}, style="")


def test_every_text_is_escaped() -> None:
    evil = post(caption=EVIL, text=EVIL, account=EVIL, first_comment=EVIL)
    page = page_of(replace(evil, state=State.FAILED, error=EVIL))
    assert "<script" not in page
    assert page.count("&lt;script") == 5


def test_nothing_is_loaded_from_outside() -> None:
    page = page_of(post(caption="Read it here: https://quietharbour.example/pauses"))
    for tag, attributes in tags(page):
        for name in ("src", "href", "action", "data", "srcset"):
            assert not re.match(r"(?i)\s*(https?:|//)", attributes.get(name) or ""), tag
    assert "default-src &#x27;none&#x27;" in page


def test_both_networks_of_one_time_share_the_picture(tmp_path: Path) -> None:
    picture = tmp_path / "card.jpg"
    picture.write_bytes(b"jpeg")
    image = Image(str(picture), "0" * 64, "alternative words")
    posts = [
        post("a" * 12, images=(image,)),
        post("b" * 12, network=Network.FACEBOOK, images=(image,)),
    ]
    target = tmp_path / "out"
    target.mkdir()
    shown = [RehearsedPost(one) for one in posts]
    page = write_page(schedule(), shown, folder=target, style="").read_text("utf-8")
    images = [attributes for tag, attributes in tags(page) if tag == "img"]
    assert images == [{"src": "pictures/001.jpg", "alt": "alternative words"}]
    assert (target / "pictures" / "001.jpg").read_bytes() == b"jpeg"
    assert "Instagram" in page
    assert "Facebook" in page


def test_a_post_that_lacks_approval_says_so() -> None:
    posted = post(state=State.POSTED)
    assert "once you approve it" in page_of(posted, needs_yes=True)
    assert "once you approve it" not in page_of(posted)


def test_an_empty_week_says_where_to_look() -> None:
    assert "schedule.yaml" in page_of()


def test_a_folder_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(OutboxError, match="SOCIALKIT_STATE_DIR"):
        write_page(schedule(), [RehearsedPost(post())], folder=blocked, style="")
