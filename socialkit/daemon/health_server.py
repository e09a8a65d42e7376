"""http://127.0.0.1:PORT/health: is the daemon well? For a monitor on this machine.

It answers this machine only and holds nothing secret. Whoever says nothing keeps nobody waiting. No web
library: it would cost the daemon more memory than everything else in it.
"""

from __future__ import annotations

import json
import logging
import re
import selectors
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

log = logging.getLogger("socialkit")

HERE = "127.0.0.1"
MAX_BYTES = 8192
"""A longer request is refused."""
MAX_CALLERS = 100
"""Connections at a time; the oldest has to go for a new one."""
PATIENCE = timedelta(seconds=5)
"""So long a caller may take, whether it sends nothing or a little at a time."""
OWN_HOST = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?", re.IGNORECASE)
"""A web page may send its reader's browser here under a host name of its own."""
REASONS = {200: "OK", 400: "Bad Request", 404: "Not Found", 503: "Service Unavailable"}
END = b"\r\n\r\n"

HealthReport = Mapping[str, object]


@dataclass(eq=False)
class _Caller:
    """A connection, what it has sent so far, what it still gets, and whether it got all."""

    connection: socket.socket
    until: timedelta
    asked: bytes = b""
    answer: bytes = b""
    is_served: bool = False


class HealthServer:
    """The server, from `open` to `close`. `ask` gives the report; its "health" is "ok" or not. `awake` is how
    long this machine has been awake, whatever its clock says."""

    def __init__(self, ask: Callable[[], HealthReport], awake: Callable[[], timedelta]) -> None:
        self._ask = ask
        self._awake = awake
        self._listener: socket.socket | None = None
        self._callers: list[_Caller] = []
        self._selector = selectors.DefaultSelector()
        self._is_closed = False

    def open(self, port: int) -> int | None:
        """Listen; give the port, None (with a row in the log) where it is taken: posting goes on without."""
        try:
            self._listener = socket.create_server((HERE, port), backlog=MAX_CALLERS)
        except OSError as error:
            log.warning(
                "http://%s:%s/health cannot be offered (%s). Posting goes on. To use another port: "
                "socialkit run --port %s; to do without it: --no-web",
                HERE, port, error.strerror, port + 1,
            )  # fmt: skip
            return None
        self._listener.setblocking(False)
        self._selector.register(self._listener, selectors.EVENT_READ)
        threading.Thread(target=self._serve, daemon=True, name="health").start()
        return int(self._listener.getsockname()[1])

    def close(self) -> None:
        """Stop listening."""
        self._is_closed = True
        if self._listener is not None:
            self._listener.close()

    def _serve(self) -> None:
        while not self._is_closed:
            try:
                ready = self._selector.select(timeout=PATIENCE.total_seconds() / 5)
            except (OSError, ValueError):  # closed
                break
            for key, _ in ready:
                if isinstance(key.data, _Caller):
                    self._attend(key.data)
                else:
                    self._accept()
            self._dismiss_those(self._awake())
        self._dismiss_those(timedelta.max)

    def _dismiss_those(self, until: timedelta) -> None:
        for one in [one for one in self._callers if one.until < until]:
            self._dismiss(one)

    def _accept(self) -> None:
        with suppress(OSError):
            assert self._listener is not None
            connection, _ = self._listener.accept()
            connection.setblocking(False)
            caller = _Caller(connection, self._awake() + PATIENCE)
            self._callers.append(caller)
            self._selector.register(connection, selectors.EVENT_READ, caller)
            if len(self._callers) > MAX_CALLERS:
                self._dismiss(self._callers[0])

    def _attend(self, caller: _Caller) -> None:
        """Read or write as much as is possible now."""
        try:
            is_over = self._write(caller) if caller.answer else self._read(caller)
        except BlockingIOError:
            return
        except OSError:
            is_over = True
        if is_over:
            self._dismiss(caller)

    def _read(self, caller: _Caller) -> bool:
        """Whether the caller has gone."""
        piece = caller.connection.recv(MAX_BYTES)
        if caller.is_served:
            return not piece
        caller.asked += piece
        if END in caller.asked or len(caller.asked) > MAX_BYTES:
            caller.answer = self._answer(caller.asked)
            self._selector.modify(caller.connection, selectors.EVENT_WRITE, caller)
            return False
        return not piece

    def _write(self, caller: _Caller) -> bool:
        """Never the end of a caller: closed with unread bytes, the answer could be lost on its way."""
        caller.answer = caller.answer[caller.connection.send(caller.answer) :]
        if not caller.answer:
            caller.is_served = True
            caller.connection.shutdown(socket.SHUT_WR)
            self._selector.modify(caller.connection, selectors.EVENT_READ, caller)
        return False

    def _dismiss(self, caller: _Caller) -> None:
        self._callers.remove(caller)
        with suppress(OSError, KeyError, ValueError):
            self._selector.unregister(caller.connection)
        caller.connection.close()

    def _answer(self, asked: bytes) -> bytes:
        head, end, _ = asked.partition(END)
        first, *rows = head.decode("latin-1").split("\r\n")
        words = first.split(" ")
        is_whole = bool(end) and len(asked) <= MAX_BYTES and len(words) == 3
        if not is_whole or words[0] not in {"GET", "HEAD"} or not _is_for_here(rows):
            return _reply(400, {"error": "only GET /health, from this machine"})
        with_body = words[0] == "GET"
        if words[1].partition("?")[0] != "/health":
            return _reply(404, {"error": "there is only /health"}, with_body=with_body)
        try:
            report = self._ask()
        except Exception as error:  # the monitor must hear of it, and the thread must live
            log.warning("the health report could not be made: %s", error)
            report = {"health": "attention", "problem": type(error).__name__}
        status = 200 if report.get("health") == "ok" else 503
        return _reply(status, report, with_body=with_body)


def _is_for_here(rows: list[str]) -> bool:
    """Exactly one Host, and it is this machine (RFC 9112, section 3.2)."""
    if not all(re.fullmatch(r"[\w!#$%&'*+.^`|~-]+:[^\r\n]*", row) for row in rows):
        return False
    hosts = [row[5:].strip(" \t") for row in rows if row[:5].lower() == "host:"]
    return len(hosts) == 1 and OWN_HOST.fullmatch(hosts[0]) is not None


def _reply(status: int, report: HealthReport, *, with_body: bool = True) -> bytes:
    body = json.dumps(report).encode() + b"\n"
    head = (
        f"HTTP/1.1 {status} {REASONS[status]}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
        f"Connection: close\r\n\r\n"
    )
    return head.encode() + (body if with_body else b"")
