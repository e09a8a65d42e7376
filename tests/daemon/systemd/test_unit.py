"""The text of the systemd unit: what is written is what systemd reads back."""

from __future__ import annotations

from configparser import RawConfigParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialkit.daemon.systemd.unit import folder_of, unit_names, unit_text
from socialkit.errors import UsageError

FOLDER = Path("/home/anna/my practice 100%")
PYTHON = Path("/home/anna/so $HOME %h/.venv/bin/python")

folder_names = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="/"), min_size=1
).filter(lambda name: name.strip(".") != "")


def sections(text: str) -> RawConfigParser:
    """The unit as an INI file, keys as they are written."""
    parser = RawConfigParser(delimiters=("=",), comment_prefixes=("#",), strict=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(text)
    return parser


def read_back(command: str) -> list[str]:
    """A command line as systemd takes it apart: double quotes, backslashes, doubled percent signs."""
    words: list[str] = []
    triggers = iter(command)
    for sign in triggers:
        if sign == " ":
            continue
        word = ""
        if sign != '"':
            for other in (sign, *iter(lambda: next(triggers, " "), " ")):
                word += other
            words.append(word)
            continue
        for inner in iter(lambda: next(triggers), '"'):
            word += next(triggers) if inner == "\\" else inner
        assert "%" not in word.replace("%%", "")
        words.append(word.replace("%%", "%"))
    return words


def test_the_very_interpreter_runs_the_very_folder() -> None:
    command = sections(unit_text(FOLDER, PYTHON))["Service"]["ExecStart"]
    assert read_back(command) == [
        *(f":{PYTHON}", "-m", "socialkit", "run", "--no-web", "-C", str(FOLDER))
    ]


@given(folder_names)
def test_a_folder_of_any_name_comes_back_as_it_is(name: str) -> None:
    folder = Path("/home/anna") / name
    text = unit_text(folder, PYTHON)
    assert read_back(sections(text)["Service"]["ExecStart"])[-1] == str(folder)
    assert folder_of(text) == str(folder)
    assert not any(row.endswith("\\") for row in text.splitlines()[2:])


def test_it_is_watched_started_again_and_closed_to_others() -> None:
    unit = sections(unit_text(FOLDER, PYTHON))
    held = {
        "Type": "notify",
        "NotifyAccess": "main",
        "WatchdogSec": "120",
        "KillMode": "mixed",
        "Restart": "always",
        "UMask": "0077",
        "NoNewPrivileges": "yes",
    }
    assert {key: unit["Service"][key] for key in held} == held
    assert unit["Install"]["WantedBy"] == "default.target"
    assert int(unit["Service"]["TimeoutStopSec"]) > 10  # the daemon promises to end within ten


def test_nothing_in_it_needs_the_system_manager() -> None:
    unit = sections(unit_text(FOLDER, PYTHON))
    keys = {key for section in unit.sections() for key in unit[section]}
    of_the_system = {"User", "Group", "After", "ProtectSystem", "ProtectHome", "PrivateTmp"}
    assert not keys & of_the_system


@pytest.mark.parametrize("name", ["two\nrows", "bell\a", "\udcff", "row\u2028end"])
def test_a_folder_that_no_unit_can_name_is_refused_in_words(name: str) -> None:
    with pytest.raises(UsageError, match="Rename it"):
        unit_text(Path("/home/anna") / name, PYTHON)


@pytest.mark.parametrize(
    "place", ["/home/o'brien/python", '/a "b"/python', "/a\\b/python", "python"]
)
def test_an_interpreter_that_systemd_does_not_start_is_refused_in_words(place: str) -> None:
    with pytest.raises(UsageError, match="Set socialkit up again"):
        unit_text(FOLDER, Path(place))


def test_the_unit_is_named_after_the_workspace() -> None:
    assert unit_names(Path("/home/anna/My Practice"))[0] == "socialkit-my-practice.service"


def test_two_workspaces_of_one_name_can_have_a_unit_each() -> None:
    one, other = unit_names(Path("/a/practice")), unit_names(Path("/b/practice"))
    assert one[0] == other[0]
    assert one[1] != other[1]


def test_a_name_without_latin_letters_still_makes_a_unit() -> None:
    names = unit_names(Path("/home/anna/प्रैक्टिस"))
    assert all(name.isascii() and len(name) > len("socialkit-.service") for name in names)


@pytest.mark.parametrize("text", ["", "[Unit]\n", "# folder: /home/anna\n", "\n# folder: /x\n"])
def test_a_unit_without_our_mark_is_not_ours(text: str) -> None:
    assert folder_of(text) is None
