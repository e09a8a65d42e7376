"""Which words a theme takes, and which theme to choose instead.

In: a theme and words. Raises CardError that names a theme that fits. Knows nothing of layout.
"""

from __future__ import annotations

from socialkit.cards.text import start_of
from socialkit.cards.themes import THEMES_BY_NAME
from socialkit.cards.themes.theme import Theme
from socialkit.errors import CardError


def check_takes(theme: Theme, text: str) -> None:
    """Raise CardError where the theme is made for fewer words."""
    count = len(text.split())
    if count <= theme.most_words:
        return
    others = [one.name for one in THEMES_BY_NAME.values() if one.most_words >= count]
    raise CardError(
        f"{start_of(text)} has {count} words; the theme {theme.name} is made for {theme.most_words} at "
        f"most. Choose one of: {', '.join(others)}."
    )
