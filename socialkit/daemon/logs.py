"""The daemon's log: plain rows to a terminal, else JSON; and plain rows into a file for the owner.

The daemon and its worker write into one file, each a whole row at a time. Only the daemon rotates it,
and only while no worker runs.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import warnings
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from socialkit.files import PRIVATE_FILE, make_private_folder

LOG_NAME = "socialkit.log"
MAX_BYTES = 1_000_000
KEPT = 5
"""Rotated files: months of quiet days, days of problems."""
ROWS = "%(asctime)s %(levelname)-7s %(message)s"


class JsonRows(logging.Formatter):
    """One JSON object a row, for whoever gathers logs: `at` in UTC, `level`, `logger`, `message`."""

    def format(self, record: logging.LogRecord) -> str:
        """One row."""
        at = datetime.fromtimestamp(record.created, UTC)
        row = {
            "at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            row["trace"] = self.formatException(record.exc_info)
        return json.dumps(row, ensure_ascii=False)


def start_log(folder: Path | None) -> None:
    """Rows go to stderr and, where there is a `folder`, into its log. Call it once per process."""
    plain = logging.Formatter(ROWS)
    to_terminal = logging.StreamHandler(sys.stderr)
    to_terminal.setFormatter(plain if sys.stderr.isatty() else JsonRows())
    to_terminal.addFilter(logging.Filter("socialkit"))  # what libraries remark on is for the file
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    handlers: list[logging.Handler] = [to_terminal]
    if folder is not None:
        with suppress(OSError):  # a full disk or a closed folder: the terminal gets everything
            handlers.append(_open(folder / LOG_NAME, plain))
    logging.basicConfig(level=logging.WARNING, handlers=handlers, force=True)
    logging.getLogger("socialkit").handlers.clear()  # those of a command
    logging.getLogger("socialkit").setLevel(logging.INFO)
    logging.raiseExceptions = False  # a row that cannot be written is no reason for a traceback


def _open(file: Path, form: logging.Formatter) -> logging.Handler:
    make_private_folder(file.parent)
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT, PRIVATE_FILE))
    # Checks before each row whether the file was rotated, and goes on in the new one.
    from logging.handlers import WatchedFileHandler

    handler = WatchedFileHandler(file, encoding="utf-8", delay=True)
    handler.setFormatter(form)
    return handler


def rotate_log(folder: Path, *, most_bytes: int = MAX_BYTES) -> None:
    """Rotate a full log: `socialkit.log.1` is the newest of five. Not while a worker runs."""
    file = folder / LOG_NAME
    with suppress(OSError):
        if file.stat().st_size < most_bytes:
            return
        for number in range(KEPT - 1, 0, -1):
            older = file.with_name(f"{LOG_NAME}.{number}")
            if older.exists():
                older.replace(file.with_name(f"{LOG_NAME}.{number + 1}"))
        file.replace(file.with_name(f"{LOG_NAME}.1"))
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, PRIVATE_FILE))
