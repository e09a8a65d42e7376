"""The manual names every command, option, setting and key, and none that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from docs.generate import (
    KEYS_BEGIN,
    KEYS_END,
    commands,
    flags_of,
    own_parameters,
    pages,
    schedule_keys,
    setting_names,
    undescribed,
)
from socialkit.cli.app import app
from tests.conftest import REPOSITORY
from tests.docs.pages import MANUAL, OWNER_PAGES, PAGES, README, name_of, prose_of, text_of

TEXT = "\n".join(text_of(page) for page in OWNER_PAGES)
COMMANDS = text_of(MANUAL / "commands.md")
SETTINGS = text_of(MANUAL / "settings.md")
SCHEDULE = text_of(MANUAL / "schedule.md")
COMMON_OPTIONS = ("-C", "--json", "--help", "-h")
IN_A_BLOCK = re.compile(
    r"(?:^ *|/|socialkit )socialkit ([a-z]+)(?: ([a-z]+))?([^#\n]*)", re.MULTILINE
)


def commands_and_options() -> Iterator[tuple[str, str]]:
    """Every command with each of its own options."""
    for name, command in commands():
        yield name, f"socialkit {name}"
        for _, parameter in own_parameters(command):
            for flag in flags_of(parameter):
                if flag.startswith("--"):
                    yield name, flag


@pytest.mark.parametrize(("command", "word"), sorted(set(commands_and_options())))
def test_every_command_and_option_is_in_the_manual(command: str, word: str) -> None:
    rows = [row for row in TEXT.splitlines() if f"socialkit {command}" in row]
    assert any(word in row for row in rows), f"{word} of {command}"
    part = COMMANDS.partition(f"## socialkit {command}\n")[2].partition("\n## ")[0]
    assert word in part, f"{word} of {command} on the page of commands"


@pytest.mark.parametrize("group", sorted(get_command(app).commands))  # type: ignore[attr-defined]
def test_every_group_of_commands_is_in_the_manual(group: str) -> None:
    assert f"## socialkit {group}" in COMMANDS


@pytest.mark.parametrize("key", schedule_keys())
def test_every_key_of_the_schedule_is_in_the_manual(key: str) -> None:
    assert re.search(rf"`{re.escape(key)}`", SCHEDULE), key


def test_the_table_of_keys_has_a_row_for_every_key_and_for_no_other() -> None:
    table = SCHEDULE.partition(KEYS_BEGIN)[2].partition(KEYS_END)[0]
    told = re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)
    assert sorted(told) == sorted(schedule_keys())


@pytest.mark.parametrize("key", ["account", "via", "page", "ground", "ink", "accent"])
def test_keys_of_groups_are_shown_as_they_are_written(key: str) -> None:
    assert re.search(rf"[{{ ]{key}: ", SCHEDULE), key


@pytest.mark.parametrize("setting", setting_names())
def test_every_setting_is_in_the_manual(setting: str) -> None:
    assert f"`{setting}`" in SETTINGS, setting


def test_the_words_of_the_reference_pages_fit_the_program() -> None:
    assert undescribed() == []


def test_the_reference_pages_are_what_make_docs_writes() -> None:
    differ = [name_of(path) for path, text in pages().items() if text_of(path) != text]
    assert differ == [], "run: make docs"


def test_every_file_that_the_pages_show_is_there() -> None:
    for page in PAGES:
        for path in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text_of(page)):
            assert (page.parent / path).is_file(), f"{name_of(page)}: {path}"


def test_readme_names_the_two_commands_and_the_five_steps() -> None:
    words = text_of(README)
    for needed in (
        "make run",
        "make test",
        "socialkit init my-practice --from",
        "cd my-practice",
        "socialkit check",
        "socialkit make",
        "socialkit approve",
        "socialkit rehearse",
        "socialkit connect",
        "socialkit run",
    ):
        assert needed in words, needed


def test_the_owner_works_inside_the_folder() -> None:
    """A command with -C, or one before `cd my-practice`, would change another folder."""
    steps = text_of(README).partition("## Post your own")[2].partition("\n## ")[0]
    assert " -C " not in steps
    assert steps.index("cd my-practice") < steps.index("socialkit approve")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    known = dict(commands())
    groups = {name.partition(" ")[0] for name in known if " " in name}
    unknown = []
    for first, second, _ in _named(page):
        name = f"{first} {second}" if first in groups and second else first
        if name not in known and name not in groups:
            unknown.append(name)
    assert unknown == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_option_that_a_page_gives_to_a_command_exists(page: Path) -> None:
    known = {
        name: [
            *COMMON_OPTIONS,
            *(flag for _, one in own_parameters(command) for flag in flags_of(one)),
        ]
        for name, command in commands()
    }
    wrong = []
    for first, second, rest in _named(page):
        name = f"{first} {second}" if f"{first} {second}" in known else first
        for flag in re.findall(r"(?<!\S)\[?(--[a-z-]+)", rest):
            if name in known and flag not in known[name]:
                wrong.append(f"{name} {flag}")
    assert wrong == []


def _named(page: Path) -> Iterator[tuple[str, str, str]]:
    """Every command in code: in blocks, and between backticks in a sentence."""
    words = text_of(page)
    for block in re.findall(r"^ *```[a-z]*\n(.*?)^ *```", words, re.MULTILINE | re.DOTALL):
        for found in IN_A_BLOCK.finditer(block):
            yield found[1], found[2] or "", found[3]
    for code in re.findall(r"`([^`\n]+)`", prose_of(page)):
        named = re.search(r"(?:^|/)socialkit ([a-z]+)(?: ([a-z]+))?(.*)", code)
        if named:
            yield named[1], named[2] or "", named[3]


def test_every_name_in_env_that_a_page_shows_exists() -> None:
    known = {f"SOCIALKIT_{name}" for name in setting_names()}
    test_only = {"SOCIALKIT_FAULT", "SOCIALKIT_FORBID_SKIPS"}
    for page in PAGES:
        named = set(re.findall(r"SOCIALKIT_[A-Z_]+[A-Z]", text_of(page)))
        assert named <= known | test_only, name_of(page)


def test_every_make_target_that_a_page_names_exists() -> None:
    targets = set(
        re.findall(r"^([a-z0-9-]+):", (REPOSITORY / "Makefile").read_text("utf-8"), re.MULTILINE)
    )
    for page in PAGES:
        named = set(re.findall(r"`make ([a-z][a-z0-9-]*)", text_of(page)))
        assert named <= targets, name_of(page)
