"""How far back posts are looked at and how far ahead they are planned."""

from __future__ import annotations

from datetime import timedelta

LOOK_BACK = timedelta(days=30)
HORIZON = timedelta(days=14)
"""How far ahead rows are planned; the calendar is rows, so this costs nothing at rest."""
