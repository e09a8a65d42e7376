"""The emulated world: one loopback port that is every host of both networks.

Forwards nothing: a host that no application serves gets 502, so no test can reach the real one.

The port tells apart by what arrives: plain HTTP/1.1, a proxy request with an absolute address,
CONNECT followed by TLS, and TLS at once (HTTP/2 is left out, since our
clients speak HTTP/1.1).
"""

from __future__ import annotations

import select
import socket
import ssl
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from types import TracebackType
from typing import Any, Self, cast
from urllib.parse import parse_qsl, urlsplit

from tests.emulators.authority import make_authority
from tests.emulators.exchange import (
    Application,
    Fault,
    Kind,
    Logged,
    Moment,
    Reply,
    Request,
    html_reply,
)
from tests.emulators.graph import GraphApp
from tests.emulators.instagram import InstagramApp
from tests.emulators.same_account import join

LONGEST_BODY = 32_000_000


class World:
    """Both networks on one port, while the `with` lasts."""

    def __init__(
        self, *, instagram: InstagramApp | None = None, graph: GraphApp | None = None
    ) -> None:
        self.instagram = instagram or InstagramApp.with_account()
        self.graph = graph or GraphApp.with_page()
        join(self.instagram, self.graph)
        self.faults: list[Fault] = []
        self.log: list[Logged] = []
        self.urls: list[str] = []
        self.stopped = threading.Event()
        self._lock = threading.RLock()
        self._folder = tempfile.TemporaryDirectory(prefix="socialkit-world-")
        self._authority, self.tls = make_authority(Path(self._folder.name))
        self._server = Server(("127.0.0.1", 0), Conversation)
        self._server.world = self

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()
        self._folder.cleanup()

    @property
    def port(self) -> int:
        """The loopback port."""
        return int(self._server.server_address[1])

    @property
    def environment(self) -> dict[str, str]:
        """What a client needs in its environment to live in this world."""
        proxy, authority = f"http://127.0.0.1:{self.port}", str(self._authority)
        return {
            "HTTPS_PROXY": proxy,
            "HTTP_PROXY": proxy,
            "NO_PROXY": "127.0.0.1,localhost",
            "REQUESTS_CA_BUNDLE": authority,
            "SSL_CERT_FILE": authority,
            "CURL_CA_BUNDLE": authority,
        }

    @property
    def commits(self) -> list[Logged]:
        """Every request that asked to make a post public, answered or not."""
        with self._lock:
            return [one for one in self.log if one.commit]

    def note(self, request: Request) -> int:
        """Write the request into the log; give its place there."""
        with self._lock:
            commit = any(one.is_commit(request) for one in self._serving(request))
            row = (time.time(), request.method, request.host, request.path, commit, 0)
            self.log.append(Logged(*row))
            query = "&".join(f"{name}={value}" for name, value in request.query.items())
            self.urls.append(f"{request.host}{request.path}?{query}")
            return len(self.log) - 1

    def note_status(self, place: int, status: int) -> None:
        """Write into the log how it was answered."""
        with self._lock:
            self.log[place] = replace(self.log[place], status=status)

    def strike(self, request: Request) -> Fault | None:
        """The fault that hits this request, used up by it."""
        with self._lock:
            return next((one for one in self.faults if one.strikes(request)), None)

    def answer(self, request: Request) -> Reply:
        """Let the network do what is asked."""
        with self._lock:
            for application in self._serving(request):
                return application.answer(request)
        return html_reply(f"{request.host} is not part of this world", status=502)

    def _serving(self, request: Request) -> Sequence[Application]:
        apps: tuple[Application, ...] = (self.instagram, self.graph)
        return [one for one in apps if one.serves(request.host, request.path)]


