"""A publisher that posts nothing: it does all that a network would ask for, inside one folder.

It refuses what the networks refuse, so that a rehearsal finds it first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from socialkit.errors import PermanentFailure, TemporaryFailure
from socialkit.files import write_atomically
from socialkit.model.network import Network
from socialkit.model.post import Image, Post, Receipt, RemoteComment, RemotePost, Thread
from socialkit.model.protocols import Clock
from socialkit.publishers.matching import JPEG_START

MAX_IMAGE_BYTES = Network.INSTAGRAM.limits.image_bytes
"""For both networks, since both get the same picture."""


class RehearsalPublisher:
    """Keeps what would have been posted to `network` as files in `folder`, in order of posting."""

    def __init__(self, network: Network, folder: Path, clock: Clock) -> None:
        self._network = network
        self._folder = folder / network.value
        self._clock = clock

    @property
    def network(self) -> Network:
        """The network that is being rehearsed."""
        return self._network

    def read_recent(
        self, account: str, *, since: datetime | None = None, count: int = 25
    ) -> tuple[RemotePost, ...]:
        """What was rehearsed to `account` so far, newest first."""
        kept = [json.loads(path.read_text("utf-8")) for path in self._kept()]
        ours = [_remote(row) for row in kept if row["account"] == account]
        return tuple(reversed(ours))[: None if since else count]

    def prepare(self, post: Post) -> Mapping[str, str]:
        """Check everything that the network would check. Raise PermanentFailure in words."""
        limits = self._network.limits
        if len(post.plan.caption) > limits.caption:
            raise self._refusal(f"the caption has {len(post.plan.caption)} characters, too many")
        number = len(post.plan.images)
        if not 1 <= number <= limits.images:
            raise self._refusal(f"a post has 1 to {limits.images} pictures, not {number}")
        for image in post.plan.images:
            self._check(image)
        newest = self.read_recent(post.plan.account, count=1)
        return {"newest_before": newest[0].remote_id if newest else "none"}

    def find_proof(self, post: Post) -> Receipt | None:  # noqa: ARG002
        """Nothing: a rehearsal loses no answers."""
        return None

    def commit(self, post: Post) -> Receipt:
        """Write the one file that stands for the post."""
        remote_id = f"rehearsal-{post.key}"
        row = _row(post, remote_id, self._clock.now())
        name = f"{str(row['posted_at']).replace(':', '')}-{post.key}.json"
        self._write(self._folder / name, row)
        return Receipt(remote_id)

    def read_thread(self, remote_id: str) -> Thread | None:
        """What was rehearsed under this id, with its comment, if one was written."""
        kept = self._find(remote_id)
        if kept is None:
            return None
        row = json.loads(kept.read_text("utf-8"))
        text = row.get("first_comment")
        comments = (RemoteComment(f"{remote_id}-comment", text, is_ours=True),) if text else ()
        return Thread(row["caption"], comments)

    def comment(self, post: Post) -> str:
        """Write the comment into the file of its post."""
        kept = self._find(str(post.remote_id))
        if kept is None:
            raise self._refusal("there is no post to write a comment below")
        row = json.loads(kept.read_text("utf-8")) | {"first_comment": post.plan.first_comment}
        self._write(kept, row)
        return f"{post.remote_id}-comment"

    def _find(self, remote_id: str) -> Path | None:
        return next(
            (one for one in self._kept() if one.stem.endswith(remote_id.removeprefix("rehearsal"))),
            None,
        )

    def _write(self, path: Path, row: Mapping[str, Any]) -> None:
        try:
            kept = json.dumps(row, ensure_ascii=False, indent=1).encode()
            write_atomically(path, kept, private=True, durable=False)
        except OSError as error:
            raise TemporaryFailure(
                f"The rehearsal could not be written to {self._folder}: {error.strerror}.",
                network=self._network,
            ) from error

    def _kept(self) -> list[Path]:
        return sorted(self._folder.glob("*.json"))

    def _check(self, image: Image) -> None:
        try:
            picture = Path(image.path).read_bytes()
        except OSError as error:
            raise self._refusal(f"the picture {image.path} cannot be read") from error
        if not picture.startswith(JPEG_START) or len(picture) > MAX_IMAGE_BYTES:
            raise self._refusal(f"the picture {image.path} is not a JPEG of at most 8 MB")
        if hashlib.sha256(picture).hexdigest() != image.sha256:
            raise self._refusal(f"the picture {image.path} is not the one that was planned")

    def _refusal(self, words: str) -> PermanentFailure:
        name = self._network.label
        return PermanentFailure(f"{name} would refuse this post: {words}.", network=self._network)


def _row(post: Post, remote_id: str, now: datetime) -> dict[str, str | int]:
    return {
        "remote_id": remote_id,
        "account": post.plan.account,
        "posted_at": now.isoformat(),
        "caption": post.plan.caption,
        "images": len(post.plan.images),
    }


def _remote(row: dict[str, str]) -> RemotePost:
    return RemotePost(
        remote_id=row["remote_id"],
        caption=row["caption"],
        posted_at=datetime.fromisoformat(row["posted_at"]),
        image_count=int(row["images"]),
    )
