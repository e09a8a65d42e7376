"""What `check` prints: what must be fixed first, then whether all is ready, then the notes."""

from __future__ import annotations

import pytest

from socialkit.cli.commands.check import show_problems
from socialkit.errors import Problem

WRONG = Problem("schedule.yaml", 4, 9, "The logo is empty.")
NOTE = Problem("schedule.yaml", 3, 9, "write the name here", level="note")
OTHER = Problem("quotes/tides/lines.yaml", 8, 5, "not in this line", level="note")


@pytest.mark.parametrize(
    ("problems", "meanwhile", "shown"),
    [
        ([], None, "Ready. Nothing is wrong.\n"),
        (
            [OTHER, NOTE],
            None,
            "Ready. 2 notes below.\n\nquotes/tides/lines.yaml:8:5: note: not in this line\n"
            "schedule.yaml:3:9: note: write the name here\n",
        ),
        (
            [WRONG],
            "What is planned goes on.",
            "schedule.yaml:4:9: The logo is empty.\n\n1 problem to fix before new posts can go out. "
            "What is planned goes on.\n",
        ),
        (
            [NOTE, WRONG],
            None,
            "schedule.yaml:4:9: The logo is empty.\n\n1 problem to fix before new posts can go out.\n"
            "1 note below.\n\nschedule.yaml:3:9: note: write the name here\n",
        ),
    ],
)
def test_problems_come_first_and_notes_apart(
    problems: list[Problem], meanwhile: str | None, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    show_problems(problems, meanwhile)
    assert capsys.readouterr().out == shown
