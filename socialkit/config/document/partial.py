"""The addresses under `notify:` of a schedule that cannot be used: somebody must be told of that.

In: the path of the file. Out: the addresses as they are written, none where they are broken, too.
Raises nothing.
"""

from __future__ import annotations

import re
from pathlib import Path

from socialkit.config.document.reader import read_document

ROWS = re.compile(r"^notify:.*(?:\n(?:[ \t#-].*|(?=\n)))*", re.MULTILINE)
"""The key and all that belongs to it, up to the next key."""


def salvage_notify(path: Path) -> tuple[str, ...]:
    """Read these rows by themselves, whatever stands in the others."""
    try:
        found = ROWS.search(path.read_text("utf-8"))
    except (OSError, UnicodeError):
        return ()
    value = read_document(found[0].encode(), path.name).value if found else None
    rows = value.get("notify") if isinstance(value, dict) else None
    listed = rows if isinstance(rows, list) else [rows]
    return tuple(one.strip() for one in listed if isinstance(one, str) and one.strip())
