"""Where the owner's messages arrive, in tests: a server on loopback that takes Apprise's `json://` messages.

`answer` is the status of every answer; `hang` lets requests wait and go without one, `gate` lets
them wait for theirs.
"""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Mailbox:
    """What arrived at one port."""

    port: int = 0
    arrived: list[dict[str, Any]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    answer: int = 200
    hang: threading.Event | None = None
    gate: threading.Event | None = None

    @property
    def address(self) -> str:
        """Where to write to."""
        return f"json://127.0.0.1:{self.port}/"

    @property
    def titles(self) -> list[str]:
        """The first line of each message."""
        return [one["title"] for one in self.arrived]

    @property
    def last(self) -> str:
        """The words of the last message."""
        return str(self.arrived[-1]["message"])


@contextmanager
def open_mailbox(tls: ssl.SSLContext | None = None) -> Iterator[Mailbox]:
    """A mailbox, while the `with` lasts."""
    box = Mailbox()

    class Slot(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            box.lines.append(self.requestline)
            if box.hang is not None:
                box.hang.wait(120)
                return
            if box.gate is not None:
                box.gate.wait(60)
            if box.answer == 200:
                box.arrived.append(json.loads(body))
            self.send_response(box.answer)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Slot)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    box.port = server.server_port
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield box
    finally:
        if box.hang is not None:
            box.hang.set()
        server.shutdown()
        server.server_close()
