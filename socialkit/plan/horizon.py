"""How far back posts are looked at, how far ahead they are planned, and what counts as on time."""

from __future__ import annotations

from datetime import timedelta

LOOK_BACK = timedelta(days=30)
HORIZON = timedelta(days=14)
"""How far ahead rows are planned. The calendar is made of rows, so this costs nothing later."""
ON_TIME = timedelta(minutes=2)
"""With `if_late: skip` a post is still on time within this span: the daemon looks every 30 s."""
