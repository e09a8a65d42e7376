"""Named places where a test cuts the power: SOCIALKIT_FAULT=claimed, or claimed:3 for the third time."""

from __future__ import annotations

import os
import signal
from collections import Counter

VARIABLE = "SOCIALKIT_FAULT"
PLACES = (
    "turn begun",
    "planned",
    "claimed",
    "looked",
    "prepared",
    "tickets stored",
    "commit marked",
    "committed",
    "receipt stored",
    "swept",
    "looked up",
)
COMMENT_PLACES = ("comments read", "comment marked", "commented")
"""Passed only if a post has a first comment."""
_passed: Counter[str] = Counter()


def fault(place: str) -> None:
    """Cut the power here if a test asked for it."""
    wanted = os.environ.get(VARIABLE)
    if wanted is None:
        return
    name, _, times = wanted.partition(":")
    _passed[place] += 1
    if place == name and _passed[place] == int(times or 1):
        os.killpg(os.getpgid(0), signal.SIGKILL)
