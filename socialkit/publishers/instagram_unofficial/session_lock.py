"""A road that is asked one thing at a time, whichever process asks.

A turn of the clock asks through one child, one question after the other. But she may say `connect` or
`unpublish` meanwhile, and an unofficial road that is used twice at once is what a network takes for a
program (reference: Meta, 9).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from socialkit.errors import TemporaryFailure
from socialkit.model.comment import Thread
from socialkit.model.network import Network
from socialkit.model.post import Identity, Post, Receipt, RemotePost
from socialkit.publishers.protocol import LivePublisher

PATIENCE = timedelta(seconds=20)
"""How long a question waits for another one. A commit does not wait: its time is counted already."""


class LockedPublisher:
    """A LivePublisher behind a lock that all processes of this machine share."""

    def __init__(self, road: LivePublisher, lock_file: Path) -> None:
        self._road = road
        self._lock_file = lock_file

    @property
    def network(self) -> Network:
        """Where this road leads."""
        return self._road.network

    @contextmanager
    def _alone(self, patience: timedelta = PATIENCE) -> Iterator[LivePublisher]:
        lock = FileLock(self._lock_file, timeout=patience.total_seconds(), mode=0o600)
        try:
            self._lock_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock.acquire()
        except Timeout:
            words = "Another socialkit speaks to this account just now. Nothing was posted."
            raise TemporaryFailure(words, network=self.network) from None
        except (OSError, NotImplementedError) as error:
            why = getattr(error, "strerror", None) or type(error).__name__
            words = f"{self._lock_file.parent} cannot be written: {why}. Let your user write there."
            raise TemporaryFailure(words, network=self.network) from None
        try:
            yield self._road
        finally:
            lock.release()

    def find_choices(self) -> tuple[Identity, ...]:
        """See LivePublisher."""
        with self._alone() as road:
            return road.find_choices()

    def choose(self, identity: str) -> None:
        """See LivePublisher."""
        with self._alone() as road:
            road.choose(identity)

    def identify(self) -> Identity:
        """See LivePublisher."""
        with self._alone() as road:
            return road.identify()

    def read_recent(
        self, account: str, *, since: datetime | None = None, count: int = 25
    ) -> tuple[RemotePost, ...]:
        """See Publisher."""
        with self._alone() as road:
            return road.read_recent(account, since=since, count=count)

    def prepare(self, post: Post) -> Mapping[str, str]:
        """See Publisher."""
        with self._alone() as road:
            return road.prepare(post)

    def find_proof(self, post: Post) -> Receipt | None:
        """See Publisher."""
        with self._alone() as road:
            return road.find_proof(post)

    def commit(self, post: Post) -> Receipt:
        """See Publisher."""
        with self._alone(timedelta(0)) as road:
            return road.commit(post)

    def read_thread(self, remote_id: str) -> Thread | None:
        """See Publisher."""
        with self._alone() as road:
            return road.read_thread(remote_id)

    def comment(self, post: Post) -> str:
        """See Publisher."""
        with self._alone(timedelta(0)) as road:
            return road.comment(post)

    def find_permalink(self, remote_id: str) -> str | None:
        """See LivePublisher."""
        with self._alone() as road:
            return road.find_permalink(remote_id)

    def delete(self, remote_id: str) -> None:
        """See LivePublisher."""
        with self._alone() as road:
            road.delete(remote_id)

    def is_there(self, remote_id: str) -> bool:
        """See LivePublisher."""
        with self._alone() as road:
            return road.is_there(remote_id)
