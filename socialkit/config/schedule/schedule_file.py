"""schedule.yaml, read: a Schedule, or every problem at once, each at its place.

Nothing in the file makes it raise.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from socialkit.config.document.messages import explain_empty, explain_refusals, in_order
from socialkit.config.document.reader import Document, glued_problems, recall_document
from socialkit.config.environment import known_names
from socialkit.config.schedule.convert import convert
from socialkit.config.schedule.cross_checks import check_meaning, read_parts
from socialkit.config.schedule.schema import NAMES, SECTIONS, ScheduleRows
from socialkit.errors import ConfigError, Problem
from socialkit.files import read_file
from socialkit.model.protocols import Remember, read_uncached
from socialkit.model.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read. `schedule` is None when there is an error; notes alone do not matter.

    `problems` are in the order of the file. `text_sha256` is the fingerprint of the file's bytes.
    """

    schedule: Schedule | None
    problems: tuple[Problem, ...]
    text_sha256: str
    document: Document = field(repr=False)

    def demand(self) -> Schedule:
        """The schedule. Raise ConfigError with every error where it cannot be used."""
        if self.schedule is None:
            raise ConfigError([one for one in self.problems if one.level == "error"])
        return self.schedule

    def position(self, *location: str | int) -> tuple[int, int]:
        """Line and column, from 1, of a value: `position("post", 2, "quote")`.

        Where there is no value, of the nearest thing that would hold it; in the end (1, 1).
        """
        return self.document.position(*location)

    def problem(self, place: tuple[str | int, ...], message: str) -> Problem:
        """An error at a value of schedule.yaml."""
        line, column = self.position(*place)
        return Problem(SCHEDULE_NAME, line, column, message)

    def note(self, place: tuple[str | int, ...], message: str) -> Problem:
        """A note at a value of schedule.yaml."""
        line, column = self.position(*place)
        return Problem(SCHEDULE_NAME, line, column, message, level="note")


def load_schedule(path: Path, *, today: date, remember: Remember = read_uncached) -> Loaded:
    """Read schedule.yaml; find every problem that the file alone can show."""
    try:
        raw = read_file(path)
    except OSError as error:
        unread = Document(path.name, "", problems=(_unread(path, error),))
        return Loaded(None, unread.problems, hashlib.sha256(b"").hexdigest(), unread)
    return read_schedule(raw, path, today=today, remember=remember)


def read_schedule(
    raw: bytes, path: Path, *, today: date, remember: Remember = read_uncached
) -> Loaded:
    """Read what stands, or stood, in the schedule.yaml at `path`."""
    document = recall_document(raw, path.name, remember)
    rows, problems = _read_rows(document)
    if isinstance(document.value, dict):
        names = known_names(path.parent) if "${" in document.text else frozenset()
        problems += check_meaning(read_parts(document, rows, today=today, names=names))
    found = in_order(problems)
    wrong = rows is None or any(one.level == "error" for one in found)
    schedule = None if wrong or rows is None else convert(rows, path.parent)
    return Loaded(schedule, found, hashlib.sha256(raw).hexdigest(), document)


def _unread(path: Path, error: OSError) -> Problem:
    folder = path.parent.resolve()
    if isinstance(error, FileNotFoundError):
        words = (
            f"there is no {path.name} in {folder}: if it was renamed or moved, give it back its name "
            f"and place; in a new folder run `socialkit init`"
        )
    else:
        words = f"this file cannot be read ({error.strerror}); look at its permissions"
    return Problem(path.name, 1, 1, words)


def _read_rows(document: Document) -> tuple[ScheduleRows | None, list[Problem]]:
    problems = list(document.problems)
    if not isinstance(document.value, dict):
        return None, problems or [_no_rows(document)]
    problems += explain_empty(document, SECTIONS)
    glued = glued_problems(document.text, document.file, NAMES)
    try:
        rows = ScheduleRows.model_validate(document.value)
    except ValidationError as error:
        lines = {one.line for one in glued}
        refused = explain_refusals(error, document, SECTIONS)
        return None, [*problems, *glued, *(one for one in refused if one.line not in lines)]
    # Such a row was read as part of the text above it, which may be meant.
    return rows, [*problems, *(replace(one, level="note") for one in glued)]


def _no_rows(document: Document) -> Problem:
    if document.value is None:
        words = (
            "this file is empty; get its rows back with your editor (undo) or from a backup. If it "
            "never had any, run `socialkit init` in a new folder and copy its schedule.yaml"
        )
        return Problem(document.file, 1, 1, words)
    line, column = document.position()
    words = "this file must be rows of name: value; begin with timezone: Asia/Kolkata"
    return Problem(document.file, line, column, words)


SCHEDULE_NAME = "schedule.yaml"
