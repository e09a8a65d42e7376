"""http://127.0.0.1:PORT/health: is the daemon well? For whoever watches this machine.

Answers this machine only, one question at a time; holds nothing secret.

No web library: it would cost the daemon more memory than all the rest of it.
"""

from __future__ import annotations

import json
import logging
import socket
import threading
from collections.abc import Callable, Mapping

log = logging.getLogger("socialkit")

HERE = "127.0.0.1"
MOST_BYTES = 4096
PATIENCE = 2.0
"""Seconds. Who asks nothing for so long is sent away: others wait."""
NAMES_OF_HERE = frozenset({"127.0.0.1", "localhost", "[::1]"})
REASONS = {200: "OK", 400: "Bad Request", 404: "Not Found", 503: "Service Unavailable"}

HealthReport = Mapping[str, object]


class HealthServer:
    """The door, open from `open` to `close`. `ask` gives the standing; its "health" is "ok" or not."""

    def __init__(self, ask: Callable[[], HealthReport]) -> None:
        self._ask = ask
        self._listener: socket.socket | None = None

    def open(self, port: int) -> int | None:
        """Listen; give the port, None (told in the log) where it is taken: posting goes on without."""
        try:
            self._listener = socket.create_server((HERE, port))
        except OSError as error:
            log.warning(
                "http://%s:%s/health cannot be offered (%s). Posting goes on. Another port: "
                "socialkit run --port %s; without it: --no-web",
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
                    caller.settimeout(PATIENCE)
                    caller.sendall(self._answer(caller.recv(MOST_BYTES)))
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
            standing = self._ask()
        except Exception as error:  # whoever watches must hear of it, and the thread must live
            log.warning("how things stand could not be read: %s", error)
            standing = {"health": "attention", "problem": str(error)}
        return _reply(200 if standing.get("health") == "ok" else 503, standing)


def _is_for_here(headers: str) -> bool:
    """A page of the web may send its reader's browser here under a name of its own."""
    hosts = [row[5:].strip() for row in headers.split("\r\n") if row[:5].lower() == "host:"]
    return all(host.rpartition(":")[0] in NAMES_OF_HERE or host in NAMES_OF_HERE for host in hosts)


def _reply(status: int, standing: HealthReport) -> bytes:
    body = json.dumps(standing).encode() + b"\n"
    head = (
        f"HTTP/1.1 {status} {REASONS[status]}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body
