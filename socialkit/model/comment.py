"""Our first comment below a post: what became of it, and what stands below a post on its network.

A record of its own, beside the post: whatever happens to the comment, the post stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CommentState(StrEnum):
    """The life of a first comment. There is none before its post is posted."""

    WAITING = "waiting"  # surely not there; tried at `next_at`
    SENDING = "sending"  # its request left, or may have; only a look on the network moves it on
    THERE = "there"  # stands below the post; never changes again
    LEFT_OUT = "left out"  # never tried again; `error` says why, None where she knows


@dataclass(frozen=True, slots=True)
class FirstComment:
    """What became of the comment below the post `key`. `tries` counts requests that were marked,
    `looks` the clean looks since the last one; `started_at` is the mark."""

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
    """A comment as it was read back. `is_ours` None: the network does not tell who wrote it."""

    remote_id: str
    text: str
    is_ours: bool | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """A post of ours as it stands on its network: its caption and its newest comments."""

    caption: str
    comments: tuple[RemoteComment, ...] = ()
