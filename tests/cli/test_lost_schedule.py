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
    assert "schedule.yaml is back as it stood on " in answer.out
    assert "posts are planned by it." in answer.out
    assert "write the name of your practice" not in answer.out
    assert planned(running) == before


def test_init_gives_it_back_also_where_an_article_is_named(running: Path, article: Path) -> None:
    path = running / "schedule.yaml"
    text = path.read_bytes()
    path.unlink()
    answer = run("init", str(running), "--from", str(article), "--json", folder=running.parent)
    assert path.read_bytes() == text
    assert answer.json["restored"].startswith("schedule.yaml is back as it stood on ")
    assert not any(words.startswith("Times are in") for words in answer.json["found"])


def test_init_beside_a_broken_file_leaves_it_alone(running: Path) -> None:
    path = running / "schedule.yaml"
    path.write_text("", "utf-8")
    answer = run("init", folder=running)
    assert path.read_bytes() == b""
    assert "is back" not in answer.out
