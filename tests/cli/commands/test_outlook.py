"""`make`, `plan`, `tick` and `status` say what happens next, or why nothing can."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import run

SCHEDULE = """\
timezone: Asia/Kolkata
brand: {{name: Quiet Harbour}}
articles: [articles/*]
accounts:
  instagram: {{account: linked, via: instagrapi}}
review: {review}
post: {post}
"""
DAILY = '\n  - {days: [mon, tue, wed, thu, fri, sat, sun], at: "09:00", to: [instagram]}'
LINES = """\
What a harbour is for

A harbour is not the place where ships grow old together.

Small repairs made often do more for love than one grand gesture.
"""
LINK = "\nhttps://www.instagram.com/quietharbour\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    write(tmp_path)
    return tmp_path


def write(folder: Path, *, review: str = "required", post: str = DAILY) -> None:
    (folder / "schedule.yaml").write_text(SCHEDULE.format(review=review, post=post), "utf-8")


def write_article(folder: Path, text: str = LINES + LINK) -> None:
    (folder / "articles" / "harbour.txt").write_text(text, "utf-8")


def test_without_an_article_make_has_nothing_to_make(folder: Path) -> None:
    answer = run("make", folder=folder)
    assert answer.code == 1
    assert answer.err.startswith("No article was found. Put one into articles/")
    assert run("make", "--json", folder=folder).json["error"].startswith("No article was found")


def test_an_article_that_cannot_be_read_is_all_that_make_says(folder: Path) -> None:
    (folder / "articles" / "harbour.txt").write_bytes(b"")
    answer = run("make", folder=folder)
    assert answer.code == 1
    assert "articles/harbour.txt" in answer.err
    assert "No article was found" not in answer.err


def test_without_an_article_nothing_can_go_out_and_it_is_said(folder: Path) -> None:
    for command in ("plan", "tick"):
        answer = run(command, folder=folder)
        assert answer.code == 0
        assert "Nothing can go out: there is no article. Put one into articles/" in answer.out
    status = run("status", folder=folder)
    assert status.out.startswith("Something needs you:\n  There is no article")


def test_without_a_link_nothing_can_go_out_and_the_reason_is_said(folder: Path) -> None:
    write_article(folder, LINES)
    for command in ("plan", "tick", "status"):
        answer = run(command, folder=folder)
        assert answer.code == 0
        assert (
            "Nothing can go out: “What a harbour is for” links to no Instagram account"
            in answer.out
        )
        assert "All is well" not in answer.out


def test_a_sample_alone_is_never_posted(folder: Path) -> None:
    write_article(folder, f"---\nsample: true\n---\n{LINES}{LINK}")
    assert "there is only a sample, which is never posted" in run("tick", folder=folder).out


def test_without_times_nothing_can_go_out(folder: Path) -> None:
    write(folder, post="[]")
    write_article(folder)
    assert "there are no times under post: in schedule.yaml" in run("tick", folder=folder).out


def test_approvals_that_are_awaited_are_named_with_the_command(folder: Path) -> None:
    write_article(folder)
    for command in ("tick", "status"):
        answer = run(command, folder=folder)
        assert "Nothing goes out yet: every planned post waits" in answer.out
        assert "Instagram quietharbour: not connected yet; run: socialkit connect" in answer.out
        assert "2 posts wait for your approval, the first on " in answer.out
        assert "(or all lines: socialkit approve --all)" in answer.out


def test_until_an_account_is_connected_nothing_goes_out(folder: Path) -> None:
    write(folder, review="automatic")
    write_article(folder)
    answer = run("tick", folder=folder)
    assert answer.code == 0
    assert "Nothing goes out until an account is connected" in answer.out
    assert "note: Instagram quietharbour: not connected yet" in run("plan", folder=folder).out
    assert set(run("tick", "--json", folder=folder).json) == {
        "posted", "unconfirmed", "failed", "missed"
    }  # fmt: skip
