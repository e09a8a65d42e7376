"""What goes over the wire, as the emulated networks see it: requests, replies, faults, the log.

Knows nothing of sockets, and nothing of socialkit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email import policy
from email.parser import BytesParser
from enum import StrEnum
from typing import Any, Protocol
from urllib.parse import parse_qsl


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart form."""

    name: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it arrived. Header names are lower-case; `query` and `form` keep the last value."""

    method: str
    host: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        """The fields of an urlencoded or multipart body; empty for any other."""
        kind = self.headers.get("content-type", "")
        if kind.startswith("multipart/form-data"):
            return {name: value for name, value in self._parts() if isinstance(value, str)}
        if kind.startswith("application/x-www-form-urlencoded"):
            return dict(parse_qsl(self.body.decode(), keep_blank_values=True))
        return {}

    @property
    def files(self) -> dict[str, Upload]:
        """The files of a multipart body by the name of their field."""
        if not self.headers.get("content-type", "").startswith("multipart/form-data"):
            return {}
        return {name: value for name, value in self._parts() if isinstance(value, Upload)}

    def _parts(self) -> list[tuple[str, str | Upload]]:
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        message = BytesParser(policy=policy.HTTP).parsebytes(head + self.body)
        found: list[tuple[str, str | Upload]] = []
        for part in message.iter_parts():
            name = str(part.get_param("name", header="content-disposition"))
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            file_name = part.get_filename()
            found.append((name, Upload(file_name, payload) if file_name else payload.decode()))
        return found


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def json_reply(value: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """An answer in JSON."""
    kind = {"Content-Type": "application/json; charset=utf-8"}
    return Reply(status, json.dumps(value).encode(), {**kind, **(headers or {})})


def html_reply(words: str, *, status: int = 200) -> Reply:
    """A web page, as proxies and overloaded servers send it in the place of JSON."""
    page = f"<!DOCTYPE html><html><body>{words}</body></html>"
    return Reply(status, page.encode(), {"Content-Type": "text/html; charset=utf-8"})


class Moment(StrEnum):
    """When a fault strikes: before the network did what was asked, or after."""

    BEFORE = "before"
    AFTER = "after"


class Kind(StrEnum):
    """What a fault does to the answer."""

    DROP = "drop"  # the connection is closed without a byte
    CUT = "cut"  # half of the body is sent, then the connection is closed
    REPLACE = "replace"  # `reply` is sent instead
    DELAY = "delay"  # the true answer comes `seconds` later
    HANG = "hang"  # no answer comes; the connection stays open for `seconds`


@dataclass(slots=True)
class Fault:
    """One fault: it strikes the requests whose "METHOD host/path" matches `where`, `times` times.

    Nothing counts until it is `armed`. With BEFORE the network does nothing of what was asked (a
    DELAY then does it late: a late accept).
    """

    where: str
    kind: Kind
    moment: Moment = Moment.AFTER
    reply: Reply | None = None
    seconds: float = 0.0
    times: int = 1
    skip: int = 0
    armed: Callable[[], bool] = lambda: True

    def strikes(self, request: Request) -> bool:
        """Whether this fault hits `request`; being asked counts."""
        if not re.search(self.where, f"{request.method} {request.host}{request.path}"):
            return False
        if not self.armed():
            return False
        if self.skip:
            self.skip -= 1
            return False
        if not self.times:
            return False
        self.times -= 1
        return True


@dataclass(frozen=True, slots=True)
class Logged:
    """One request as the network's own log has it. `at` is seconds since 1970; `commit` says that it
    asks to make a post public; `status` is 0 where no answer was sent."""

    at: float
    method: str
    host: str
    path: str
    commit: bool
    status: int


class Application(Protocol):
    """One network behind the server."""

    def serves(self, host: str, path: str) -> bool:
        """Whether requests to `host` are answered here. Hosts 127.0.0.1 and localhost go by path."""

    def is_commit(self, request: Request) -> bool:
        """Whether `request` asks to make a post public."""

    def answer(self, request: Request) -> Reply:
        """Do what is asked, and answer."""
