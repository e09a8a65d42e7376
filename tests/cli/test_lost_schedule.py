"""schedule.yaml renamed, deleted or mistyped, while posts are planned by it: nothing of hers is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import run


def planned(folder: Path) -> list[Any]:
    """Keys and times of what `plan` shows."""
    posts = run("plan", "--json", folder=folder).json["posts"]
    return [(one["key"], one["due_at"]) for one in posts]


@pytest.fixture
def running(made: Path) -> Path:
    """A workspace with her own times, and posts planned by them."""
    path = made / "schedule.yaml"
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    assert run("approve", "--all", folder=made).code == 0
    assert planned(made)
    return made


def test_init_in_a_folder_that_lost_its_file_gives_back_the_last_good_one(running: Path) -> None:
    path = running / "schedule.yaml"
    text, before = path.read_bytes(), planned(running)
    path.rename(running / "schedule-old.yaml")
    answer = run("init", folder=running)
    assert answer.code == 0
    assert path.read_bytes() == text
    assert "schedule.yaml is restored as it was on " in answer.out
    assert "posts are planned by it." in answer.out
    assert "write the name of your practice" not in answer.out
    assert planned(running) == before


def test_init_gives_it_back_also_where_an_article_is_named(running: Path, article: Path) -> None:
    path = running / "schedule.yaml"
    text = path.read_bytes()
    path.unlink()
    answer = run("init", str(running), "--from", str(article), "--json", folder=running.parent)
    assert path.read_bytes() == text
    assert answer.json["restored"].startswith("schedule.yaml is restored as it was on ")
    assert not any(words.startswith("Times are in") for words in answer.json["found"])


def test_init_beside_a_broken_file_leaves_it_alone(running: Path) -> None:
    path = running / "schedule.yaml"
    path.write_text("", "utf-8")
    answer = run("init", folder=running)
    assert path.read_bytes() == b""
    assert "is back" not in answer.out


def uses(folder: Path) -> list[str]:
    """The rows of lines.yaml that hold her word."""
    rows = (folder / "quotes/after-the-argument/lines.yaml").read_text("utf-8").splitlines()
    return [row.strip() for row in rows if row.strip().startswith("use:")]


def mistype(folder: Path) -> None:
    """A word that no network has, in her own schedule.yaml."""
    path = folder / "schedule.yaml"
    path.write_text(path.read_text("utf-8").replace("at:", "att:", 1), "utf-8")


def test_a_mistake_in_the_file_does_not_stop_her_no(running: Path) -> None:
    (line, *_) = run("lines", "after-the-argument", "--json", folder=running).json["lines"]
    before = uses(running)
    mistype(running)
    answer = run("reject", line["id"], folder=running)
    assert answer.code == 0
    assert uses(running).count("use: no") == before.count("use: no") + 1
    assert answer.out.startswith("1 line rejected")
    assert "note: schedule.yaml:1:1: this file cannot be used as it is" in answer.err
    assert "att" in answer.err


def test_nor_her_yes(running: Path) -> None:
    (line, *_) = run("lines", "after-the-argument", "--json", folder=running).json["lines"]
    run("reject", line["id"], folder=running)
    mistype(running)
    answer = run("approve", line["id"], "--json", folder=running)
    assert answer.json == {"changed": [line["id"]]}
    assert "use: no" not in uses(running)
    assert "note: schedule.yaml:" in answer.err


@pytest.mark.parametrize(
    ("command", "words"),
    [("approve", "Nothing was approved."), ("reject", "Nothing was rejected.")],
)
def test_where_no_good_file_is_known_it_is_said_that_nothing_was_done(
    command: str, words: str, made: Path
) -> None:
    before = uses(made)
    mistype(made)
    answer = run(command, "abc", folder=made)
    assert answer.code == 1
    assert "schedule.yaml:" in answer.err
    assert answer.err.rstrip().endswith(words)
    assert uses(made) == before
