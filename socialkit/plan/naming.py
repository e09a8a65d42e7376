"""Posts in words, as messages name them.

In: planned posts. Out: words. Pure; knows nothing of where posts are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from socialkit.model.post import Network, PlannedPost

NAMES = {Network.INSTAGRAM: "Instagram", Network.FACEBOOK: "Facebook"}
MOST_NAMED = 5
MOST_LETTERS = 80


def name_post(post: PlannedPost) -> str:
    """A post by its time and place."""
    local = datetime.fromisoformat(post.local_time)
    return f"{local:%a} {local.day} {local:%b %H:%M} {NAMES[post.network]}"


def name_text(post: PlannedPost) -> str:
    """Its words, or as many of them as a row of a message holds."""
    words = " ".join(post.text.split())
    return words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - 1].rstrip()}…"


def say_cancelled(posts: Iterable[PlannedPost], until: datetime, zone: str) -> str:
    """How many posts will be cancelled when, and which."""
    ordered = sorted(posts, key=lambda post: (post.due_at, post.network))
    names = [name_post(post) for post in ordered[:MOST_NAMED]]
    if len(ordered) > MOST_NAMED:
        names.append(f"and {len(ordered) - MOST_NAMED} more")
    count = "1 post" if len(ordered) == 1 else f"{len(ordered)} posts"
    at = f"{until.astimezone(ZoneInfo(zone)):%H:%M}"
    return f"{count} will be cancelled at {at} unless the file changes: {'; '.join(names)}"
