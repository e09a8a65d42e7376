"""The folder is watched, not the file: editors put a new one in its place."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from socialkit.daemon.triggers import start_watch

SECONDS = 20.0


@pytest.fixture
def stop() -> Iterator[threading.Event]:
    made = threading.Event()
    yield made
    made.set()


def test_a_file_that_takes_the_place_of_the_old_one_is_told(
    tmp_path: Path, stop: threading.Event
) -> None:
    touched = threading.Event()
    (tmp_path / "schedule.yaml").write_text("old")
    start_watch(tmp_path, touched.set, stop)
    for number in range(int(SECONDS)):  # the watch may begin after the first one
        (tmp_path / "notes.txt").write_text("not watched")
        new = tmp_path / ".schedule.yaml.swp"
        new.write_text(f"new {number}")
        new.replace(tmp_path / "schedule.yaml")
        if touched.wait(1):
            return
    raise AssertionError("nobody told it")


def test_what_cannot_be_watched_is_said_and_ends_nothing(
    tmp_path: Path, stop: threading.Event, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="socialkit"):
        start_watch(tmp_path / "nowhere", lambda: None, stop).join(SECONDS)
    assert "cannot be watched" in caplog.text
