"""When the lines end: stored by planning, shown by `status` and `check`, and once a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from socialkit.cli.views.json_views import notice_texts
from socialkit.model.post import State, WaitReason
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.planning.diff import (
    gather_reminders,
    recall_end,
    remember_runway,
    runway_notice,
)
from socialkit.pipeline.planning.forecast import check_end
from socialkit.pipeline.status.report import build_status
from socialkit.pipeline.workspace.load import Workspace, read_workspace
from socialkit.pipeline.workspace.make_lines import make_lines
from socialkit.plan.runway import Runway
from tests.conftest import SAMPLE_ARTICLE
from tests.support.builders import planned

SCHEDULE = """\
timezone: UTC
brand: {{name: Quiet Harbour}}
articles: [articles/*]
accounts:
  instagram: {{account: linked, via: instagrapi}}
post:
  - {{days: [{days}], at: "09:00", to: [instagram]}}
"""
EVERY_DAY = "mon, tue, wed, thu, fri, sat, sun"
NOW = datetime(2027, 1, 4, 6, 0, tzinfo=UTC)
END = Runway(date(2027, 1, 18), "no fresh line is left for Tuesday 19 January at 09:00")


def make_workspace(folder: Path, *, days: str = EVERY_DAY, top: int = 9) -> Workspace:
    """A folder with the first lines of the sample article as if it were real."""
    (folder / "articles").mkdir()
    text = SAMPLE_ARTICLE.read_text("utf-8").replace("sample: true\n", "")
    (folder / "articles" / "pauses.txt").write_text(text, "utf-8")
    (folder / "schedule.yaml").write_text(SCHEDULE.format(days=days), "utf-8")
    workspace = read_workspace(folder, today=NOW.date())
    for article in workspace.articles.values():
        make_lines(workspace, article)
        path = workspace.line_file_path(article.slug)
        rows = path.read_text("utf-8").split("use: ask")
        path.write_text("use: ask".join(rows[: top + 1]) + "use: no".join(["", *rows[top + 1 :]]))
    return workspace


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'outbox.db'}", workspace="w") as opened:
        yield opened


def test_the_end_is_kept_until_the_next_planning(store: Store) -> None:
    assert recall_end(store) is None
    for end in (END, replace(END, gap=None), END, None):
        remember_runway(store, end, now=NOW)
        assert recall_end(store) == end


def test_status_tells_it_two_weeks_before_as_a_note_that_changes_nothing(
    store: Store, tmp_path: Path
) -> None:
    workspace = make_workspace(tmp_path)
    remember_runway(store, END, now=NOW)
    early = build_status(workspace, store, now=NOW - timedelta(days=1))
    due = build_status(workspace, store, now=NOW)
    (note,) = [words for words in notice_texts(due.notices) if "lines last until" in words]
    assert note.startswith("note: Your lines last until 18 January 2027; no fresh line is left")
    assert note not in notice_texts(early.notices)
    assert due.health == early.health


def test_the_local_date_decides_and_not_the_date_in_utc(store: Store, tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    far_east = replace(workspace.schedule, timezone="Pacific/Auckland")
    remember_runway(store, END, now=NOW)
    evening = NOW - timedelta(hours=10)  # the third in UTC, the fourth there
    assert runway_notice(workspace.schedule, store, now=evening) == []
    assert runway_notice(far_east, store, now=evening) != []


def test_check_says_it_where_articles_are_named(store: Store, tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    (note,) = check_end(workspace, None, now=NOW)
    assert (note.file, note.line, note.level) == ("schedule.yaml", 3, "note")
    assert note.message.startswith("Your lines last until 1")
    assert note.message.endswith("Add an article, or let lines come back sooner with repeat_after.")
    assert [one.message for one in check_end(workspace, store, now=NOW)] == [note.message]


def test_check_counts_the_lines_whose_time_has_come(store: Store, tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, days="mon")
    assert list(check_end(workspace, None, now=NOW)) == []
    file = workspace.line_file("pauses")
    assert file is not None
    days = [NOW - timedelta(days=number + 3) for number in range(len(file.lines))]
    due = [
        planned(f"due{day:%Y%m%d}", text=line.text, due_at=day, local_date=day.date(), slot_id="x")
        for day, line in zip(days, file.lines, strict=True)
    ]
    store.sync([], due, withdrawn=(), now=days[-1])
    (note,) = check_end(workspace, store, now=NOW)
    assert note.message.startswith("Your lines are used up: no fresh line is left for Monday 4 Jan")


def test_before_lines_are_made_nothing_is_said_of_them(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    workspace.line_file_path("pauses").unlink()
    assert list(check_end(workspace, None, now=NOW)) == []


def test_reminders_count_the_lines_that_ask_and_name_the_first_day(
    store: Store, tmp_path: Path
) -> None:
    workspace = make_workspace(tmp_path)
    waits = planned(
        due_at=NOW + timedelta(days=2),
        local_date=date(2027, 1, 6),
        state=State.WAITING,
        error="It needs your approval: socialkit approve l1",
        wait_reason=WaitReason.APPROVAL,
    )
    store.sync([], [waits], withdrawn=(), now=NOW)
    (reminder,) = gather_reminders(workspace, store, now=NOW)
    assert reminder.subject.startswith("lines_waiting 2027-01-")
    assert reminder.words.startswith(
        "9 lines need your approval. The first is needed on Wednesday 6"
    )
