"""The log says what is about to happen, and each thing that happened."""

from __future__ import annotations

import logging
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from socialkit.daemon.cycle_log import Before, describe_event, log_changes
from socialkit.daemon.worker import run_cycle_in
from socialkit.model.post import Post, State
from tests.cli.commands.test_outlook import LINES, LINK, write
from tests.pipeline.planning.test_runway_notes import make_workspace
from tests.plan.sample import MORNING, NOW, distinct, plan, rows


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "harbour.txt").write_text(LINES + LINK, "utf-8")
    write(tmp_path)
    return tmp_path


def run_logged(folder: Path, caplog: pytest.LogCaptureFixture, *, is_first: bool) -> list[str]:
    caplog.clear()
    with caplog.at_level(logging.INFO, logger="socialkit"):
        run_cycle_in(folder, threading.Event(), rehearsal=False, is_first=is_first)
    return [one.getMessage() for one in caplog.records]


def test_the_first_cycle_says_what_stands_in_the_way_and_later_ones_do_not(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told = run_logged(folder, caplog, is_first=True)
    assert "made quotes/harbour: 2 lines" in told
    text = "\n".join(told)
    assert "2 posts wait for your approval, the first on " in text
    assert "Instagram quietharbour: not connected yet; run: socialkit connect instagram" in told
    assert "note: schedule.yaml:1:1: you would not hear of problems" in text
    again = run_logged(folder, caplog, is_first=False)
    assert not any("wait for your approval" in one or "made quotes/" in one for one in again)


def test_what_is_wrong_is_said_before_notes(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "articles" / "empty.txt").write_bytes(b"")
    run_logged(folder, caplog, is_first=True)
    said = [
        (one.levelno, one.getMessage())
        for one in caplog.records
        if ":1:1: " in one.getMessage() and one.name == "socialkit"
    ]
    assert said[0][0] >= logging.WARNING
    assert "empty.txt" in said[0][1]
    assert said[-1][0] == logging.INFO


class Kept:
    """A store that gives these posts."""

    def __init__(self, posts: list[Post]) -> None:
        self._posts = posts

    def posts(self, **_: object) -> list[Post]:
        return self._posts


@pytest.mark.parametrize(
    "state", [State.POSTED, State.MISSED, State.FAILED, State.PAUSED, State.UNCONFIRMED]
)
def test_each_thing_that_became_of_a_post_is_one_row_once(
    state: State, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (first, *_) = rows(plan([MORNING], distinct(1), days=1))
    post = replace(first, state=state, error="Why it is so.", permalink="https://x.example/p/1")
    workspace, store = make_workspace(tmp_path), Kept([post])
    shutil.rmtree(tmp_path / "quotes")
    with caplog.at_level(logging.INFO, logger="socialkit"):
        log_changes(workspace, store, Before({}, {}), now=NOW)  # type: ignore[arg-type]
        log_changes(workspace, store, Before({post.key: state}, {}), now=NOW)  # type: ignore[arg-type]
    (told,) = [one.getMessage() for one in caplog.records]
    assert told == describe_event(post)
    assert told.startswith(f"{state.value} {post.key}: Mon 4 Jan 09:00 Instagram quiet: “one0")
    behind = "https://x.example/p/1" if state is State.POSTED else "Why it is so."
    assert told.endswith(behind)
