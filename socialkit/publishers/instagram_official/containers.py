"""Containers: what Instagram prepares of a post before anybody sees it.

A container lives for 24 hours. Only a finished one may be published, and one that says PUBLISHED is
the proof of its post:
https://developers.facebook.com/docs/instagram-platform/content-publishing
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from socialkit.errors import TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import Image, PlannedPost, PostKind
from socialkit.model.protocols import Clock
from socialkit.publishers.meta.client import GraphClient
from socialkit.publishers.meta.errors import GraphAnswer, find_pair, map_answer
from socialkit.publishers.protocol import Moment

WAITS = tuple(timedelta(seconds=seconds) for seconds in (1, 1, 2, 3, 5, 8, 10, 15))
"""The waits between two requests, for all containers of one post together: with them and its uploads
the child that prepares it stays within its time limit."""
MAX_AGE = timedelta(hours=25)
"""A container lives for 24 hours, and clocks differ; what becomes of it then is not documented."""
STATE_FIELDS = "id,status_code,status"


class ContainerState(StrEnum):
    """`status_code` of a container."""

    IN_PROGRESS = "IN_PROGRESS"
    FINISHED = "FINISHED"
    PUBLISHED = "PUBLISHED"
    EXPIRED = "EXPIRED"
    ERROR = "ERROR"


@dataclass(frozen=True, slots=True)
class ContainerStatus:
    """The state of a container; None: Instagram does not know it, or gives a state that is unknown
    here. `text` is Instagram's own."""

    state: ContainerState | None
    text: str = ""


class Containers:
    """The containers of one account."""

    def __init__(self, graph: GraphClient, account: str, clock: Clock) -> None:
        self._graph = graph
        self._account = account
        self._clock = clock

    def read_status(self, container: str) -> ContainerStatus:
        """The status of one container. Raise PublishError when Instagram cannot be asked."""
        row = self._graph.read_if_there(container, fields=STATE_FIELDS)
        if row is None:
            return ContainerStatus(None)
        code = str(row.get("status_code") or "")
        state = ContainerState(code) if code in set(ContainerState) else None
        return ContainerStatus(state, str(row.get("status") or code))

    def build(self, plan: PlannedPost, addresses: Sequence[str]) -> str:
        """The finished container of a post; a carousel's pictures come first, each in its own."""
        waits = iter(WAITS)
        if len(addresses) == 1:
            container = self._make(_single(plan, addresses[0]))
        else:
            pairs = zip(plan.images, addresses, strict=True)
            children = [self._make(_child(image, address)) for image, address in pairs]
            for child in children:
                self._await(child, waits)
            container = self._make(_parent(plan, children))
        self._await(container, waits)
        return container

    def await_finished(self, container: str) -> None:
        """Wait, for a bounded time, until a kept container is finished. Raise PublishError."""
        self._await(container, iter(WAITS))

    def _make(self, fields: Mapping[str, str]) -> str:
        row = self._graph.write(f"{self._account}/media", fields, moment=Moment.PREPARING)
        if not row.get("id"):
            raise _later("Instagram took the picture but gave it no id. Nothing was posted.")
        return str(row["id"])

    def _await(self, container: str, waits: Iterator[timedelta]) -> None:
        while True:
            status = self.read_status(container)
            if status.state is ContainerState.FINISHED:
                return
            # Instagram may not know a new container at once: it answers with error 100/33 (observed).
            if status.state not in {ContainerState.IN_PROGRESS, None}:
                raise self._failed(status)
            wait = next(waits, None)
            if wait is None:
                raise _later("Instagram is taking long to prepare the picture. Nothing was posted.")
            self._clock.wait(wait)

    def _failed(self, status: ContainerStatus) -> Exception:
        pair = find_pair(status.text)
        if pair is None:
            words = f"Instagram could not prepare the post ({status.text}). Nothing was posted."
            return _later(words)
        answer = GraphAnswer(*pair, status=400)
        return map_answer(answer, moment=Moment.PREPARING, network=Network.INSTAGRAM)


def _single(plan: PlannedPost, address: str) -> dict[str, str]:
    if plan.kind is PostKind.STORY:  # takes neither caption nor alt text
        return {"image_url": address, "media_type": "STORIES"}
    alt_text = plan.images[0].alt_text
    return {"image_url": address, "caption": plan.caption, "alt_text": alt_text}


def _child(image: Image, address: str) -> dict[str, str]:
    return {"image_url": address, "is_carousel_item": "true", "alt_text": image.alt_text}


def _parent(plan: PlannedPost, children: Sequence[str]) -> dict[str, str]:
    joined = ",".join(children)
    return {"media_type": "CAROUSEL", "children": joined, "caption": plan.caption}


def _later(words: str) -> TemporaryFailure:
    return TemporaryFailure(words, network=Network.INSTAGRAM)
