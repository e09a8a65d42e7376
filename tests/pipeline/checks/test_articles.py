"""What `check` says about articles without a title, drafts and second copies."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from socialkit.pipeline.checks.articles import check_articles
from socialkit.pipeline.workspace.load import read_workspace

WORDS = "A pause is kind when it comes with a time to return.\n"
SCHEDULE = """\
timezone: UTC
brand: {name: Quiet Harbour}
articles: [articles/*]
accounts:
  instagram: {account: linked, via: instagrapi}
post:
  - {days: [mon], at: "09:00", to: [instagram]}
"""


def told(folder: Path, **articles: str) -> list[tuple[str, str]]:
    (folder / "articles").mkdir()
    for name, text in articles.items():
        (folder / "articles" / f"{name}.md").write_text(text, "utf-8")
    (folder / "schedule.yaml").write_text(SCHEDULE, "utf-8")
    workspace = read_workspace(folder, today=date(2027, 3, 1))
    found = [*workspace.problems, *check_articles(workspace)]
    return [(one.file, one.level) for one in found]


def test_an_article_without_a_title_is_asked_for_one(tmp_path: Path) -> None:
    assert told(tmp_path, pause=WORDS) == [("articles/pause.md", "note")]


def test_an_article_with_a_title_is_not_mentioned(tmp_path: Path) -> None:
    assert told(tmp_path, pause=f"# After the rain\n\n{WORDS}") == []


def test_a_draft_is_a_note_and_no_article(tmp_path: Path) -> None:
    found = told(tmp_path, done=f"# Rain\n\n{WORDS}", later=f"---\ndraft: true\n---\n{WORDS}")
    assert found == [("articles/later.md", "note")]


def test_only_a_draft_is_as_good_as_no_article(tmp_path: Path) -> None:
    found = told(tmp_path, later=f"---\ndraft: true\n---\n{WORDS}")
    assert ("schedule.yaml", "error") in found


def test_the_same_words_in_two_files_are_noted_at_the_second(tmp_path: Path) -> None:
    text = f"# After the rain\n\n{WORDS}"
    assert told(tmp_path, rain=text, rain_copy=text) == [("articles/rain_copy.md", "note")]
