"""A number as she may write it: how many, or a point in a photo.

In: a value as it stands in the file. Out: the number. Raises ValueError with what to write instead.
Knows nothing of where the value stands.
"""

from __future__ import annotations

import re

from socialkit.config.scalars.values import read_sign, shorten

_SHARE = re.compile(r"0?\.\d+|0|1(\.0+)?", re.ASCII)


def read_number(value: object) -> int:
    """How many: 0 or more."""
    word = read_sign(value)
    if not re.fullmatch(r"\d{1,4}", word, re.ASCII):
        raise ValueError(f'"{shorten(word)}" is not a number; write for example 10')
    return int(word)


def read_focus(value: object) -> tuple[float, float]:
    """A point in a photo, as shares from the left and from the top."""
    parts = [str(one).strip() for one in value] if isinstance(value, (list, tuple)) else []
    if len(parts) != 2 or not all(_SHARE.fullmatch(part) for part in parts):
        raise ValueError(
            "write how far from the left and from the top, 0 to 1, for example [0.5, 0.4]"
        )
    return float(parts[0]), float(parts[1])
