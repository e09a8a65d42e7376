"""`approve` and `reject` by ids, keys of posts, beginnings, articles and all at once."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import run


def test_a_post_is_approved_by_the_beginning_of_its_key(made: Path) -> None:
    post = run("plan", "--json", folder=made).json["posts"][0]
    changed = run("approve", post["key"][:6], "--json", folder=made).json["changed"]
    assert changed == post["line_ids"]
    assert run("reject", post["key"], "--json", folder=made).json["changed"] == post["line_ids"]
    lines = (made / "quotes" / "after-the-argument" / "lines.yaml").read_text("utf-8")
    assert f"id: {post['line_ids'][0]}" in lines
    assert lines.count("use: no") == 1


def test_all_lines_are_rejected_at_once(made: Path) -> None:
    rejected = run("reject", "--all", "--json", folder=made).json["changed"]
    again = run("reject", "--article", "after-the-argument", folder=made)
    lines = (made / "quotes" / "after-the-argument" / "lines.yaml").read_text("utf-8")
    assert rejected
    assert lines.count("use: no") == len(rejected)
    assert again.out.startswith("Nothing to change: these lines are rejected already")
    assert run("plan", "--json", folder=made).json["posts"] == []


def test_nothing_named_is_asked_for(made: Path) -> None:
    for command in ("approve", "reject"):
        answer = run(command, folder=made)
        assert answer.code == 1
        assert answer.err == "Which lines? Write their ids, or --article SLUG, or --all.\n"


def test_a_pause_is_understood_in_words_and_json_says_which_day(made: Path) -> None:
    paused = run("pause", "--until", "24.12.2099", "--json", folder=made).json
    assert paused == {"paused": True, "until": "2099-12-24", "reason": None}
    assert run("pause", "--until", "tomorrow", folder=made).out.startswith("Paused until ")
    both = run("pause", "--until", "03/04/2099", folder=made)
    assert both.code == 1
    assert "write 2099-04-03 or 2099-03-04" in both.err
    today = run("pause", "--until", "today", folder=made)
    assert today.code == 1
    assert "is not a later day than today" in today.err
