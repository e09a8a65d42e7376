"""An error or a note at a value of schedule.yaml.

In: the file as it was read, where the value stands, words. Out: a Problem. Knows nothing of what is wrong.
"""

from __future__ import annotations

from socialkit.config.schedule.schedule_file import Loaded
from socialkit.errors import Problem
from socialkit.pipeline.workspace.load import SCHEDULE_NAME


def at(loaded: Loaded, place: tuple[str | int, ...], message: str) -> Problem:
    """An error at a value of schedule.yaml."""
    line, column = loaded.position(*place)
    return Problem(SCHEDULE_NAME, line, column, message)


def note(loaded: Loaded, place: tuple[str | int, ...], message: str) -> Problem:
    """A note at a value of schedule.yaml."""
    line, column = loaded.position(*place)
    return Problem(SCHEDULE_NAME, line, column, message, level="note")
