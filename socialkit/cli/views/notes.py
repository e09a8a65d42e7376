"""Notes of the workspace on a terminal."""

from __future__ import annotations

from socialkit.cli.output import complain
from socialkit.runtime.container import Wiring


def tell_notes(wiring: Wiring) -> None:
    """Say what was noticed about .env: that it was made readable by her alone, a mistyped name."""
    for one in wiring.settings.problems:
        complain(f"note: {one}")
