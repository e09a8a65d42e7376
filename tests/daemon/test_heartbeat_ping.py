"""The dead man's switch: the address is asked, with "/fail" while something needs the owner."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from socialkit.daemon.heartbeat_ping import find_address, send_heartbeat


class Watcher(HTTPServer):
    """Somebody far away, here: remembers what was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.asked: list[str] = []
        self.status = 200


class Asked(BaseHTTPRequestHandler):
    server: Watcher

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def watcher() -> Iterator[Watcher]:
    server = Watcher()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_the_watch_hears_that_all_is_well_or_that_it_is_not(watcher: Watcher) -> None:
    address = f"http://127.0.0.1:{watcher.server_port}/ping/abc"
    assert send_heartbeat(address, is_well=True)
    assert send_heartbeat(address, is_well=False)
    assert watcher.asked == ["/ping/abc", "/ping/abc/fail"]


def test_a_watch_that_does_not_answer_is_no_trouble_of_ours(watcher: Watcher) -> None:
    watcher.status = 500
    assert not send_heartbeat(f"http://127.0.0.1:{watcher.server_port}/x", is_well=True)
    assert not send_heartbeat("http://127.0.0.1:9/x", is_well=True)
    assert not send_heartbeat("no address at all", is_well=True)


@pytest.mark.parametrize(
    ("address", "failing"),
    [
        ("https://hc.example/abc", "https://hc.example/abc/fail"),
        ("https://hc.example/abc/", "https://hc.example/abc/fail"),
        ("https://hc.example/push?id=1", "https://hc.example/push/fail?id=1"),
    ],
)
def test_fail_is_added_to_the_path(address: str, failing: str) -> None:
    assert find_address(address, is_well=False) == failing
    assert find_address(address, is_well=True) == address
