"""Colour schemes with light words on a brand colour.

palette.choose_colours uses the brand's colours as given, for example dark words on its ground. The
schemes here are for themes that fill the card with a colour; a pale brand ground then becomes the
colour of the words.
"""

from __future__ import annotations

from socialkit.cards.palette import (
    QUOTE_CONTRAST,
    SMALL_CONTRAST,
    Colours,
    checked,
    luminance,
    mix,
    readable,
    strength,
    tone,
)
from socialkit.model.card import Palette

ROOM = 1.17
"""Ornaments lighten a ground in places; required ratios are multiplied by this."""
PALE_LIGHT, PALE_STRENGTH = 0.6, 0.06
"""A pale colour has at least this luminance and at most this chroma in Oklab."""
BRIGHT = 0.5
"""From this luminance on, a colour is kept and gets dark words instead of being darkened."""
DARK = 0.06
"""Up to this luminance a brand ground is dark enough to stay as it is."""
MUTED_SHARE = 0.8


def accent_ground_colours(theme: Colours, wishes: Palette) -> Colours:
    """The accent as the ground, darkened until light words are readable; with dark words if it is bright."""
    ink = _light_ink(theme, wishes)
    seed = _seed(theme, wishes)
    if luminance(seed) > BRIGHT:
        ink, accent = tone(seed, 0.25, 0.05), tone(seed, 0.42, 0.13)
    else:
        accent = theme.accent if seed == theme.ground else tone(seed, 0.86, 0.1)
    ground = readable(seed, ink, QUOTE_CONTRAST * ROOM)
    return _all_readable(Colours(ground, ink, accent, theme.muted), theme)


def night_colours(theme: Colours, wishes: Palette) -> Colours:
    """Light words on a deep ground in the hue of the accent, or on the brand's ground if it is dark."""
    wish = checked(wishes.accent)
    accent = tone(wish, 0.87, 0.09) if wish else theme.accent
    colours = Colours(_deep_ground(theme, wishes), _light_ink(theme, wishes), accent, theme.muted)
    return _all_readable(colours, theme)


def _deep_ground(theme: Colours, wishes: Palette) -> str:
    own, seed = checked(wishes.ground), _seed(theme, wishes)
    if own and luminance(own) < DARK:
        return own
    return seed if seed == theme.ground else tone(seed, 0.3, 0.06)


def _all_readable(colours: Colours, theme: Colours) -> Colours:
    ground, ink, small = colours.ground, colours.ink, SMALL_CONTRAST * ROOM
    untouched = (ground, ink) == (theme.ground, theme.ink)
    muted = theme.muted if untouched else mix(ink, ground, MUTED_SHARE)
    return Colours(
        ground=ground,
        ink=readable(ink, ground, QUOTE_CONTRAST * ROOM),
        accent=readable(colours.accent, ground, small),
        muted=readable(muted, ground, small),
    )


def _light_ink(theme: Colours, wishes: Palette) -> str:
    """The colour of light words: that of the brand if it has a pale one."""
    wished = (checked(wishes.ink), checked(wishes.ground))
    return next((one for one in wished if one and _pale(one)), theme.ink)


def _seed(theme: Colours, wishes: Palette) -> str:
    """The colour that fills the card: the accent, or a brand ground that is not pale."""
    accent, ground = checked(wishes.accent), checked(wishes.ground)
    if accent:
        return accent
    return ground if ground and not _pale(ground) else theme.ground


def _pale(colour: str) -> bool:
    return luminance(colour) >= PALE_LIGHT and strength(colour) <= PALE_STRENGTH
