"""Notes of the workspace on a terminal."""

from __future__ import annotations

from socialkit.cli.output import print_error
from socialkit.runtime.container import Container


def show_notes(container: Container) -> None:
    """Say what was noticed about .env: that only you can read it now, or a mistyped name."""
    for one in container.settings.problems:
        print_error(f"note: {one}")
