"""A file that only she can read, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from pathlib import Path


def write_closed(path: Path, data: bytes, *, at: datetime) -> None:
    """Write a file that only she can read, whole or not at all, dated `at`. Raise OSError."""
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.utime(part, (at.timestamp(), at.timestamp()))
        Path(part).replace(path)
    except OSError:
        Path(part).unlink(missing_ok=True)
        raise
