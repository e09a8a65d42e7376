"""A colour as she may write it, and what to write where it cannot be read.

In: a value as it stands in the file. Out: "#RRGGBB". Raises ValueError with what to write instead.
Knows nothing of where the value stands and of what the colour is for.
"""

from __future__ import annotations

import re

from socialkit.config.scalars.values import read_sign, shorten

_COLOUR_NAMES = {
    "white": "#FFFFFF", "black": "#000000", "red": "#C0392B", "green": "#4A7C59", "blue": "#2E5E8C",
    "yellow": "#E0B84C", "orange": "#D9792B", "pink": "#D98CA0", "purple": "#6B4C8A",
    "grey": "#6E6E6E", "gray": "#6E6E6E", "beige": "#F1E9DA", "brown": "#6F4E37", "teal": "#2F7F7A",
    "cream": "#F7F1E7",
}  # fmt: skip
"""What may be written for a colour that she names: usual ones, some of them softer than a screen's."""
_RGB = re.compile(
    r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3}).*\)", re.IGNORECASE | re.ASCII
)
_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def read_colour(value: object) -> str:
    """A colour as "#RRGGBB", in capitals; "#RGB" is its short form."""
    word = read_sign(value)
    if _COLOUR.fullmatch(word):
        digits = word[1:] if len(word) == 7 else "".join(one * 2 for one in word[1:])
        return f"#{digits.upper()}"
    if _COLOUR.fullmatch(f"#{word}"):
        raise ValueError(f'a colour begins with #, in quotes: "#{word}"')
    raise ValueError(f'"{shorten(word)}" is not a colour; {_meant_colour(word)}')


def _meant_colour(word: str) -> str:
    named = _COLOUR_NAMES.get(word.lower())
    parts = _RGB.fullmatch(word)
    if parts is not None and all(int(part) < 256 for part in parts.groups()):
        named = "#" + "".join(f"{int(part):02X}" for part in parts.groups())
    if re.fullmatch(r"#[0-9a-fA-F]{8}", word):
        named = word[:7].upper()  # the last two digits let things shine through
    if named is not None:
        return f'write for example "{named}", in quotes'
    return 'write it as "#B4532F", in quotes'
