"""Words and paths taken as they are: with and without that, a command line says the same."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.core import TyperCommand
from typer.testing import CliRunner

from socialkit.cli.plain_values import PlainCommand

LINES = [
    ["take"],
    ["take", ""],
    ["take", "words"],
    ["take", "--", "--words"],
    ["take", "ein Wort, ग्राम, 🙂"],
    ["take", os.fsdecode(b"\xff")],
    ["take", "words", "--name", os.fsdecode(b"\xff")],
    ["take", "words", "--to", os.fsdecode(b"\xff")],
    ["take", "words", "--name"],
    ["take", "words", "--name", ""],
    ["take", "words", "--to", ""],
    ["take", "words", "--to", "."],
    ["take", "words", "--to", "a/b/../c"],
    ["take", "words", "--there", "missing"],
    ["take", "words", "--there", "."],
    ["take", "words", "--only-file", "."],
    ["take", "words", "--shouted", "low"],
    ["take", "words", "--few", "3"],
    ["take", "words", "--few", "0"],
    ["take", "words", "--few", "many"],
    ["take", "words", "--flag"],
    ["take", "words", "--many", "a", "--many", "b"],
    ["take", "--help"],
    ["other", "-h"],
    ["other", "--is"],
    ["other"],
    ["otherwise"],
    ["--help"],
    [],
]


def build(command: type[TyperCommand]) -> typer.Typer:
    """An app with a parameter of every kind, which says what it got."""
    settings = {"help_option_names": ["-h", "--help"]}
    app = typer.Typer(rich_markup_mode=None, context_settings=settings)

    @app.command(cls=command)
    def take(
        words: str,
        name: Annotated[str | None, typer.Option()] = None,
        to: Annotated[Path, typer.Option()] = Path("here"),
        there: Annotated[Path | None, typer.Option(exists=True)] = None,
        only_file: Annotated[Path | None, typer.Option(dir_okay=False)] = None,
        shouted: Annotated[str, typer.Option(parser=str.upper)] = "loud",
        few: Annotated[int, typer.Option(min=1, max=5)] = 2,
        flag: Annotated[bool, typer.Option("--flag")] = False,
        many: Annotated[list[str] | None, typer.Option()] = None,
    ) -> None:
        print(repr((words, name, to, there, only_file, shouted, few, flag, many)))

    @app.command(cls=command)
    def other(is_so: Annotated[bool, typer.Option("--is/--not")]) -> None:
        print(is_so)

    return app


@pytest.mark.parametrize("line", LINES, ids=lambda line: " ".join(line) or "nothing")
def test_a_command_line_says_the_same_as_with_typer_alone(line: list[str]) -> None:
    plain, alone = (CliRunner().invoke(build(one), line) for one in (PlainCommand, TyperCommand))
    assert (plain.exit_code, plain.output) == (alone.exit_code, alone.output)
