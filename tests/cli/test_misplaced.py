"""Words in another place than they should be are understood, or answered with the line as it should be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from socialkit.cli.plain_values import put_options_behind
from tests.cli.conftest import run


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("-C x status", "status -C x"),
        ("-Cx status", "status -Cx"),
        ("--json status", "status --json"),
        ("-C x --json status", "status -C x --json"),
        ("--json -C x plan --days 3", "plan --days 3 --json -C x"),
        ("-C x card -- --words", "card -C x -- --words"),
        ("-C x connect instagram", "connect instagram -C x"),
        ("status -C x", "status -C x"),
        ("help", "--help"),
        ("help status", "status --help"),
        ("--help", "--help"),
        ("", ""),
    ],
)
def test_options_before_the_command_go_behind_it(written: str, meant: str) -> None:
    assert put_options_behind(written.split()) == meant.split()


def test_a_command_works_with_its_options_before_it(made: Path, tmp_path: Path) -> None:
    answer = run("-C", str(made), "--json", "check", folder=tmp_path)
    assert set(answer.json) == {"problems"}
    assert run("--json", "-C", "nowhere", "status", folder=tmp_path).json["error"]


def test_the_file_itself_stands_for_its_folder(made: Path, tmp_path: Path) -> None:
    answer = run("status", "--json", "-C", str(made / "schedule.yaml"), folder=tmp_path)
    assert set(json.loads(answer.out)) >= {"health", "posts"}


ANSWERED = [
    (["{made}"], "is a folder; the command comes first, for example: socialkit status -C {made}"),
    (["{empty}"], "is a folder; the command comes first, for example: socialkit init {empty}"),
    (["{made}/schedule.yaml"], "is a file; the command comes first, for example: socialkit check -C"),
    (["{article}"], "is a file; the command comes first, for example: socialkit lines {article}"),
    (["status", "{made}"], "The folder comes behind -C: socialkit status -C {made}"),
    (["check", "{made}/schedule.yaml"], "The folder comes behind -C: socialkit check -C"),
    (["make", "{article}"], "socialkit make has no place for “{article}”"),
    (["status", "all", "of it"], "has no place for “all 'of it'”. What it takes: socialkit status --help"),
    (["status", "-C", "{article}"], "is a file; write the folder that holds schedule.yaml, for example: -C"),
    (["-C", "{made}"], "The command is missing, for example: socialkit status -C DIR"),
    (["-C"], "The command is missing"),
    (["statuz"], "There is no command “statuz”. Did you mean: socialkit status"),
    (["Approv"], "Did you mean: socialkit approve"),
    (["start"], "Did you mean: socialkit run"),
    (["publish"], "Did you mean: socialkit post"),
    (["login"], "Did you mean: socialkit connect"),
    (["validate"], "Did you mean: socialkit check"),
    (["stop"], "Did you mean: socialkit pause"),
    (["xyzzy"], "There is no command “xyzzy”. There are: init, check, lines"),
    (["connect", "insta"], "Did you mean: socialkit connect instagram"),
    (["connect", "fb"], "Did you mean: socialkit connect facebook"),
    (["connect", "pigeons"], "There are: instagram, facebook"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "answer"), ANSWERED)
def test_a_word_in_the_wrong_place_is_answered(
    words: list[str], answer: str, made: Path, article: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    known = {"made": made, "article": article, "empty": tmp_path / "empty"}
    told = run(*(one.format(**known) for one in words), folder=tmp_path)
    assert told.code == 2
    assert answer.format(**known) in told.err


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("nowhere", "there is no such folder; look at its name, or make a new one with: socialkit init"),
        ("made", "you are in it already, so leave out -C"),
    ],
)  # fmt: skip
def test_a_folder_that_is_missing_is_answered(folder: str, words: str, made: Path) -> None:
    told = run("status", "-C", folder, folder=made)
    assert told.code == 1
    assert words in told.err
