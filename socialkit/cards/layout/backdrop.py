"""Chooses the ground of a card, and the colours of the two panels of a contrast."""

from __future__ import annotations

from socialkit.cards.drawing import Backdrop, Ground
from socialkit.cards.palette import Colours, choose_colours, luminance, tone
from socialkit.cards.themes.theme import Frame, Theme
from socialkit.model.card import Brand, Palette, Size

AROUND = 0.35
"""How far the scrim extends beyond the frame of the words, as a share of the margin."""
FOOT_ROOM = 0.02
"""Room below the last baseline, as a share of the width."""


def ground_of(theme: Theme, colours: Colours, brand: Brand, size: Size) -> Ground:
    """The ground of a card of this theme and size."""
    backdrop = None
    if theme.on_picture:
        zone = _zone(theme.frames[size], *size.px)
        backdrop = Backdrop(zone, colours.ink, colours.muted, brand.photo, brand.photo_focus)
    return Ground(theme.painter, size.px, colours.ground, colours.accent, backdrop=backdrop)


def _zone(frame: Frame, width: int, height: int) -> tuple[int, int, int, int]:
    """The box for any words of the frame. It does not depend on the words, so that one ground serves all
    cards of a size and they look alike side by side."""
    side = frame.left * AROUND
    return (
        round((frame.left - side) * width),
        round((frame.top - side / 2) * height),
        round((1 - frame.right + side) * width),
        round(frame.foot * height + FOOT_ROOM * width),
    )


DARK_BELOW = 0.2
"""A brand ground with less luminance is used for the dark panel."""
DEEP, DEEP_STRENGTH = 0.39, 0.075
"""Oklab lightness and maximum chroma of a dark panel that is made from brand colours."""
PALE, PALE_STRENGTH = 0.957, 0.011
"""The same of a light panel."""
SOFT, SOFT_STRENGTH = 0.82, 0.09
"""The same of an accent on the dark panel."""


def choose_sides(light: Colours, dark: Colours, wishes: Palette) -> tuple[Colours, Colours]:
    """The colours of the light panel and of the dark panel, each readable on its panel.

    The brand's ground is used for the panel that it suits; the other panel takes its hue from the
    accent, ink or ground. Raises CardError for a colour that is not written as #RRGGBB.
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
