"""Which theme is drawn when one is asked for.

In: the name that she wrote. Out: the name of a theme that can be drawn. Knows nothing of drawing.
"""

from __future__ import annotations

from socialkit.cards import THEMES

FALLBACK_THEME = "paper"


def available_theme(theme: str) -> str:
    """The theme itself where it can be drawn, else `paper`; `check` tells her so."""
    return theme if theme in THEMES else FALLBACK_THEME
