"""http://127.0.0.1:PORT/health: is the daemon well? For a monitor on this machine.

It answers this machine only, one request at a time, and holds nothing secret. No web library: it would
cost the daemon more memory than everything else in it.
"""

from __future__ import annotations

import json
import logging
import socket
import threading
from collections.abc import Callable, Mapping

log = logging.getLogger("socialkit")

HERE = "127.0.0.1"
MAX_BYTES = 4096
READ_SECONDS = 2.0
"""A client that sends nothing for so long is disconnected: others wait."""
NAMES_OF_HERE = frozenset({"127.0.0.1", "localhost", "[::1]"})
REASONS = {200: "OK", 400: "Bad Request", 404: "Not Found", 503: "Service Unavailable"}

HealthReport = Mapping[str, object]


class HealthServer:
    """The server, from `open` to `close`. `ask` gives the report; its "health" is "ok" or not."""

    def __init__(self, ask: Callable[[], HealthReport]) -> None:
        self._ask = ask
        self._listener: socket.socket | None = None

    def open(self, port: int) -> int | None:
        """Listen; give the port, None (with a row in the log) where it is taken: posting goes on without."""
        try:
            self._listener = socket.create_server((HERE, port))
        except OSError as error:
            log.warning(
                "http://%s:%s/health cannot be offered (%s). Posting goes on. To use another port: "
                "socialkit run --port %s; to do without it: --no-web",
                HERE, port, error.strerror, port + 1,
            )  # fmt: skip
            return None
        threading.Thread(target=self._serve, daemon=True, name="health").start()
        return int(self._listener.getsockname()[1])

    def close(self) -> None:
        """Stop listening."""
        if self._listener is not None:
            self._listener.close()

    def _serve(self) -> None:
        listener = self._listener
        while listener is not None:
            try:
                caller, _ = listener.accept()
            except OSError:  # closed
                return
            with caller:
                try:
                    caller.settimeout(READ_SECONDS)
                    caller.sendall(self._answer(caller.recv(MAX_BYTES)))
                except OSError:
                    continue

    def _answer(self, asked: bytes) -> bytes:
        first, _, rest = asked.decode("latin-1").partition("\r\n")
        words = first.split(" ")
        if len(words) != 3 or words[0] not in {"GET", "HEAD"} or not _is_for_here(rest):
            return _reply(400, {"error": "only GET /health, from this machine"})
        if words[1].partition("?")[0] != "/health":
            return _reply(404, {"error": "there is only /health"})
        try:
            report = self._ask()
        except Exception as error:  # the monitor must hear of it, and the thread must live
            log.warning("the health report could not be made: %s", error)
            report = {"health": "attention", "problem": str(error)}
        return _reply(200 if report.get("health") == "ok" else 503, report)


def _is_for_here(headers: str) -> bool:
    """A web page may send its reader's browser here under a host name of its own."""
    hosts = [row[5:].strip() for row in headers.split("\r\n") if row[:5].lower() == "host:"]
    return all(host.rpartition(":")[0] in NAMES_OF_HERE or host in NAMES_OF_HERE for host in hosts)


def _reply(status: int, report: HealthReport) -> bytes:
    body = json.dumps(report).encode() + b"\n"
    head = (
        f"HTTP/1.1 {status} {REASONS[status]}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body
