"""The themes as data, one a module.

In: nothing. Out: `THEMES_BY_NAME`, and their names as `THEMES`. A further theme is a further module
here, and a painter of its ground in paint/. Knows nothing of how anything is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping

from socialkit.cards.themes.arch import ARCH
from socialkit.cards.themes.hook import HOOK
from socialkit.cards.themes.night import NIGHT
from socialkit.cards.themes.paper import PAPER
from socialkit.cards.themes.photo import PHOTO
from socialkit.cards.themes.theme import Theme

THEMES_BY_NAME: Mapping[str, Theme] = {one.name: one for one in (PAPER, NIGHT, ARCH, PHOTO, HOOK)}
THEMES: tuple[str, ...] = tuple(THEMES_BY_NAME)

__all__ = ["THEMES", "THEMES_BY_NAME", "Theme"]
