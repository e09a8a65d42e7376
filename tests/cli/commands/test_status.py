"""What `status` says of her lines, of a pause and of what is about to be cancelled."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from socialkit.runtime.workspace_lock import hold
from tests.cli.conftest import run

LINES = "quotes/after-the-argument/lines.yaml"


def write_broken(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("use: ask", "use: perhaps", 1), "utf-8")


def write_empty(path: Path) -> None:
    path.write_bytes(b"")


def make_unreadable(path: Path) -> None:
    path.unlink()
    path.mkdir()  # root may read every file, but nobody reads a folder


@pytest.mark.parametrize("spoil", [write_broken, write_empty, make_unreadable])
def test_a_lines_yaml_that_cannot_be_used_needs_her_at_the_place_that_check_names(
    made: Path, spoil: object
) -> None:
    spoil(made / LINES)  # type: ignore[operator]
    told = run("check", "--json", folder=made).json["problems"]
    errors = [one for one in told if one["file"] == LINES and one["level"] == "error"]
    report = run("status", "--json", folder=made).json
    assert errors
    for one in errors:
        place = f"{LINES}:{one['line']}:{one['column']}"
        assert [words for words in report["problems"] if words.startswith(place)] == [
            f"{place}: {one['message']}"
        ]
    assert report["health"] == "attention"
    assert "Something needs you:\n" in run("status", folder=made).out


@pytest.mark.parametrize("command", ["status", "plan"])
def test_a_pause_is_shown_with_its_end_and_its_reason(made: Path, command: str) -> None:
    assert run("pause", folder=made).code == 0
    assert "Paused: nothing is posted." in run(command, folder=made).out
    run("pause", "--until", "2099-12-03", "--reason", "holiday", folder=made)
    shown = run(command, folder=made).out
    assert shown.startswith("Paused until 3 December 2099 (holiday): nothing is posted.")


def test_a_tick_ends_with_1_for_what_readme_says_and_with_0_where_something_only_waits(
    made: Path,
) -> None:
    waits = run("tick", folder=made)
    assert "not connected" in run("status", folder=made).out
    assert waits.code == 0
    with hold(made / ".socialkit"):
        assert run("tick", folder=made).code == 1
    write_broken(made / LINES)
    assert run("tick", folder=made).code == 1


def test_resume_says_whether_there_was_a_pause(made: Path) -> None:
    assert run("resume", folder=made).out == "There was no pause. Posting continues as before.\n"
    run("pause", folder=made)
    assert run("resume", folder=made).out.startswith(
        "Posting continues. Posts that fell due during the pause"
    )


def test_resolve_without_an_answer_is_refused_and_names_both(made: Path) -> None:
    refused = run("resolve", "abcd", folder=made)
    assert refused.code == 2
    assert "--posted or --not-posted" in refused.err


def test_her_yes_that_went_with_quotes_is_told_by_status_and_by_plan(made: Path) -> None:
    assert run("approve", "--all", folder=made).code == 0
    run("plan", folder=made)
    shutil.rmtree(made / "quotes")
    missing = f"  {LINES} is missing, and the approvals in it are gone ("
    status = run("status", folder=made).out
    assert missing in status and " approved" in status
    anew = f"{LINES} was made again, and the approvals in the old file are gone ("
    assert anew in run("plan", folder=made).err
    assert run("status", folder=made).out.count(anew) == 1
    run("approve", "--all", folder=made)
    assert anew not in run("status", folder=made).out
