"""Whoever watches this machine is told whether the daemon is well; nobody else is told anything."""

from __future__ import annotations

import json
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from socialkit.daemon.health_server import HERE, HealthServer


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
    door = HealthServer(standing)
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
    assert ask(port) == (503, {"health": "attention", "problem": "the database is locked"})
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
    assert HealthServer(standing).open(port) is None
    assert f"--port {port + 1}" in caplog.text
