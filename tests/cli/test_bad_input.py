"""Whatever is wrong, she reads what happened, where, and what to do; never a traceback.

`run` itself fails on any traceback; the tests below look at the words.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import no_room, run
from tests.conftest import REPOSITORY

COMMANDS = (["check"], ["make"], ["plan"], ["rehearse"], ["status"], ["approve", "--all"])


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_without_schedule_yaml_she_is_sent_to_init(command: list[str], tmp_path: Path) -> None:
    answer = run(*command, folder=tmp_path)
    assert answer.code == 1
    assert "socialkit init" in answer.words


@pytest.mark.parametrize("command", COMMANDS[1:], ids=" ".join)
def test_a_failure_as_json_is_one_error(command: list[str], tmp_path: Path) -> None:
    answer = run(*command, "--json", folder=tmp_path)
    assert answer.code == 1
    assert set(answer.json) == {"error"}


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    answer = run("check", "-C", "nowhere", folder=tmp_path)
    assert answer.code == 1
    assert "nowhere" in answer.words


def test_an_unknown_command_is_wrong_usage(tmp_path: Path) -> None:
    assert run("publishh", folder=tmp_path).code == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no text"),
        (b"   \n\n  ", "no text"),
        (bytes(range(256)) * 40, "text"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 500, "text"),
    ],
    ids=["empty", "blank", "binary", "picture"],
)
def test_an_article_that_is_none_is_said_so(content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    answer = run("lines", "bad.txt", folder=tmp_path)
    assert answer.code == 1
    assert words in answer.err
    assert "bad.txt" in answer.err


def test_a_bad_article_does_not_stop_the_good_one(made: Path) -> None:
    (made / "articles" / "broken.txt").write_bytes(b"\x00\x01\x02" * 99)
    answer = run("make", folder=made)
    assert "after-the-argument" in answer.out
    assert "broken.txt" in answer.words
    assert run("check", folder=made).code == 1


def test_an_article_that_cannot_be_read_for_a_while_loses_none_of_its_posts(made: Path) -> None:
    run("plan", folder=made)
    before = run("status", "--json", folder=made).json["posts"]
    path = made / "articles" / "after-the-argument.txt"
    words = path.read_bytes()
    path.write_bytes(b"\x00\x01\x02" * 99)
    run("plan", folder=made)
    assert before
    assert run("status", "--json", folder=made).json["posts"] == before
    path.write_bytes(words)
    run("plan", folder=made)
    assert run("status", "--json", folder=made).json["posts"] == before


def test_an_article_without_links_is_held_in_words(made: Path) -> None:
    path = made / "articles" / "after-the-argument.txt"
    kept = [row for row in path.read_text("utf-8").splitlines() if ".com/" not in row]
    path.write_text("\n".join(kept), "utf-8")
    answer = run("check", folder=made)
    assert answer.code == 1, "nothing can ever be posted, so it is not ready"
    assert "nothing can ever be posted" in answer.out
    assert "links to no Instagram account" in answer.out
    assert run("plan", "--json", folder=made).json["posts"] == []


def test_a_page_without_a_network_is_told_in_words(tmp_path: Path) -> None:
    answer = run("lines", "http://127.0.0.1:9/page", folder=tmp_path)
    assert answer.code == 1
    assert "127.0.0.1:9" in answer.err


def test_a_missing_font_is_named(made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "program"
    shutil.copytree(REPOSITORY / "socialkit", copy / "socialkit")
    shutil.copytree(REPOSITORY / "assets", copy / "assets")
    shutil.rmtree(copy / "assets" / "fonts" / "cormorant-garamond")
    answer = run("card", "Words enough.", "--out", "x.jpg", folder=made, code=copy)
    assert answer.code == 1
    assert "CormorantGaramond" in answer.err


@pytest.mark.parametrize("command", (["make"], ["plan"], ["rehearse"], ["status"]), ids=" ".join)
def test_a_full_disk_is_told_in_words(command: list[str], workspace: Path) -> None:
    answer = run(*command, folder=workspace, fault=no_room)
    assert answer.code == 1
    assert len(answer.err.strip()) > 20


def test_init_into_a_full_disk_is_told_in_words(tmp_path: Path) -> None:
    answer = run("init", "new", folder=tmp_path, fault=no_room)
    assert answer.code == 1
    assert "new" in answer.err


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("supercalifragilistic" * 4, "supercali"),
        ("हम 漢字", "漢"),
        ("A heart 💛 here", "💛"),
        ("", "words"),
        ("word " * 300, "word"),
    ],
    ids=["long word", "letters", "emoji", "nothing", "too long"],
)
def test_a_card_that_cannot_be_set_says_why(words: str, named: str, tmp_path: Path) -> None:
    answer = run("card", words, "--out", "x.jpg", folder=tmp_path)
    assert answer.code == 1
    assert named in answer.err
    assert not (tmp_path / "x.jpg").exists()


def test_an_unknown_line_changes_nothing(made: Path) -> None:
    before = (made / "quotes" / "after-the-argument" / "lines.yaml").read_bytes()
    answer = run("approve", "nosuchline", folder=made)
    assert answer.code == 1
    assert "nosuchline" in answer.err
    assert (made / "quotes" / "after-the-argument" / "lines.yaml").read_bytes() == before


def test_her_typo_in_lines_yaml_is_shown_with_its_place(made: Path) -> None:
    path = made / "quotes" / "after-the-argument" / "lines.yaml"
    path.write_text(path.read_text("utf-8").replace("use: ask", "use: jes", 1), "utf-8")
    before = path.read_bytes()
    for command in (["make"], ["plan"], ["rehearse"], ["approve", "--all"]):
        answer = run(*command, folder=made)
        assert answer.code == 1
        assert "lines.yaml:" in answer.words
    assert path.read_bytes() == before


def test_an_unknown_theme_and_size_list_the_known_ones(tmp_path: Path) -> None:
    assert "portrait" in run("card", "Words.", "--size", "huge", folder=tmp_path).err
    assert "paper" in run("card", "Words.", "--theme", "papper", folder=tmp_path).err


HOSTILE = """\
---
title: "On <script>alert(1)</script> {line} @everyone #free"
---
# Pauses

