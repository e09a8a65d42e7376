"""A stored login: one file, as good as a password."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from socialkit.files import write_atomically


def read_session(path: Path) -> dict[str, Any]:
    """What the file holds; empty where there is none. A broken file is renamed."""
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
    """Store the values, readable for this user only. Raise OSError."""
    write_atomically(path, json.dumps(values, indent=1).encode(), private=True)
