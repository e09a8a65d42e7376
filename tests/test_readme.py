"""README names every command, every option, every key and every knob."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from typer.main import get_command

from socialkit.cli.app import app
from socialkit.config.schedule.json_schema import schedule_schema
from socialkit.config.settings import Settings
from tests.conftest import REPOSITORY

README = (REPOSITORY / "README.md").read_text("utf-8")


def commands() -> Iterator[tuple[str, str]]:
    """Every command with each of its own options."""
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        yield name, f"socialkit {name}"
        for parameter in command.params:
            for option in parameter.opts:
                if option.startswith("--") and option not in ("--help", "--json"):
                    yield name, option


@pytest.mark.parametrize(("command", "word"), sorted(set(commands())))
def test_every_command_and_option_is_in_readme(command: str, word: str) -> None:
    rows = [row for row in README.splitlines() if f"socialkit {command}" in row]
    assert any(word in row for row in rows), f"{word} of {command}"


@pytest.mark.parametrize("key", sorted(schedule_schema()["properties"]))
def test_every_key_of_the_schedule_is_in_readme(key: str) -> None:
    assert re.search(rf"`{key}[`.\[]", README), key


@pytest.mark.parametrize("knob", sorted(name.upper() for name in Settings.model_fields))
def test_every_knob_is_in_readme(knob: str) -> None:
    assert f"`{knob}`" in README, knob


def test_every_file_that_readme_shows_is_there() -> None:
    for path in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (REPOSITORY / path).is_file(), path
