"""A child for test_courier.py: a publisher that does what the caption of a post tells it to."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from socialkit.errors import AccountProblem, TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import Identity, Post, Receipt, RemotePost, Thread
from socialkit.publishers.isolation.server import serve_publisher


@dataclass(frozen=True)
class Recipe:
    """Where the child leaves its traces, and a secret that must not leak."""

    folder: Path
    secret: str

    @property
    def network(self) -> Network:
        return Network.INSTAGRAM


class Scripted:
    """Leaves its process number in the folder and obeys the captions."""

    network = Network.INSTAGRAM

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        (recipe.folder / "child").write_text(str(os.getpid()))

    def find_choices(self) -> tuple[Identity, ...]:
        return (
            Identity(Network.INSTAGRAM, "1", "first"),
            Identity(Network.INSTAGRAM, "2", "second"),
        )

    def choose(self, identity: str) -> None:
        (self._recipe.folder / "chosen").write_text(identity)

    def identify(self) -> Identity:
        names = [name for name in os.environ if name.startswith("SOCIALKIT_")]
        return Identity(Network.INSTAGRAM, "1", " ".join([*sys.argv[1:], *names]))

    def read_recent(
        self, account: str, *, since: datetime | None = None, count: int = 25
    ) -> tuple[RemotePost, ...]:
        raise TemporaryFailure("later", network="instagram", retry_after=timedelta(minutes=7))

    def prepare(self, post: Post) -> Mapping[str, str]:
        raise AccountProblem("log in again", network="instagram")

    def find_proof(self, post: Post) -> Receipt | None:
        return None

    def commit(self, post: Post) -> Receipt:
        if post.plan.caption == "hang":
            threading.Event().wait()
        if post.plan.caption == "die":
            os._exit(3)
        if post.plan.caption == "break":
            raise RuntimeError(self._recipe.secret)
        return Receipt("r1", "https://example.org/r1")

    def read_thread(self, remote_id: str) -> Thread | None:
        return None

    def comment(self, post: Post) -> str:
        raise RuntimeError(self._recipe.secret)

    def find_permalink(self, remote_id: str) -> str | None:
        return None

    def delete(self, remote_id: str) -> None:
        raise ValueError(self._recipe.secret)

    def is_there(self, remote_id: str) -> bool:
        return remote_id == "r1"


if __name__ == "__main__":
    serve_publisher(Scripted, sys.stdin.buffer, sys.stdout.buffer)
