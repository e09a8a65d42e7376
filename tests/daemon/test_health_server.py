"""Whoever watches this machine is told whether the daemon is well; nobody else is told anything."""

from __future__ import annotations

import json
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from threading import Event
from typing import Any

import pytest

from socialkit.daemon.health_server import HERE, HealthServer
from socialkit.runtime.system_clock import SystemClock

CLOCK = SystemClock()


class Standing:
    """How things stand, as a test sets it."""

    def __init__(self) -> None:
        self.now: dict[str, Any] = {"health": "ok"}

    def __call__(self) -> dict[str, Any]:
        if "raise" in self.now:
            raise RuntimeError(self.now["raise"])
        return self.now


@pytest.fixture
def standing() -> Standing:
    return Standing()


@pytest.fixture
def port(standing: Standing) -> Iterator[int]:
    door = HealthServer(standing, CLOCK.awake)
    port = door.open(0)
    assert port is not None
    yield port
    door.close()


def ask(port: int, path: str = "/health", **headers: str) -> tuple[int, Any]:
    request = urllib.request.Request(f"http://{HERE}:{port}{path}", headers=headers)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=5) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_well_is_200_and_trouble_is_503_with_what_it_is(port: int, standing: Standing) -> None:
    assert ask(port) == (200, {"health": "ok"})
    standing.now = {"health": "attention", "next_at": None}
    assert ask(port) == (503, {"health": "attention", "next_at": None})


def test_trouble_with_the_answer_itself_is_an_answer(port: int, standing: Standing) -> None:
    standing.now = {"raise": "the database is locked"}
    assert ask(port) == (503, {"health": "attention", "problem": "RuntimeError"})
    standing.now = {"health": "ok"}
    assert ask(port)[0] == 200


def test_there_is_nothing_else(port: int) -> None:
    assert ask(port, "/")[0] == 404
    assert ask(port, "/health?x=1")[0] == 200


def test_a_page_of_the_web_learns_nothing(port: int) -> None:
    assert ask(port, Host="evil.example")[0] == 400
    assert ask(port, Host="evil.example:8765")[0] == 400
    assert ask(port, Host="localhost:8765")[0] == 200


@pytest.mark.parametrize("asked", [b"", b"\x00\xff", b"POST /health HTTP/1.1\r\n\r\n", b"GET\r\n"])
def test_whatever_is_asked_the_next_one_is_answered(port: int, asked: bytes) -> None:
    with socket.create_connection((HERE, port), timeout=5) as caller:
        caller.sendall(asked)
        caller.shutdown(socket.SHUT_WR)
        caller.recv(100)
    assert ask(port)[0] == 200


def test_a_port_that_is_taken_stops_nothing(
    port: int, standing: Standing, caplog: pytest.LogCaptureFixture
) -> None:
    assert HealthServer(standing, CLOCK.awake).open(port) is None
    assert f"--port {port + 1}" in caplog.text


def say(port: int, *pieces: bytes, pause: float = 0.05) -> bytes:
    """What comes back when these bytes are sent one after the other."""
    with socket.create_connection((HERE, port), timeout=10) as caller:
        for piece in pieces:
            caller.sendall(piece)
            Event().wait(pause)
        answer = b""
        while more := caller.recv(4096):
            answer += more
    return answer


EVIL = b"Host: evil.example\r\n\r\n"


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([b"GET /health HTTP/1.1\r\n", EVIL], id="in two pieces"),
        pytest.param([b"GET /health?" + b"a" * 4073 + b" HTTP/1.1\r\n" + EVIL], id="beyond 4 kB"),
        pytest.param(
            [b"GET /health?" + b"a" * 20_000 + b" HTTP/1.1\r\n" + EVIL], id="beyond the limit"
        ),
        pytest.param([b"GET /health HTTP/1.1\r\n\r\n"], id="without a Host"),
        pytest.param([b"GET /health HTTP/1.0\r\n\r\n"], id="without a Host, 1.0"),
        pytest.param([b"GET /health HTTP/1.1\r\nHost:\r\n\r\n"], id="an empty Host"),
        pytest.param([b"GET /health HTTP/1.1\r\nHost: localhost\r\n" + EVIL], id="two Hosts"),
        pytest.param(
            [b"GET /health HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n"], id="a longer name"
        ),
        pytest.param([b"GET /health HTTP/1.1\r\nHost: evil.localhost\r\n\r\n"], id="a name below"),
        pytest.param([b"GET /health HTTP/1.1\r\nHost: 127.0.0.1:x\r\n\r\n"], id="no port"),
        pytest.param(
            [b"GET /health HTTP/1.1\r\nHost: 127.0.0.1@evil.example\r\n\r\n"], id="a user"
        ),
        pytest.param([b"GET /health HTTP/1.1\r\n Host: localhost\r\n" + EVIL], id="a folded row"),
        pytest.param(
            [b"GET /health HTTP/1.1\r\nHost : localhost\r\n\r\n"], id="a space before the colon"
        ),
        pytest.param([b"GET /health HTTP/1.1\nHost: localhost\n\n\r\n\r\n"], id="bare line feeds"),
        pytest.param([b"GET http://evil.example/health HTTP/1.1\r\n" + EVIL], id="a whole address"),
        pytest.param(
            [bytes([one]) for one in b"GET /health HTTP/1.1\r\n" + EVIL], id="letter by letter"
        ),
    ],
)
def test_whatever_way_it_asks_a_stranger_learns_nothing(
    port: int, standing: Standing, pieces: list[bytes]
) -> None:
    standing.now = {"health": "ok", "problems": ["secret"]}
    answer = say(port, *pieces, pause=0.05 if len(pieces) < 5 else 0.001)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"secret" not in answer and b'"health"' not in answer


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:8765", "[::1]:8765"])
def test_this_machine_is_answered_also_in_pieces(port: int, host: str) -> None:
    answer = say(port, b"GET /health HT", b"TP/1.1\r\nHos", f"t: {host}\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 200 ")


def test_head_has_no_body(port: int) -> None:
    answer = say(port, b"HEAD /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
    head, end, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ") and end and not body
    assert b"Content-Length: 17" in head


def test_those_who_say_nothing_keep_nobody_waiting(port: int) -> None:
    idle = [socket.create_connection((HERE, port), timeout=5) for _ in range(60)]
    try:
        began = CLOCK.awake()
        assert ask(port)[0] == 200
        assert CLOCK.awake() - began < timedelta(seconds=1)
    finally:
        for one in idle:
            one.close()


def test_more_callers_than_it_keeps_do_not_close_it(port: int) -> None:
    idle = [socket.create_connection((HERE, port), timeout=5) for _ in range(250)]
    try:
        assert ask(port)[0] == 200
    finally:
        for one in idle:
            one.close()


def test_a_caller_that_sends_a_little_now_and_then_is_dismissed(port: int) -> None:
    with socket.create_connection((HERE, port), timeout=20) as caller:
        began = CLOCK.awake()
        with suppress(OSError):
            while CLOCK.awake() - began < timedelta(seconds=15):
                caller.sendall(b"G")
                Event().wait(0.2)
        assert CLOCK.awake() - began < timedelta(seconds=10)
