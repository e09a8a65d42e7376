"""calendar.ics as it stands in her folder, read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from socialkit.model.network import Network
from socialkit.model.post import PlannedPost, State
from socialkit.model.schedule import Pause
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.delivery.manual_actions import cancel
from socialkit.pipeline.planning.calendar_file import follow_calendar, keep_calendar
from socialkit.pipeline.schedule.activate import activate_schedule
from socialkit.pipeline.schedule.pause import set_pause
from socialkit.pipeline.workspace.load import Workspace, read_workspace
from tests.support.builders import NOON, planned
from tests.support.calendar_reader import read_back
from tests.support.fakes import HandClock

SCHEDULE = """\
timezone: UTC
brand: {name: "Quiet, Harbour"}
articles: [articles/*]
accounts:
  instagram: {account: linked, via: instagrapi}
  facebook: {page: linked}
post:
  - {days: [mon], at: "12:00", to: [instagram, facebook]}
"""
NOW = NOON - timedelta(days=1)
INSTAGRAM = planned("a" * 12)
FACEBOOK = planned(
    "b" * 12,
    network=Network.FACEBOOK,
    account="https://www.facebook.com/quiet",
    caption="Other words",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "schedule.yaml").write_text(SCHEDULE, "utf-8")
    return read_workspace(tmp_path, today=NOW.date())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'outbox.db'}", workspace="w") as opened:
        yield opened


def kept(workspace: Workspace, store: Store, *posts: PlannedPost) -> list[dict[str, str]]:
    store.sync([], posts, withdrawn=(), now=NOW)
    assert keep_calendar(workspace, store, now=NOW) is None
    return read_back((workspace.folder / "calendar.ics").read_bytes().decode())


def test_the_accounts_of_one_time_are_one_event(workspace: Workspace, store: Store) -> None:
    (event,) = kept(workspace, store, INSTAGRAM, FACEBOOK)
    assert event["UID"] == "s1-20270301@w.socialkit"
    assert event["DTSTART"] == "20270301T120000Z"
    assert event["SUMMARY"] == f"Instagram, Facebook: {INSTAGRAM.text}"
    assert event["STATUS"] == "CONFIRMED"
    words = event["DESCRIPTION"]
    assert "Instagram (quiet_harbour_sample): scheduled\n" in words
    assert "Facebook (facebook.com/quiet): scheduled\n" in words
    assert f"Instagram:\n{INSTAGRAM.caption}\n\nFacebook:\nOther words" in words
    assert "socialkit cancel aaaaaaaaaaaa" in words


def test_what_waits_is_uncertain_and_says_for_what(workspace: Workspace, store: Store) -> None:
    waits = "It waits for your yes: socialkit approve l1"
    (event,) = kept(workspace, store, replace(INSTAGRAM, state=State.WAITING, error=waits))
    assert event["STATUS"] == "TENTATIVE"
    assert event["SUMMARY"].startswith("(needs your yes) Instagram: ")
    assert waits in event["DESCRIPTION"]


def test_what_was_taken_out_is_not_there(workspace: Workspace, store: Store) -> None:
    store.sync([], [INSTAGRAM, FACEBOOK], withdrawn=(), now=NOW)
    store.sync([], [FACEBOOK], withdrawn=[INSTAGRAM.key], now=NOW)
    (event,) = kept(workspace, store)
    assert event["SUMMARY"].startswith("Facebook: ")
    assert event["UID"] == "s1-20270301@w.socialkit"
    store.sync([], [], withdrawn=[FACEBOOK.key], now=NOW)
    assert kept(workspace, store) == []


def test_a_moved_slot_moves_its_event(workspace: Workspace, store: Store) -> None:
    kept(workspace, store, INSTAGRAM)
    (event,) = kept(workspace, store, replace(INSTAGRAM, due_at=NOON + timedelta(hours=2)))
    assert (event["UID"], event["SEQUENCE"]) == ("s1-20270301@w.socialkit", "1")
    assert event["DTSTART"] == "20270301T140000Z"


def test_two_times_of_one_slot_and_date_stay_two_events(workspace: Workspace, store: Store) -> None:
    later = replace(FACEBOOK, due_at=NOON + timedelta(hours=2))
    assert len({event["UID"] for event in kept(workspace, store, INSTAGRAM, later)}) == 2


def test_what_falls_due_in_a_pause_is_uncertain(workspace: Workspace, store: Store) -> None:
    later = planned("c" * 12, slot_id="s2", due_at=NOON + timedelta(days=1))
    pause = Pause(date(2027, 3, 2), None)
    set_pause(store, pause, lambda: workspace.schedule, now=NOW)
    states = [event["STATUS"] for event in kept(workspace, store, INSTAGRAM, later)]
    assert states == ["TENTATIVE", "CONFIRMED"]


def test_it_is_written_only_when_something_changed(workspace: Workspace, store: Store) -> None:
    path = workspace.folder / "calendar.ics"
    assert keep_calendar(workspace, store, now=NOW) is None
    assert not path.exists()  # nothing is planned: no file of nothing
    kept(workspace, store, INSTAGRAM)
    before = path.stat()
    assert keep_calendar(workspace, store, now=NOW + timedelta(hours=1)) is None
    assert path.stat().st_ino == before.st_ino
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_a_calendar_of_her_own_is_left_alone(workspace: Workspace, store: Store) -> None:
    path = workspace.folder / "calendar.ics"
    path.write_text("BEGIN:VCALENDAR\r\nPRODID:-//Mine//EN\r\nEND:VCALENDAR\r\n", "utf-8")
    before = path.read_bytes()
    store.sync([], [INSTAGRAM], withdrawn=(), now=NOW)
    words = keep_calendar(workspace, store, now=NOW)
    assert words is not None
    assert "move it to another name" in words
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_a_note(workspace: Workspace, store: Store) -> None:
    (workspace.folder / "calendar.ics").mkdir()
    store.sync([], [INSTAGRAM], withdrawn=(), now=NOW)
    words = keep_calendar(workspace, store, now=NOW)
    assert words is not None
    assert words.endswith("Posting goes on; only your calendar is out of date.")
    assert "calendar.ics" in words


def follow(workspace: Workspace, store: Store) -> list[dict[str, str]]:
    folder = workspace.folder
    assert follow_calendar(store, folder, now=NOW, today=NOW.date()) is None
    return read_back((folder / "calendar.ics").read_bytes().decode())


def test_a_post_taken_out_by_command_leaves_the_calendar_at_once(
    workspace: Workspace, store: Store
) -> None:
    kept(workspace, store, INSTAGRAM, FACEBOOK)
    cancel(INSTAGRAM.key, store)
    (event,) = follow(workspace, store)
    assert event["SUMMARY"].startswith("Facebook: ")


def test_a_pause_by_command_is_in_the_calendar_at_once_whatever_the_file_says(
    workspace: Workspace, store: Store
) -> None:
    activate_schedule(store, workspace.folder, HandClock(NOW), today=NOW.date())
    kept(workspace, store, INSTAGRAM)
    (workspace.folder / "schedule.yaml").write_text("half a fi", "utf-8")
    set_pause(store, Pause(None, None), lambda: workspace.schedule, now=NOW)
    (event,) = follow(workspace, store)
    assert event["STATUS"] == "TENTATIVE"


def test_no_command_makes_a_calendar_where_there_is_none(
    workspace: Workspace, store: Store
) -> None:
    store.sync([], [INSTAGRAM], withdrawn=(), now=NOW)
    assert follow_calendar(store, workspace.folder, now=NOW, today=NOW.date()) is None
    assert not (workspace.folder / "calendar.ics").exists()


OLDER_LIST = ".env\n.socialkit/\nquotes/*\n!quotes/README.md\n*.bak\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (OLDER_LIST, f"{OLDER_LIST}calendar.ics\n"),
        (OLDER_LIST.rstrip(), f"{OLDER_LIST}calendar.ics\n"),
        (f"{OLDER_LIST}/calendar.ics\n", f"{OLDER_LIST}/calendar.ics\n"),
        (f"{OLDER_LIST}*.ics\n", f"{OLDER_LIST}*.ics\n"),
        ("mine/\n", "mine/\n"),
    ],
)
def test_an_older_workspace_keeps_its_first_calendar_out_of_git(
    before: str, after: str, workspace: Workspace, store: Store
) -> None:
    ignored = workspace.folder / ".gitignore"
    ignored.write_text(before, "utf-8")
    kept(workspace, store, INSTAGRAM)
    assert ignored.read_text("utf-8") == after


def test_a_list_that_she_changed_since_is_her_own(workspace: Workspace, store: Store) -> None:
    ignored = workspace.folder / ".gitignore"
    kept(workspace, store, INSTAGRAM)
    ignored.write_text(OLDER_LIST, "utf-8")
    kept(workspace, store, replace(INSTAGRAM, due_at=NOON + timedelta(hours=2)))
    assert ignored.read_text("utf-8") == OLDER_LIST
