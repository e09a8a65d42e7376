"""Two processes never speak to one account of the unofficial publisher at once."""

from __future__ import annotations

import stat
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from socialkit.errors import TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import Identity
from socialkit.publishers.factory import InstagramConfig, build_publisher
from socialkit.publishers.instagram_unofficial.session import LockedPublisher
from tests.support.builders import post
from tests.support.fakes import HandClock


class Slow:
    """A publisher whose every question takes a moment, and that knows how many are asked at once."""

    network = Network.INSTAGRAM

    def __init__(self) -> None:
        self.now, self.most = 0, 0
        self.meeting = threading.Event()

    def identify(self) -> Identity:
        self.now += 1
        self.most = max(self.most, self.now)
        self.meeting.wait(0.05)
        self.now -= 1
        return Identity(Network.INSTAGRAM, "1", "one")

    def commit(self, *_: Any) -> None:
        raise AssertionError("nothing may be sent while another one speaks")


def test_questions_wait_for_each_other(tmp_path: Path) -> None:
    slow, lock = Slow(), tmp_path / "sessions" / "one.lock"
    session: list[Any] = [LockedPublisher(slow, lock) for _ in range(4)]  # type: ignore[arg-type]
    threads = [threading.Thread(target=publisher.identify) for publisher in session]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert slow.most == 1
    assert stat.S_IMODE(lock.stat().st_mode) == 0o600


def test_a_commit_does_not_wait_and_sends_nothing(tmp_path: Path) -> None:
    publisher = LockedPublisher(Slow(), tmp_path / "one.lock")  # type: ignore[arg-type]
    refused = pytest.raises(TemporaryFailure, match="Another socialkit is using this account")
    with FileLock(tmp_path / "one.lock"), refused:
        publisher.commit(post())


def test_the_unofficial_road_is_built_so(tmp_path: Path) -> None:
    pace = (timedelta(0), timedelta(0))
    recipe = InstagramConfig("x", None, None, tmp_path / "x.json", pace, timedelta(seconds=1))
    assert isinstance(build_publisher(recipe, clock=HandClock()), LockedPublisher)
