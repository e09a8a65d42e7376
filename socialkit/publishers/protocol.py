"""What every publisher can do, and one class that hands all of it on.

Every publisher keeps one rule: `prepare` makes nothing public and may be repeated; `commit` is one
request, never repeated by any library below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from socialkit.errors import TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import Identity, Post, Receipt, RemotePost, Thread


class Moment(StrEnum):
    """What was being done when an error came: nothing before COMMITTING makes anything public."""

    LOGIN = "login"
    READING = "reading"
    PREPARING = "preparing"
    COMMITTING = "committing"


class Publisher(Protocol):
    """One way to post to one network."""

    @property
    def network(self) -> Network:
        """The network it posts to."""

    def read_recent(
        self, account: str, *, since: datetime | None = None, count: int = 25
    ) -> tuple[RemotePost, ...]:
        """The newest posts of `account`, newest first: `count` of them, or all back to `since`. Raise
        PublishError when it cannot look, or not so far back: a post that is not in the answer is surely
        not there."""

    def prepare(self, post: Post) -> Mapping[str, str]:
        """Do all that is not public (check, upload); give the tickets to find the post again."""

    def find_proof(self, post: Post) -> Receipt | None:
        """The post that the uploads of an earlier try became, by the tickets alone; None where they
        prove nothing. Raise PublishError when it cannot look."""

    def commit(self, post: Post) -> Receipt:
        """Make the prepared post public, with exactly one request."""

    def read_thread(self, remote_id: str) -> Thread | None:
        """A post of ours with its newest comments, newest first; None where the network says that there
        is no such post. Raise PublishError when it cannot look: no comments means none."""

    def comment(self, post: Post) -> str:
        """Write the first comment of `post` below it, with exactly one request; give its id.
        `commit_started_at` is when this request was marked. Raise PublishError, UncertainOutcome where
        it may be there."""


class LivePublisher(Publisher, Protocol):
    """A publisher for a real network, with what only a real account has."""

    def find_choices(self) -> tuple[Identity, ...]:
        """The accounts between which somebody must choose before anything else can be asked; empty
        where the login is for one account already. Raise PublishError when it cannot find out."""

    def choose(self, identity: str) -> None:
        """Be the account of this id, one of `find_choices`, from now on. Raise PublishError."""

    def identify(self) -> Identity:
        """The account that the network takes us for, logging in first where that is needed. Raise
        AccountProblem, in words for the owner, where the login is refused."""

    def find_permalink(self, remote_id: str) -> str | None:
        """The public address of a post; None where the network does not say."""

    def delete(self, remote_id: str) -> None:
        """Take a post off the network. Raise PublishError where that is refused, or where no answer
        came: then only `is_there` knows."""

    def is_there(self, remote_id: str) -> bool:
        """Whether a post of ours is on the network. Raise PublishError when it cannot look."""


class Forwarding:
    """A LivePublisher that hands every call to `_call`."""

    def find_choices(self) -> tuple[Identity, ...]:
        """See LivePublisher."""
        return self._call("find_choices")

    def choose(self, identity: str) -> None:
        """See LivePublisher."""
        self._call("choose", identity)

    def identify(self) -> Identity:
        """See LivePublisher."""
        return self._call("identify")

    def read_recent(
        self, account: str, *, since: datetime | None = None, count: int = 25
    ) -> tuple[RemotePost, ...]:
        """See Publisher."""
        return self._call("read_recent", account, since=since, count=count)

    def prepare(self, post: Post) -> Mapping[str, str]:
        """See Publisher."""
        return self._call("prepare", post)

    def find_proof(self, post: Post) -> Receipt | None:
        """See Publisher."""
        return self._call("find_proof", post)

    def commit(self, post: Post) -> Receipt:
        """See Publisher."""
        return self._call("commit", post)

    def read_thread(self, remote_id: str) -> Thread | None:
        """See Publisher."""
        return self._call("read_thread", remote_id)

    def comment(self, post: Post) -> str:
        """See Publisher."""
        return self._call("comment", post)

    def find_permalink(self, remote_id: str) -> str | None:
        """See LivePublisher."""
        return self._call("find_permalink", remote_id)

    def delete(self, remote_id: str) -> None:
        """See LivePublisher."""
        self._call("delete", remote_id)

    def is_there(self, remote_id: str) -> bool:
        """See LivePublisher."""
        return self._call("is_there", remote_id)

    def _call(self, verb: str, *args: Any, **named: Any) -> Any:
        """Do what `verb`, one of VERBS, names; a child class says how."""
        raise NotImplementedError


VERBS = frozenset(name for name in vars(Forwarding) if not name.startswith("_"))
"""The names of all calls."""

MAKES_PUBLIC = {"commit": "post", "comment": "comment"}
"""The calls that make something public, and what that is."""


TOO_LATE = (
    "This machine stood still between getting the post ready and sending it. Nothing was sent."
)


def refuse_too_late(post: Post, *, now: datetime, send_timeout: timedelta) -> None:
    """Raise TemporaryFailure where the request should be over by now."""
    begun = post.commit_started_at
    if begun is not None and now > begun + send_timeout:
        raise TemporaryFailure(TOO_LATE, network=post.plan.network, never_left=True)