Trust grows each time somebody comes \u202eback and is made welcome today.

Closeness is \x1b[31mnot the absence of arguments but the habit of returning.

A pause is kind when it comes with a time to return.

https://www.instagram.com/quiet_harbour_sample/ https://www.facebook.com/quietharbour.sample
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A workspace whose one article tries everything."""
    (tmp_path / "hostile.md").write_text(HOSTILE, "utf-8")
    assert run("init", "practice", "--from", "hostile.md", folder=tmp_path).code == 0
    return tmp_path / "practice"


def test_a_line_that_no_card_can_hold_gives_its_place_to_the_next(hostile: Path) -> None:
    posts = run("rehearse", "--json", folder=hostile).json["posts"]
    assert {one["state"] for one in posts} == {"posted"}
    shown = {one["text"] for one in posts}
    assert {one[:15] for one in shown} == {"A pause is kind", "Closeness is no"}
    assert "U+202E" in run("make", folder=hostile).out


def test_signs_that_steer_a_terminal_never_reach_it(hostile: Path) -> None:
    for command in (["make"], ["rehearse"], ["lines", "articles/hostile.md", "--rejected"]):
        assert "\x1b[31m" not in run(*command, folder=hostile).words


def test_nothing_of_a_hostile_article_runs_on_the_page(hostile: Path) -> None:
    answer = run("rehearse", "--json", folder=hostile).json
    page = Path(answer["page"]).read_text("utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert all("@everyone" not in one["caption"] for one in answer["posts"])
    assert all("#free" not in one["caption"] for one in answer["posts"])


def test_a_wrong_knob_in_env_is_one_of_the_problems(made: Path) -> None:
    (made / ".env").write_text("SOCIALKIT_MIN_GAP=often\n", "utf-8")
    answer = run("check", "--json", folder=made)
    assert answer.code == 1
    assert [one["file"] for one in answer.json["problems"] if one["level"] == "error"] == [".env"]
    assert ".env:1:" in run("plan", folder=made).err


def test_an_env_that_others_can_read_is_closed_and_that_is_said(made: Path) -> None:
    path = made / ".env"
    path.chmod(0o644)
    assert ".env" in run("plan", folder=made).err
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("command", ["status", "status --json", "lines --help", "check"])
def test_an_output_that_takes_nothing_is_told_in_words(command: str, made: Path) -> None:
    done = through_shell(f"{sys.executable} -m socialkit {command} > /dev/full", made)
    assert done.returncode == 1
    assert "disk is full" in done.stderr
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr


def test_a_reader_that_has_gone_away_hears_nothing(made: Path) -> None:
    done = through_shell(f"{{ {sys.executable} -m socialkit status; echo $? >&2; }} | true", made)
    assert done.stderr.strip() == "1"


def through_shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command with its streams as a shell sets them."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    return subprocess.run(
        ["sh", "-c", line],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
