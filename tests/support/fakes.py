"""Stand-ins for what a test must steer by hand: a network with faults, a clock, a told bar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from socialkit.errors import PublishError
from socialkit.model.network import Network
from socialkit.model.post import Post, Receipt, RemoteComment, RemotePost, Thread
from tests.support.builders import NOON


@dataclass
class HandClock:
    """A clock that moves when it is told to."""

    instant: datetime = NOON

    def now(self) -> datetime:
        return self.instant

    def wait(self, duration: timedelta) -> None:
        self.instant += duration


@dataclass
class FaultyNetwork:
    """A network in memory. Each fault is used up by the call it hits; `log` is the judge.

    `lose_answer` accepts the post and then fails; `refuse` fails before anything is accepted.
    """

    clock: HandClock
    network: Network = Network.INSTAGRAM
    live: list[RemotePost] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    refuse_prepare: list[Exception] = field(default_factory=list)
    refuse: list[Exception] = field(default_factory=list)
    lose_answer: list[Exception] = field(default_factory=list)
    blind: list[PublishError] = field(default_factory=list)
    comments: dict[str, list[RemoteComment]] = field(default_factory=dict)
    refuse_comment: list[Exception] = field(default_factory=list)
    lose_comment: list[Exception] = field(default_factory=list)

    def read_recent(
        self, account: str, *, since: datetime | None = None, count: int = 25
    ) -> tuple[RemotePost, ...]:
        self.log.append("read")
        if self.blind:
            raise self.blind.pop(0)
        return tuple(reversed(self.live))[:count]

    def prepare(self, post: Post) -> Mapping[str, str]:
        self.log.append("prepare")
        if self.refuse_prepare:
            raise self.refuse_prepare.pop(0)
        return {"newest_before": self.live[-1].remote_id if self.live else "none"}

    def find_proof(self, post: Post) -> Receipt | None:
        return None

    def commit(self, post: Post) -> Receipt:
        self.log.append("commit")
        if self.refuse:
            raise self.refuse.pop(0)
        remote_id = f"r{len(self.live) + 1}"
        self.live.append(RemotePost(remote_id, post.plan.caption, self.clock.now()))
        if self.lose_answer:
            raise self.lose_answer.pop(0)
        return Receipt(remote_id, f"https://example.org/{remote_id}")

    def read_thread(self, remote_id: str) -> Thread | None:
        self.log.append("read comments")
        if self.blind:
            raise self.blind.pop(0)
        here = next((one for one in self.live if one.remote_id == remote_id), None)
        return (
            None if here is None else Thread(here.caption, tuple(self.comments.get(remote_id, ())))
        )

    def comment(self, post: Post) -> str:
        self.log.append("comment")
        if self.refuse_comment:
            raise self.refuse_comment.pop(0)
        below = self.comments.setdefault(str(post.remote_id), [])
        below.append(RemoteComment(f"c{len(below) + 1}", post.plan.first_comment))
        if self.lose_comment:
            raise self.lose_comment.pop(0)
        return below[-1].remote_id

    @property
    def commits(self) -> int:
        return self.log.count("commit")
