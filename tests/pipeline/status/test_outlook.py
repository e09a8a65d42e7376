"""What will happen next, from what is planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from socialkit.model.schedule import Pause
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.schedule.pause import set_pause
from socialkit.pipeline.status.outlook import describe_outlook
from socialkit.pipeline.workspace.load import Workspace
from tests.pipeline.planning.test_runway_notes import make_workspace

NOW = datetime(2027, 1, 4, 6, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'kit.db'}", workspace="w") as opened:
        yield opened


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path)


def test_a_pause_is_the_first_thing_said(workspace: Workspace, store: Store) -> None:
    set_pause(store, Pause(None, "holiday"), lambda: workspace.schedule, now=NOW)
    sentences = describe_outlook(workspace, store, now=NOW).sentences
    assert sentences[0].startswith("Paused (holiday): nothing is posted.")


def test_before_anything_is_planned_it_says_so(workspace: Workspace, store: Store) -> None:
    outlook = describe_outlook(workspace, store, now=NOW)
    assert (outlook.next_post, outlook.approvals) == (None, None)
    assert outlook.why_nothing is not None
    assert outlook.why_nothing.startswith("Nothing is planned")


def test_without_accounts_in_the_schedule_it_says_so(workspace: Workspace, store: Store) -> None:
    bare = replace(workspace, schedule=replace(workspace.schedule, accounts={}))
    outlook = describe_outlook(bare, store, now=NOW)
    assert outlook.why_nothing == (
        "Nothing can go out: there is no account under accounts: in schedule.yaml"
    )
