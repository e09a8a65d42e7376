"""`check`: every kind of problem at once, in the order of files and rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from socialkit.errors import Problem
from socialkit.pipeline.checks.run import check_workspace
from tests.conftest import REPOSITORY

TODAY = date(2027, 3, 1)
ARTICLE = "A pause is kind when it comes with a time to return.\n"
LINK = "https://www.instagram.com/quietharbour/\n"
SCHEDULE = """\
timezone: UTC
brand: {name: Quiet Harbour}
articles: [articles/*]
accounts:
  instagram: {account: linked, via: instagrapi}
post:
  - {days: [mon], at: "09:00", to: [instagram], quote: "Words that nobody wrote."}
"""


def check(folder: Path, schedule: str = SCHEDULE, **articles: str) -> list[tuple[str, int, str]]:
    (folder / "articles").mkdir(exist_ok=True)
    for name, text in articles.items():
        (folder / "articles" / f"{name}.txt").write_text(text, "utf-8")
    (folder / "schedule.yaml").write_text(schedule, "utf-8")
    found = check_workspace(folder, today=TODAY, assets=REPOSITORY / "assets")
    assert list(found) == sorted(set(found))
    return [(one.file, one.line, one.level) for one in found]


def test_an_article_without_a_link_a_lost_quote_and_lines_that_are_not_made(
    tmp_path: Path,
) -> None:
    found = check(tmp_path, tides=ARTICLE, walks=f"After the rain\n\n{ARTICLE}{LINK}")
    assert ("schedule.yaml", 7, "error") in found, "the quote"
    assert ("articles/tides.txt", 1, "note") in found, "it links to no account"
    assert ("articles/walks.txt", 1, "note") not in found
    assert ("quotes/tides/lines.yaml", 1, "note") in found
    assert ("quotes/walks/lines.yaml", 1, "note") in found


def test_without_an_article_the_row_that_names_them_is_wrong(tmp_path: Path) -> None:
    assert ("schedule.yaml", 3, "error") in check(tmp_path)


def test_a_sample_is_noted(tmp_path: Path) -> None:
    found = check(tmp_path, example=f"---\nsample: true\n---\n{ARTICLE}{LINK}")
    assert ("articles/example.txt", 1, "note") in found


def test_a_schedule_that_cannot_be_read_is_all_that_is_checked(tmp_path: Path) -> None:
    found = check(tmp_path, SCHEDULE + "if_late: [2h\n", tides=ARTICLE)
    assert {file for file, _, _ in found} == {"schedule.yaml"}
    assert "error" in {level for _, _, level in found}


def test_what_only_the_coming_weeks_show_is_told_too(tmp_path: Path) -> None:
    check(tmp_path, walks=ARTICLE + LINK)
    note = Problem("schedule.yaml", 3, 1, "Your lines end soon.", level="note")
    found = check_workspace(
        tmp_path, today=TODAY, assets=REPOSITORY / "assets", look_ahead=lambda _: [note]
    )
    assert note in found
