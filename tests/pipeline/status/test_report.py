"""The status: one notice for each thing that is wrong or worth knowing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from socialkit.cli.views.json_views import notice_texts, report_status
from socialkit.config.schedule.schedule_file import read_schedule
from socialkit.errors import Problem
from socialkit.model.notice import Level, NoticeCode
from socialkit.model.schedule import Pause
from socialkit.outbox.cooldowns import Limits
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.status.report import Health, build_status
from socialkit.pipeline.workspace.load import Workspace
from tests.pipeline.status.situations import (
    SITUATIONS,
    WELL,
    arrange,
    make_workspace,
    pause,
    sleep,
)
from tests.support.builders import NOON, minutes, schedule

GONE = "1 post will be cancelled at 17:31 unless the file changes: Mon 1 Mar 12:00 Instagram"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    address = f"sqlite:///{tmp_path / 'outbox.db'}"
    with open_store(address, workspace="w", limits=Limits(min_gap=minutes(5))) as opened:
        yield opened


def test_a_sentence_that_two_rules_tell_is_said_once(store: Store, tmp_path: Path) -> None:
    note = Problem("schedule.yaml", 1, 1, GONE, level="note")
    loaded = read_schedule(b"", tmp_path / "schedule.yaml", today=NOON.date())
    workspace = Workspace(tmp_path, loaded, schedule(), {}, (note, note))
    told = notice_texts(build_status(workspace, store, now=NOON).notices)
    assert [words for words in told if GONE in words] == [f"note: {note}"]


def test_there_is_a_situation_for_every_code() -> None:
    others = {NoticeCode.POST_PAUSED, NoticeCode.CYCLE_FAILED, NoticeCode.BRAND_FAULT}
    assert set(NoticeCode) == SITUATIONS.keys() | others


@pytest.mark.parametrize("code", SITUATIONS)
@pytest.mark.parametrize("text", ["It is too large.", "Note: All is well, connected (schedule)."])
def test_each_situation_has_one_notice_whatever_the_words(
    code: NoticeCode, text: str, store: Store, tmp_path: Path
) -> None:
    workspace = arrange(code, store, tmp_path, text)
    status = build_status(workspace, store, now=NOON)
    (notice,) = status.notices
    expected = SITUATIONS[code]
    assert (notice.code, notice.level, notice.subject) == (code, expected.level, expected.subject)
    is_error = notice.level is Level.ERROR
    assert status.health is (Health.ATTENTION if is_error else Health.OK)
    shown = report_status(status)
    assert shown["health"] == ("attention" if is_error else "ok")
    assert shown["problems"] == [notice.text if is_error else f"note: {notice.text}"]


def test_where_nothing_is_the_matter_there_is_no_notice(store: Store, tmp_path: Path) -> None:
    store.save_account(WELL)
    status = build_status(make_workspace(tmp_path), store, now=NOON)
    assert (status.notices, status.health, status.paused) == ((), Health.OK, False)
    assert (status.accounts, status.posts, status.counts) == ((WELL,), (), {})


def test_what_a_pause_keeps_back_is_shown_and_is_no_notice(store: Store, tmp_path: Path) -> None:
    store.save_account(WELL)
    workspace = pause(store, make_workspace(tmp_path), "It fell due in a pause.")
    rules = replace(workspace.schedule, pause=Pause(reason="a holiday"))
    status = build_status(replace(workspace, schedule=rules), store, now=NOON)
    assert (status.notices, status.paused) == ((), True)
    assert [one.code for one in status.stuck] == [NoticeCode.POST_PAUSED]
    assert status.counts == {"paused": 1}


def test_errors_come_before_notes(store: Store, tmp_path: Path) -> None:
    store.save_account(WELL)
    workspace = sleep(store, make_workspace(tmp_path), "")
    note = Problem("articles/tides.md", 1, 1, "a note", level="note")
    wrong = Problem("articles/walks.md", 1, 1, "an error")
    status = build_status(replace(workspace, problems=(note, wrong)), store, now=NOON)
    levels = [one.level for one in status.notices]
    assert levels == sorted(levels) and set(levels) == set(Level)
