"""The first comment below a post: its state, and the comments that were read back.

A record of its own beside the post: whatever happens to the comment, the post stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CommentState(StrEnum):
    """The life of a first comment. There is none before its post is posted."""

    WAITING = "waiting"  # certainly not there; tried at `next_at`
    SENDING = (
        "sending"  # its request was sent, or may have been; only a look at the network resolves it
    )
    THERE = "there"  # is below the post; never changes again
    LEFT_OUT = "left out"  # never tried again; `error` says why, None if the owner decided it


@dataclass(frozen=True, slots=True)
class FirstComment:
    """The comment below the post `key`. `tries` counts requests that were marked as started, `looks` the
    clean looks since the last one; `started_at` is the commit mark."""

    key: str
    state: CommentState = CommentState.WAITING
    tries: int = 0
    looks: int = 0
    next_at: datetime | None = None
    started_at: datetime | None = None
    remote_id: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class RemoteComment:
    """A comment as read back. `is_ours` is None if the network does not say who wrote it."""

    remote_id: str
    text: str
    is_ours: bool | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """A published post as read back: its caption and its newest comments."""

    caption: str
    comments: tuple[RemoteComment, ...] = ()
