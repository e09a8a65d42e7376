"""A copy of the database each day; the oldest copies are deleted.

SQLite copies itself (`VACUUM INTO`): a plain copy of the file may miss what its log still holds. For a
PostgreSQL server its administrator makes copies.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from socialkit.errors import OutboxError

MAX_COPIES = 7
NAME = "socialkit-{:%Y-%m-%d}.db"
UNFINISHED = ".unfinished"


def back_up(engine: Engine, folder: Path, *, today: date) -> Path | None:
    """Make the copy of `today` in `folder`, unless it is there; give its path, None if none was to be
    made. The newest MAX_COPIES stay. Raise OutboxError if it cannot be made."""
    copy = folder / NAME.format(today)
    if engine.dialect.name != "sqlite" or copy.exists():
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _copy(engine, copy.with_suffix(UNFINISHED), copy)
        _remove_old(folder)
    except (OSError, sqlite3.Error) as error:
        raise OutboxError(
            f"The daily copy of the database could not be written to {copy}: {_reason(error)}. "
            f"Posting goes on. Free some space on the disk, or give your user the right to write there."
        ) from error
    return copy


def _copy(engine: Engine, beside: Path, copy: Path) -> None:
    beside.unlink(missing_ok=True)
    # SQLite copies into an empty file, so its permissions can be narrow before it holds anything.
    os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("VACUUM INTO ?", [str(beside)])
        _require_whole(beside)
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(copy)
    finally:
        beside.unlink(missing_ok=True)


def _require_whole(file: Path) -> None:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as copy:
        (answer,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise sqlite3.DatabaseError(f"the copy is damaged ({answer})")


def _remove_old(folder: Path) -> None:
    for file in sorted(folder.glob(NAME.replace("{:%Y-%m-%d}", "????-??-??")))[:-MAX_COPIES]:
        file.unlink()


def _reason(error: OSError | sqlite3.Error) -> str:
    return str(getattr(error, "strerror", None) or error)
