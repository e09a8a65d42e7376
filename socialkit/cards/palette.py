"""The colours of a card: from the theme's and the owner's, with enough contrast to be read."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from socialkit.errors import BrandFault
from socialkit.model.card import Palette

QUOTE_CONTRAST = 7.0
"""WCAG AAA; 3:1 is too soft on a phone in daylight."""
SMALL_CONTRAST = 4.5
HARD_TO_READ, HARD_TO_SEE = 4.5, 3.0
"""Below these ratios (WCAG AA for words, 1.4.11 for marks) a brand colour is changed visibly."""
SHADE = 1.07
"""Painted paper is a little darker at its edges; required ratios are multiplied by this."""
EASY_CONTRAST = 11.5
"""The contrast of ink on a brand ground on which the theme's own ink is not readable."""
STEP = 0.005
MUTED_SHARE = 0.62
"""The share of ink in the muted colour of the handle; the rest is ground."""
Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one card as "#RRGGBB", each readable on `ground`."""

    ground: str
    ink: str
    accent: str
    muted: str


@lru_cache(maxsize=64)
def choose_colours(theme: Colours, wishes: Palette) -> Colours:
    """The theme's colours with those of the brand (`wishes`), each readable on the ground.

    The quote has at least 7:1, accent and signature 4.5:1. Raises BrandFault for a colour that is not
    written as #RRGGBB.
    """
    ground = _readable_ground(checked(wishes.ground) or theme.ground)
    ink = _choose_ink(theme.ink, checked(wishes.ink), ground)
    small = SMALL_CONTRAST * SHADE
    accent = readable(checked(wishes.accent) or theme.accent, ground, small)
    untouched = (ground, ink) == (theme.ground, theme.ink)
    muted = theme.muted if untouched else mix(ink, ground, MUTED_SHARE)
    return Colours(ground, ink, accent, readable(muted, ground, small))


def find_adjusted_colours(theme: Colours, wishes: Palette) -> dict[str, str]:
    """The brand colours that are hardly readable on the brand's ground ("ground" itself, "ink", "accent"),
    with the colour that is used instead."""
    wished = checked(wishes.ground)
    if wished is None:
        return {}
    used = choose_colours(theme, wishes)
    found = {} if used.ground == wished else {"ground": used.ground}
    for name, wish, seen, least in (
        ("ink", checked(wishes.ink), used.ink, HARD_TO_READ),
        ("accent", checked(wishes.accent), used.accent, HARD_TO_SEE),
    ):
        if wish is not None and contrast(wish, wished) < least and seen != wish:
            found[name] = seen
    return found


def _choose_ink(usual: str, wish: str | None, ground: str) -> str:
    ink = wish or usual
    if wish is None and contrast(ink, ground) < QUOTE_CONTRAST * SHADE:
        return readable(ink, ground, min(EASY_CONTRAST, 0.92 * _best_on(ground)))
    return readable(ink, ground, QUOTE_CONTRAST * SHADE)


@lru_cache(maxsize=1024)
def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, 1 to 21."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable(colour: str, ground: str, ratio: float) -> str:
    """The colour itself, or the nearest in lightness that has the ratio against the ground.

    Lightness moves away from that of the ground; if that is not enough, to the other side.
    """
    if contrast(colour, ground) >= ratio:
        return colour
    away = 1.0 if luminance(colour) > luminance(ground) else -1.0
    for direction in (away, -away):
        found = _move(colour, ground, ratio, direction)
        if found:
            return found
    return max(("#000000", "#FFFFFF"), key=lambda end: contrast(end, ground))


def tone(colour: str, lightness: float, most: float) -> str:
    """The hue of a colour at a lightness of Oklab, with a chroma of at most `most`."""
    _, green_red, blue_yellow = _to_oklab(_linear(colour))
    share = min(1.0, most / max(strength(colour), 1e-6))
    return _from_oklab((lightness, green_red * share, blue_yellow * share))


def strength(colour: str) -> float:
    """The chroma of a colour in Oklab: 0 for grey, 0.3 for the strongest."""
    _, green_red, blue_yellow = _to_oklab(_linear(colour))
    return math.hypot(green_red, blue_yellow)


def _move(colour: str, ground: str, ratio: float, direction: float) -> str | None:
    lightness, green_red, blue_yellow = _to_oklab(_linear(colour))
    while 0 <= lightness <= 1:
        lightness += direction * STEP
        moved = _from_oklab((lightness, green_red, blue_yellow))
        if contrast(moved, ground) >= ratio:
            return moved
    return None


def _readable_ground(ground: str) -> str:
    """A mid tone suits neither dark nor light words: move it the shorter way."""
    least = QUOTE_CONTRAST * SHADE * SHADE
    if _best_on(ground) >= least:
        return ground
    lightness, green_red, blue_yellow = _to_oklab(_linear(ground))
    for step in range(1, 200):
        for direction in (-1, 1):
            moved = _from_oklab((lightness + direction * step * STEP, green_red, blue_yellow))
            if _best_on(moved) >= least:
                return moved
    return ground


def _best_on(ground: str) -> float:
    return max(contrast("#000000", ground), contrast("#FFFFFF", ground))


def checked(colour: str | None) -> str | None:
    """The colour in capitals. Raises BrandFault when it is not written as #RRGGBB."""
    if colour is not None and not re.fullmatch(r"#[0-9A-Fa-f]{6}", colour):
        words = (
            f"“{colour}” is not a colour that can be used; under palette, write it like #B4532F."
        )
        raise BrandFault(words, row="palette")
    return colour and colour.upper()


def mix(one: str, other: str, share: float) -> str:
    """`share` of the first colour and the rest of the second."""
    pairs = zip(_bytes(one), _bytes(other), strict=True)
    return _hex(tuple(round(a * share + b * (1 - share)) for a, b in pairs))


def _bytes(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _hex(channels: tuple[int, ...]) -> str:
    return "#" + bytes(channels).hex().upper()


def _linear(colour: str) -> Triple:
    parts = (channel / 255 for channel in _bytes(colour))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def _to_oklab(linear: Triple) -> Triple:
    red, green, blue = linear
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _from_oklab(lab: Triple) -> str:
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return _hex(tuple(_byte(part) for part in linear))


def _byte(linear: float) -> int:
    part = min(max(linear, 0.0), 1.0)
    shown = part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
    return round(shown * 255)


ROOM = 1.17
"""Ornaments lighten a ground in places; required ratios are multiplied by this."""
PALE_LIGHT, PALE_STRENGTH = 0.6, 0.06
"""A pale colour has at least this luminance and at most this chroma in Oklab."""
BRIGHT = 0.5
"""From this luminance on, a colour is kept and gets dark words instead of being darkened."""
DARK = 0.06
"""Up to this luminance a brand ground is dark enough to stay as it is."""
MUTED_SHARE_ON_COLOUR = 0.8


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
    muted = theme.muted if untouched else mix(ink, ground, MUTED_SHARE_ON_COLOUR)
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
