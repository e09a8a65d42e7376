"""Colours as painters need them: turned in hue, as triples of 0 to 255.

In: "#RRGGBB". Out: triples. Knows nothing of contrast and of mixing; palette.py keeps those.
"""

from __future__ import annotations

import colorsys

Triple = tuple[int, int, int]


def triple(colour: str) -> Triple:
    """The three channels, 0 to 255."""
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def turn(colour: str, degrees: float, *, saturation: float = 1.0) -> str:
    """The colour with its hue turned on the wheel, and its saturation scaled."""
    hue, light, strength = colorsys.rgb_to_hls(*(channel / 255 for channel in triple(colour)))
    channels = colorsys.hls_to_rgb(
        (hue + degrees / 360) % 1, light, min(1.0, strength * saturation)
    )
    return "#" + bytes(round(255 * channel) for channel in channels).hex().upper()
