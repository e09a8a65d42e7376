"""A rehearsal: the coming days, and nothing of it outside its folder."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from socialkit.errors import OutboxError
from socialkit.model.post import State
from socialkit.model.schedule import Pause
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.rehearsal.run import (
    Rehearsal,
    RehearsalSetup,
    SimulatedClock,
    clear,
    rehearse,
)
from tests.conftest import REPOSITORY
from tests.pipeline.planning.test_runway_notes import NOW, make_workspace


def open_copy(path: Path) -> Store:
    return open_store(f"sqlite:///{path}", workspace="w")


def play(folder: Path, *, pause: Pause | None = None) -> tuple[Rehearsal, list[str]]:
    """Eight days with one line and one time a week; what is in the outbox afterwards."""
    workspace, heard = make_workspace(folder, days="mon", top=1), list[str]()
    setup = RehearsalSetup(
        folder / "rehearsal",
        REPOSITORY / "assets",
        open_copy,
        told=lambda _: None,
        rehearsed=lambda post: heard.append(post.key),
    )
    with open_copy(folder / "outbox.db") as store:
        shown = rehearse(workspace, store, setup, now=NOW, days=8, command_pause=pause)
        assert store.posts() == (), "the outbox is only read"
    assert heard == [one.post.key for one in shown.posts]
    return shown, heard


def test_a_post_goes_out_at_its_time_in_the_rehearsal_only_and_asks_for_approval(
    tmp_path: Path,
) -> None:
    shown, _ = play(tmp_path)
    (one,) = shown.posts
    assert (one.post.state, one.needs_yes) == (State.POSTED, True)
    assert one.post.posted_at == NOW + timedelta(hours=3)
    assert shown.page == tmp_path / "rehearsal" / "index.html"
    assert "goes out once you approve it" in shown.page.read_text("utf-8")


def test_a_pause_is_rehearsed_too(tmp_path: Path) -> None:
    shown, _ = play(tmp_path, pause=Pause())
    assert [one.post.state for one in shown.posts] == [State.PAUSED]


def test_the_clock_jumps_and_never_goes_back() -> None:
    clock = SimulatedClock(NOW)
    clock.wait(timedelta(hours=1))
    clock.jump_to(NOW)
    assert clock.now() == NOW + timedelta(hours=1)
    clock.jump_to(NOW + timedelta(days=1))
    assert clock.now() == NOW + timedelta(days=1)


def test_what_was_rehearsed_before_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "rehearsal"
    folder.mkdir()
    (folder / "old.json").write_text("{}")
    clear(folder)
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(OutboxError, match="rehearsal folder"):
        clear(file / "rehearsal")
