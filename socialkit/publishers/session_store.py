"""A login that is kept: one file, as good as a password."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any


def read_session(path: Path) -> dict[str, Any]:
    """What the file holds; empty where there is none. A broken file is put aside."""
    try:
        kept = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        with suppress(OSError):
            path.replace(path.with_suffix(".broken"))
        return {}
    return kept if isinstance(kept, dict) else {}


def write_session(path: Path, values: dict[str, Any]) -> None:
    """Keep the values: whole or not at all, for the owner alone. Raise OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(values, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
