"""Her yes and no, where the file that held them is gone."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from socialkit.cli.views.json_views import notice_texts
from socialkit.model.schedule import Slot
from socialkit.outbox.store import Store, open_store
from socialkit.pipeline.planning.run import prepare
from socialkit.pipeline.status.report import build_status
from socialkit.pipeline.workspace.approve import find_lost_approvals, remember_approvals
from socialkit.pipeline.workspace.load import Workspace
from socialkit.pipeline.workspace.make_lines import make_lines
from tests.conftest import REPOSITORY
from tests.pipeline.planning.test_runway_notes import NOW, make_workspace
from tests.plan.sample import MORNING
from tests.support.builders import planned

PATH = "quotes/pauses/lines.yaml"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'outbox.db'}", workspace="w") as opened:
        yield opened


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Three lines have her yes, and all others her no."""
    found = make_workspace(tmp_path, top=3)
    path = tmp_path / PATH
    path.write_text(path.read_text("utf-8").replace("use: ask", "use: yes"), "utf-8")
    return found


def told(workspace: Workspace, store: Store) -> list[str]:
    problems = notice_texts(build_status(workspace, store, now=NOW).notices)
    return [words for words in problems if words.startswith(PATH)]


def test_status_says_that_her_word_is_gone_until_she_gives_it_anew_or_brings_it_back(
    workspace: Workspace, store: Store, tmp_path: Path
) -> None:
    remember_approvals(workspace, store, now=NOW)
    assert told(workspace, store) == []
    shutil.move(tmp_path / "quotes", tmp_path / "backup")
    (missing,) = told(workspace, store)
    assert missing.startswith(
        f"{PATH} is missing, and the approvals in it are gone (3 lines approved, "
    )
    (article,) = workspace.articles.values()
    make_lines(workspace, article)
    remember_approvals(workspace, store, now=NOW)
    (anew,) = told(workspace, store)
    assert "gone (3 lines approved, " in anew
    assert "lines rejected)" in missing and "lines rejected)" in anew
    assert "was made again" in anew
    assert "every line waits for your approval again" in anew
    assert "backup of the folder quotes/" in anew
    assert "socialkit approve LINE_ID… (or --article pauses)" in anew
    path = tmp_path / PATH
    whole = path.read_text("utf-8")
    path.write_text(whole.replace("use: ask", "use: yes", 1), "utf-8")
    assert told(workspace, store) == []
    path.write_text(whole, "utf-8")
    shutil.copy(tmp_path / "backup/pauses/lines.yaml", path)
    assert told(workspace, store) == []


def test_a_line_that_left_its_article_with_her_word_is_not_lost(
    workspace: Workspace, store: Store
) -> None:
    remember_approvals(workspace, store, now=NOW)
    (article,) = workspace.articles.values()
    other = replace(article, text="Other words.", blocks=())
    edited = replace(workspace, articles={article.slug: other})
    make_lines(edited, other)
    assert find_lost_approvals(edited, store, now=NOW) == []


def test_the_turn_that_makes_the_lines_anew_says_so_once(
    workspace: Workspace, store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def turn() -> list[str]:
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            prepare(
                workspace,
                store,
                now=NOW,
                until=NOW,
                assets=REPOSITORY / "assets",
                told=lambda _: None,
                rehearsal=False,
            )
        return [one.getMessage() for one in caplog.records if PATH in one.getMessage()]

    assert turn() == []
    shutil.rmtree(tmp_path / "quotes" / "pauses")
    (words,) = turn()
    assert "was made again, and the approvals in the old file are gone (3 lines approved" in words
    assert turn() == []
    assert told(workspace, store) == [words]


def test_a_missing_file_is_told_where_posts_are_planned_from_it_and_none_of_them_is_pinned(
    workspace: Workspace, store: Store, tmp_path: Path
) -> None:
    shutil.rmtree(tmp_path / "quotes")
    assert told(workspace, store) == []
    pin = Slot("pin", 0, replace(MORNING, quote="Words."), NOW)
    rows = [planned("a" * 12), planned("b" * 12), planned("c" * 12, slot_id="pin")]
    store.sync([pin], rows, withdrawn=(), now=NOW)
    (words,) = told(workspace, store)
    assert words.startswith(f"{PATH} is missing, and 2 posts are planned from it.")
