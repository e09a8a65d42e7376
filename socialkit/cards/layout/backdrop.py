"""What lies beneath the words of a theme: its ground, and the colours of two panels."""

from __future__ import annotations

from socialkit.cards.drawing import Backdrop, Ground
from socialkit.cards.palette import Colours, choose_colours, luminance, tone
from socialkit.cards.themes.theme import Frame, Theme
from socialkit.model.card import Brand, Palette, Size

AROUND = 0.35
"""How far the darkness reaches beyond the words' frame, as a share of the margin."""
FOOT_ROOM = 0.02
"""What hangs below the last baseline, as a share of the width."""


def ground_of(theme: Theme, colours: Colours, brand: Brand, size: Size) -> Ground:
    """The ground of a card of this theme and size."""
    backdrop = None
    if theme.on_picture:
        zone = _zone(theme.frames[size], *size.px)
        backdrop = Backdrop(zone, colours.ink, colours.muted, brand.photo, brand.photo_focus)
    return Ground(theme.painter, size.px, colours.ground, colours.accent, backdrop=backdrop)


def _zone(frame: Frame, width: int, height: int) -> tuple[int, int, int, int]:
    """The box in which any words of the frame stand: not of these words, for one ground then serves
    all cards of a size, and they look alike in a row."""
    side = frame.left * AROUND
    return (
        round((frame.left - side) * width),
        round((frame.top - side / 2) * height),
        round((1 - frame.right + side) * width),
        round(frame.foot * height + FOOT_ROOM * width),
    )


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
