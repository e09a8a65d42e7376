"""The workspace is read once, with every problem found on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from socialkit.article.sources.page_cache import PageCache
from socialkit.errors import ConfigError
from socialkit.pipeline.workspace.load import Workspace, made_pages, read_workspace
from socialkit.pipeline.workspace.make_lines import make_lines
from tests.pipeline.planning.test_runway_notes import NOW, make_workspace
from tests.support.site import Site, page

LINES = """\
article:
  title: On harbours
  source: {source}
  text_sha256: "{sha}"
lines: []
"""


def read(folder: Path) -> Workspace:
    return read_workspace(folder, today=NOW.date())


def write_lines(folder: Path, slug: str, source: str) -> None:
    path = folder / "quotes" / slug / "lines.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(LINES.format(source=source, sha="0" * 64), "utf-8")


def test_articles_and_their_lines_are_read(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    workspace = read(tmp_path)
    assert list(workspace.articles) == ["pauses"]
    assert workspace.problems == ()
    assert workspace.unread == frozenset()
    assert workspace.line_file_path("pauses") == tmp_path / "quotes/pauses/lines.yaml"
    file = workspace.line_file("pauses")
    assert file is not None and file.lines
    assert workspace.line_file("bridges") is None


def test_a_schedule_with_mistakes_is_refused_with_all_of_them(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    path = tmp_path / "schedule.yaml"
    path.write_text(path.read_text("utf-8") + "if_late: soon\nreview: never\n", "utf-8")
    with pytest.raises(ConfigError) as raised:
        read(tmp_path)
    assert len(raised.value.problems) >= 2


def test_an_article_that_cannot_be_read_is_a_problem_and_stops_no_other(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    (tmp_path / "articles" / "broken.docx").write_bytes(b"no document")
    workspace = read(tmp_path)
    assert list(workspace.articles) == ["pauses"]
    (problem,) = workspace.problems
    assert "broken.docx" in problem.file
    assert "broken" in workspace.unread


def test_a_line_file_with_a_mistake_is_refused_with_its_place(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    path = workspace.line_file_path("pauses")
    path.write_text(path.read_text("utf-8").replace("use: ask", "use: perhaps", 1), "utf-8")
    with pytest.raises(ConfigError, match=r"lines.yaml:"):
        read(tmp_path).line_file("pauses")


def test_an_address_that_cannot_be_read_is_a_problem_at_its_row_and_keeps_its_lines(
    tmp_path: Path, home: Site
) -> None:
    make_workspace(tmp_path)
    address = f"{home.address}/harbours"
    schedule = tmp_path / "schedule.yaml"
    text = schedule.read_text("utf-8")
    row = next(row for row in text.splitlines() if row.startswith("articles:"))
    schedule.write_text(text.replace(row, f"articles: [articles/*, {address}]"), "utf-8")
    write_lines(tmp_path, "harbours", address)
    write_lines(tmp_path, "bridges", "articles/bridges.md")
    workspace = read(tmp_path)
    (problem,) = workspace.problems
    assert (problem.file, problem.line) == ("schedule.yaml", text.splitlines().index(row) + 1)
    assert "harbours" in workspace.unread and "bridges" not in workspace.unread


def test_lines_tell_what_an_article_was_when_its_copy_is_deleted(
    tmp_path: Path, home: Site
) -> None:
    words = "The tide brings back what a harsh word has carried out to sea."
    address = home.put("/tides", page("On tides", words))
    make_workspace(tmp_path)
    schedule = tmp_path / "schedule.yaml"
    schedule.write_text(
        re.sub(
            r"(?m)^articles:.*$", f"articles: [articles/*, {address}]", schedule.read_text("utf-8")
        )
    )

    def load(path: Path = tmp_path / "state" / "pages") -> Workspace:
        return read_workspace(tmp_path, today=NOW.date(), open_shelf=lambda: PageCache(path, NOW))

    found = load()
    make_lines(found, found.articles["tides"])
    home.put("/tides", page("Chairs", "We sell chairs of oak and of good will in our little shop."))
    later = load(tmp_path / "elsewhere" / "pages")
    assert "tides" in later.unread and "tides" not in later.articles
    (problem,) = later.problems
    assert "shows none of the words of your article since" in problem.message
    lines = tmp_path / "quotes" / "tides" / "lines.yaml"
    lines.write_text(lines.read_text("utf-8").replace("use: ask", "use: no"), "utf-8")
    assert "tides" in load(tmp_path / "anew" / "pages").articles


def test_pages_are_found_in_line_files_with_mistakes_too(tmp_path: Path) -> None:
    write_lines(tmp_path, "harbours", "https://quietharbour.example/harbours")
    write_lines(tmp_path, "bridges", "articles/bridges.md")
    broken = tmp_path / "quotes" / "boats" / "lines.yaml"
    broken.parent.mkdir()
    broken.write_text("article:\n  source: >-\n    https://quietharbour.example/boats\nlines: [\n")
    assert made_pages(tmp_path) == {
        "https://quietharbour.example/harbours",
        "https://quietharbour.example/boats",
    }
