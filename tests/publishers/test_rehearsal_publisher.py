"""The rehearsal publisher behaves like a network, and refuses what a network refuses."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from socialkit.errors import PermanentFailure
from socialkit.model.network import Network
from socialkit.model.post import Image, Post
from socialkit.publishers.matching import find_comment, match_post
from socialkit.publishers.rehearsal_publisher import RehearsalPublisher
from tests.support.builders import HANDLE, post
from tests.support.fakes import HandClock

JPEG = b"\xff\xd8\xff\xe0 not a real picture, but it starts like one"


@pytest.fixture
def picture(tmp_path: Path) -> Image:
    path = tmp_path / "card.jpg"
    path.write_bytes(JPEG)
    return Image(str(path), hashlib.sha256(JPEG).hexdigest(), "words")


@pytest.fixture
def publisher(tmp_path: Path) -> RehearsalPublisher:
    return RehearsalPublisher(Network.INSTAGRAM, tmp_path / "rehearsal", HandClock())


def test_what_was_committed_can_be_read_back(publisher: RehearsalPublisher, picture: Image) -> None:
    ours = post(images=(picture,))
    publisher.prepare(ours)
    receipt = publisher.commit(ours)
    recent = publisher.read_recent(HANDLE)
    assert [one.remote_id for one in recent] == [receipt.remote_id]
    assert match_post(ours, recent) is not None


def test_nothing_of_another_account_is_read(publisher: RehearsalPublisher, picture: Image) -> None:
    publisher.commit(post(images=(picture,)))
    assert publisher.read_recent("somebody_else") == ()


def test_the_newest_post_comes_first(publisher: RehearsalPublisher, picture: Image) -> None:
    first, second = post("a" * 12, images=(picture,)), post("b" * 12, images=(picture,))
    publisher.commit(first)
    publisher._clock.wait(timedelta(hours=1))
    publisher.commit(second)
    assert [one.remote_id for one in publisher.read_recent(HANDLE, count=1)] == [
        f"rehearsal-{second.key}"
    ]


def refused(publisher: RehearsalPublisher, bad: Post) -> str:
    with pytest.raises(PermanentFailure) as caught:
        publisher.prepare(bad)
    return str(caught.value)


def test_a_caption_that_is_too_long_is_refused(
    publisher: RehearsalPublisher, picture: Image
) -> None:
    words = refused(publisher, post(images=(picture,), caption="a" * 2201))
    assert "2201 characters" in words


def test_a_post_without_a_picture_is_refused(publisher: RehearsalPublisher) -> None:
    assert "1 to 10 pictures" in refused(publisher, post())


def test_a_picture_that_changed_after_planning_is_refused(
    publisher: RehearsalPublisher, picture: Image
) -> None:
    Path(picture.path).write_bytes(JPEG + b"!")
    assert "not the one that was planned" in refused(publisher, post(images=(picture,)))


def test_a_picture_that_is_no_jpeg_is_refused(
    publisher: RehearsalPublisher, picture: Image
) -> None:
    Path(picture.path).write_bytes(b"GIF89a")
    fresh = replace(picture, sha256=hashlib.sha256(b"GIF89a").hexdigest())
    assert "is not a JPEG" in refused(publisher, post(images=(fresh,)))


def test_a_picture_that_is_gone_is_refused(publisher: RehearsalPublisher, picture: Image) -> None:
    Path(picture.path).unlink()
    assert "cannot be read" in refused(publisher, post(images=(picture,)))


def test_a_first_comment_is_kept_with_its_post(
    publisher: RehearsalPublisher, picture: Image, tmp_path: Path
) -> None:
    ours = post(images=(picture,), first_comment="#pause")
    sent = replace(ours, remote_id=publisher.commit(ours).remote_id)
    thread = publisher.read_thread(str(sent.remote_id))
    assert thread is not None and find_comment("#pause", thread) is None
    number = publisher.comment(sent)
    thread = publisher.read_thread(str(sent.remote_id))
    assert thread is not None and find_comment("#pause", thread) == number
    (kept,) = tmp_path.rglob("*.json")
    assert '"first_comment": "#pause"' in kept.read_text("utf-8")
    assert publisher.read_thread("rehearsal-nothing") is None
