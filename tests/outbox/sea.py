"""A network for the state machine: accepts, loses answers, accepts late, shows late; counts copies.

It is as bad as networks are known to be, and no worse: what it refuses clearly it did not post, and
what it accepts it shows before the last look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from socialkit.errors import (
    AccountProblem,
    PermanentFailure,
    TemporaryFailure,
    UncertainOutcome,
)
from socialkit.model.network import Network
from socialkit.model.post import Post, PostKind, Receipt, RemotePost, Thread
from tests.support.fakes import HandClock

SEND_TIMEOUT = timedelta(seconds=120)
LATE = timedelta(seconds=200)
REFUSALS = {
    "refused for now": TemporaryFailure,
    "account blocked": AccountProblem,
    "refused for good": PermanentFailure,
}
WIRES = (
    "answered",
    "answer lost",
    "request lost",
    "accepted late",
    "broken answer",
    "power cut before",
    "power cut after",
    "power cut, accepted late",
    *REFUSALS,
)


class PowerCut(BaseException):
    """The process ends here; nothing of it catches this."""


@dataclass(frozen=True)
class Entry:
    """One copy of a post; others see it from `visible_at` on."""

    key: str
    is_story: bool
    accepted_at: datetime
    visible_at: datetime
    remote: RemotePost


@dataclass
class Sea:
    """One account. `wire` says what happens to the next commit; `passing` is told each place."""

    clock: HandClock
    passing: Callable[[str], None]
    network: Network = Network.INSTAGRAM
    wire: str = "answered"
    lag: timedelta = timedelta(0)
    is_blind: bool = False
    book: list[Entry] = field(default_factory=list)

    def copies(self) -> Counter[str]:
        """How often each post stands there, or surely will."""
        return Counter(one.key for one in self.book)

    def read_recent(
        self, account: str, *, since: datetime | None = None, count: int = 25
    ) -> tuple[RemotePost, ...]:
        self.passing("reading")
        if self.is_blind:
            raise TemporaryFailure("It cannot be read.", network=self.network)
        now = self.clock.now()
        seen = [one.remote for one in self.book if not one.is_story and one.visible_at <= now]
        return tuple(reversed(seen))[:count]

    def prepare(self, post: Post) -> Mapping[str, str]:
        self.passing("preparing")
        return {"upload": f"{post.key}-{post.fence}"}

    def find_proof(self, post: Post) -> Receipt | None:
        return None

    def commit(self, post: Post) -> Receipt:
        wire, self.wire = self.wire, "answered"
        if wire in REFUSALS:
            raise REFUSALS[wire](f"It was {wire}.", network=self.network)
        if wire == "power cut before":
            raise PowerCut
        if wire == "request lost":
            self.clock.wait(SEND_TIMEOUT)
            raise UncertainOutcome("No answer came.", network=self.network)
        entry = self._accept(post, LATE if "late" in wire else timedelta(0))
        if wire.startswith("power cut"):
            raise PowerCut
        if wire == "broken answer":
            raise RuntimeError("odd")
        if wire != "answered":
            self.clock.wait(SEND_TIMEOUT)
            raise UncertainOutcome("No answer came.", network=self.network)
        return Receipt(entry.remote.remote_id)

    def read_thread(self, remote_id: str) -> Thread | None:
        raise TemporaryFailure("Nobody comments here.", network=self.network)

    def comment(self, post: Post) -> str:
        raise TemporaryFailure("Nobody comments here.", network=self.network)

    def _accept(self, post: Post, wait: timedelta) -> Entry:
        at = self.clock.now() + wait
        remote = RemotePost(f"r{len(self.book) + 1}", post.plan.caption, at)
        is_story = post.plan.kind is PostKind.STORY
        self.book.append(Entry(post.key, is_story, at, at + self.lag, remote))
        return self.book[-1]
