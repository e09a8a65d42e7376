"""The themes as data, one a module.

In: nothing. Out: `THEMES_BY_NAME`, their names as `THEMES`, and by what they take as `THEMES_FOR`. A
further theme is a further module here, and a painter of its ground in paint/. Knows nothing of
how anything is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping

from socialkit.cards.themes.arch import ARCH
from socialkit.cards.themes.compare import COMPARE
from socialkit.cards.themes.hook import HOOK
from socialkit.cards.themes.listing import LIST
from socialkit.cards.themes.night import NIGHT
from socialkit.cards.themes.paper import PAPER
from socialkit.cards.themes.photo import PHOTO
from socialkit.cards.themes.theme import Theme
from socialkit.model.card import Form

THEMES_BY_NAME: Mapping[str, Theme] = {
    one.name: one for one in (PAPER, NIGHT, ARCH, COMPARE, LIST, PHOTO, HOOK)
}
THEMES: tuple[str, ...] = tuple(THEMES_BY_NAME)
THEMES_FOR: Mapping[Form, tuple[str, ...]] = {
    form: tuple(one.name for one in THEMES_BY_NAME.values() if one.is_for(form)) for form in Form
}
