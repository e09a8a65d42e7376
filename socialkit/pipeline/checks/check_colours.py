"""Can her colours be read on each other?

In: a workspace. Out: notes at the rows of `palette`. Draws nothing: cards move such a colour until it can
be read, and she is told to which one.
"""

from __future__ import annotations

from collections.abc import Iterable

from socialkit.cards.palette import find_moved
from socialkit.cards.themes.catalogue import THEMES_BY_NAME
from socialkit.errors import CardError, Problem
from socialkit.pipeline.checks.placing import note
from socialkit.pipeline.workspace.load import Workspace

WORDS = {
    "ground": "neither dark nor light words can be read on {wish}, so {used} is used in its place",
    "ink": "words in {wish} can hardly be read on {ground}, so they are set in {used}",
    "accent": "{wish} can hardly be seen on {ground}, so {used} is used in its place",
}


def check_colours(workspace: Workspace) -> Iterable[Problem]:
    """A note for each colour that is not used as she wrote it."""
    palette = workspace.schedule.brand.palette
    try:
        moved = find_moved(THEMES_BY_NAME["paper"].colours, palette)
    except CardError:  # told where the file is read
        return
    for name, used in moved.items():
        wish = getattr(palette, name)
        words = WORDS[name].format(wish=wish, ground=palette.ground, used=used)
        yield note(workspace.loaded, ("brand", "palette", name), words)
