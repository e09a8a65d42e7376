"""How things stand, sentence by sentence."""

from __future__ import annotations

from pathlib import Path

from socialkit.cli.views.json_views import notice_texts
from socialkit.config.schedule.schedule_file import read_schedule
from socialkit.errors import Problem
from socialkit.outbox.store import open_store
from socialkit.pipeline.status.report import build_status
from socialkit.pipeline.workspace.load import Workspace
from tests.support.builders import NOON, schedule

GONE = "1 post will be cancelled at 17:31 unless the file changes: Mon 1 Mar 12:00 Instagram"


def test_a_sentence_that_two_rules_tell_is_said_once(tmp_path: Path) -> None:
    note = Problem("schedule.yaml", 1, 1, GONE, level="note")
    loaded = read_schedule(b"", tmp_path / "schedule.yaml", today=NOON.date())
    workspace = Workspace(tmp_path, loaded, schedule(), {}, (note, note))
    with open_store(f"sqlite:///{tmp_path / 'outbox.db'}", workspace="w") as store:
        told = notice_texts(build_status(workspace, store, now=NOON).notices)
    assert [words for words in told if GONE in words] == [f"note: {note}"]
