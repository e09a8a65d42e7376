"""Comments below posts, as both sides keep them."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass
class Comment:
    """One comment. `author` is the writer's number; `visible_at`: read-backs lag behind."""

    id: str
    text: str
    author: str
    created_at: float
    visible_at: float


def write(below: list[Comment], number: str, text: str, author: str, *, lag: float) -> Comment:
    """One more comment; [guess] nothing on the network's side notices that it is there already."""
    now = time.time()
    below.append(Comment(number, text, author, now, now + lag))
    return below[-1]


def seen(below: list[Comment]) -> list[Comment]:
    """What can be read by now, oldest first."""
    now = time.time()
    return [one for one in below if one.visible_at <= now]
