"""Her word on lines where it is out of reach: a lines.yaml that is broken.

In: a workspace. Out: sentences for `status`. Writes no files and asks no network.
"""

from __future__ import annotations

from socialkit.errors import ConfigError
from socialkit.pipeline.workspace import Workspace


def find_broken_lines(workspace: Workspace) -> list[str]:
    """Every mistake in a lines.yaml, with its place: none of its article's lines is used for new posts."""
    found: list[str] = []
    for slug in workspace.articles:
        try:
            workspace.line_file(slug)
        except ConfigError as error:
            found += map(str, error.problems)
    return found