class Server(ThreadingTCPServer):
    """One thread a connection."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64
    world: World

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle is part of the game; a fault of ours is not."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError | ssl.SSLError):
            super().handle_error(request, client_address)


class Conversation(StreamRequestHandler):
    """One connection: requests and answers until one side has enough."""

    def handle(self) -> None:
        self.world = cast(Server, self.server).world
        self.tunnel: str | None = None
        if self.connection.recv(1, socket.MSG_PEEK) == b"\x16":
            self._start_tls()
        while self._exchange():
            pass

    def finish(self) -> None:
        """Let go of the tunnel, too, which the server does not know."""
        with suppress(OSError, ValueError):
            super().finish()
        for one in (self.rfile, self.wfile, self.connection):
            with suppress(OSError):
                one.close()

    def _start_tls(self) -> None:
        self.wfile.flush()
        self.connection = self.world.tls.wrap_socket(self.connection, server_side=True)
        self.request = self.connection
        self.rfile = self.connection.makefile("rb", -1)
        self.wfile = self.connection.makefile("wb", 0)

    def _exchange(self) -> bool:
        """One request and its answer; False ends the connection."""
        line = self.rfile.readline(65537).decode("latin-1").split()
        if len(line) != 3:
            return False
        method, target, _ = line
        headers = self._headers()
        if method == "CONNECT":
            self.tunnel = target.rpartition(":")[0]
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            self._start_tls()
            return True
        return self._serve(self._request(method, target, headers))

    def _headers(self) -> dict[str, str]:
        headers: dict[str, str] = {}
        while line := self.rfile.readline(65537).decode("latin-1").strip():
            name, _, value = line.partition(":")
            headers[name.strip().lower()] = value.strip()
        return headers

    def _request(self, method: str, target: str, headers: dict[str, str]) -> Request:
        address = urlsplit(target)
        host = self.tunnel or address.hostname or headers.get("host", "").partition(":")[0]
        query = dict(parse_qsl(address.query, keep_blank_values=True))
        return Request(method, host, address.path, query, headers, self._body(headers))

    def _body(self, headers: dict[str, str]) -> bytes:
        if headers.get("expect", "").lower() == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if headers.get("transfer-encoding", "").lower() == "chunked":
            return self._chunks()
        length = int(headers.get("content-length", "0"))
        return self.rfile.read(min(length, LONGEST_BODY))

    def _chunks(self) -> bytes:
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _serve(self, request: Request) -> bool:
        world = self.world
        place = world.note(request)
        fault = world.strike(request)
        if fault is None:
            return self._send(place, world.answer(request))
        if fault.moment is Moment.BEFORE and fault.kind is not Kind.DELAY:
            return self._fail(place, fault, None)
        if fault.moment is Moment.BEFORE:
            world.stopped.wait(fault.seconds)
            return self._send(place, world.answer(request))
        return self._fail(place, fault, world.answer(request))

    def _fail(self, place: int, fault: Fault, reply: Reply | None) -> bool:
        """Spoil the answer; `reply` is the true one, None where nothing was done."""
        if fault.kind is Kind.REPLACE:
            return self._send(place, fault.reply or html_reply("Sorry", status=502))
        if fault.kind in {Kind.HANG, Kind.DELAY}:
            self._linger(fault.seconds)
        if fault.kind is Kind.DELAY and reply is not None:
            return self._send(place, reply)
        if fault.kind is Kind.CUT and reply is not None:
            self._write(reply, reply.body[: len(reply.body) // 2])
        return False

    def _linger(self, seconds: float) -> None:
        """Keep silent until the time is over or the client hangs up."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.world.stopped.is_set():
            if select.select([self.connection], [], [], 0.05)[0]:
                return

    def _send(self, place: int, reply: Reply) -> bool:
        self.world.note_status(place, reply.status)
        self._write(reply, reply.body)
        return True

    def _write(self, reply: Reply, body: bytes) -> None:
        rows = [f"HTTP/1.1 {reply.status} Emulated"]
        headers = {"Content-Length": str(len(reply.body)), **reply.headers}
        rows += [f"{name}: {value}" for name, value in headers.items()]
        with suppress(ConnectionError, ssl.SSLError):
            self.wfile.write("\r\n".join([*rows, "", ""]).encode("latin-1") + body)
