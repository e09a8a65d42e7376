"""The colours of two panels: one light, one dark, both of them hers where she chose.

In: the colours of a theme and of a brand. Out: the colours of the light and of the dark panel.
Knows nothing of what stands on them.
"""

from __future__ import annotations

from socialkit.cards.palette import Colours, choose_colours, luminance, tone
from socialkit.model.card import Palette

DARK_BELOW = 0.2
"""A ground of hers that is darker than this belongs to the dark panel."""
DEEP, DEEP_STRENGTH = 0.39, 0.075
"""Oklab lightness and most chroma of a dark panel that is made from her colours."""
PALE, PALE_STRENGTH = 0.957, 0.011
"""Of a light panel."""
SOFT, SOFT_STRENGTH = 0.82, 0.09
"""Of an accent on the dark panel."""


def choose_sides(light: Colours, dark: Colours, wishes: Palette) -> tuple[Colours, Colours]:
    """The colours of the light panel and of the dark one, every one readable on its panel.

    Her ground is that of the panel which it suits; the other takes its hue from her accent, ink or
    ground. Raise CardError for a colour that is not written as #RRGGBB.
    """
    usual = choose_colours(light, wishes)
    ground, ink, accent = wishes.ground, wishes.ink, wishes.accent
    is_dark = luminance(usual.ground) < DARK_BELOW
    hue = accent or ground if is_dark else accent or ink or ground
    bright = tone(accent, SOFT, SOFT_STRENGTH) if accent else None
    deep = tone(hue, DEEP, DEEP_STRENGTH) if hue else None
    if is_dark:
        pale = tone(hue, PALE, PALE_STRENGTH) if hue else None
        return (
            choose_colours(light, Palette(pale, None, accent)),
            choose_colours(dark, Palette(ground, ink, bright)),
        )
    return usual, choose_colours(dark, Palette(deep, None, bright))
