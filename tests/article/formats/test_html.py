"""Pages from a real server on this machine, well-behaved and not."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from socialkit.article.read import read_article
from socialkit.article.sources.fetch import fetch, tls_context
from socialkit.errors import ArticleError
from tests.article.samples import PAGE


class _Server(BaseHTTPRequestHandler):
    stopped = threading.Event()

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].strip("/").replace("-", "_")
        answer = getattr(self, f"answer_{name}", None)
        try:
            if answer is None:
                self.send_error(int(self.path[1:]) if self.path[1:].isdigit() else 404)
            else:
                answer()
        except OSError:
            pass  # the reader has had enough, as it should

    def answer_small_repairs(self) -> None:
        self._send(PAGE.encode(), "text/html; charset=utf-8")

    def answer_plain(self) -> None:
        self._send("Café words are kind words.".encode("latin-1"), "text/plain; charset=latin-1")

    def answer_picture(self) -> None:
        self._send(b"\x89PNG", "image/png")

    def answer_cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b"<p>Half a page")

    def answer_moved(self) -> None:
        self._redirect("/small-repairs")

    def answer_circle(self) -> None:
        self._redirect("/circle")

    def answer_away(self) -> None:
        self._redirect("file:///etc/passwd")

    def answer_huge(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        while not self.stopped.is_set():
            self.wfile.write(b"<p>again and again</p>" * 4000)

    def answer_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self._drip(b"<p>slow")

    def answer_drip_head(self) -> None:
        self._drip(b"HTTP/1.1 200 OK\r\nX-Slow: " + b"a" * 2000)

    def _drip(self, data: bytes) -> None:
        for letter in data * 100:
            if self.stopped.wait(0.02):
                return
            self.wfile.write(bytes([letter]))
            self.wfile.flush()

    def _redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    server.daemon_threads = True
    _Server.stopped.clear()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    _Server.stopped.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def test_a_page_is_read_with_its_links_and_address(site: str, tmp_path: Path) -> None:
    article = read_article(f"{site}/small-repairs?utm_source=x", folder=tmp_path)
    assert article.title == "Small Repairs After a Quarrel"
    assert article.slug == "small-repairs"
    assert article.source == f"{site}/small-repairs?utm_source=x"
    assert article.address == f"{site}/small-repairs"
    assert article.links.instagram == ("quietharbour",)
    assert "cookies" not in article.text


def test_a_page_that_moved_is_followed(site: str, tmp_path: Path) -> None:
    assert "Every couple argues" in read_article(f"{site}/moved", folder=tmp_path).text


def test_a_page_of_plain_text_is_read(site: str, tmp_path: Path) -> None:
    assert read_article(f"{site}/plain", folder=tmp_path).text == "Café words are kind words."


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nothing-here", "no page"),
        ("403", "Save the page"),
        ("500", "Try again later"),
        ("204", "did not send a page"),
        ("picture", "not a page of text but image/png"),
        ("circle", "redirects again and again"),
        ("away", "not the address of a page"),
        ("huge", "larger than 5 MB"),
        ("cut", "could not be reached"),
    ],
)
def test_the_message_says_what_a_server_did_wrong(
    path: str, words: str, site: str, tmp_path: Path
) -> None:
    with pytest.raises(ArticleError, match=words) as caught:
        read_article(f"{site}/{path}", folder=tmp_path)
    assert f"{site}/{path}" in str(caught.value)


@pytest.mark.parametrize("path", ["drip", "drip-head"])
def test_a_server_that_drips_for_ever_is_left_in_time(path: str, site: str) -> None:
    began = time.perf_counter()
    with pytest.raises(ArticleError, match="did not answer in time"):
        fetch(f"{site}/{path}", seconds=0.6)
    assert time.perf_counter() - began < 3


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/page",
        "http://nowhere.invalid/page",
        "http://",
        "http://[::1",
        "http://a b/",
        "https://" + "a" * 300 + ".example/",
        "http://127.0.0.1:99999/",
        "http://\u2028.example/",
        "mailto://x",
    ],
)
def test_the_message_for_an_unreachable_address_says_so(address: str, tmp_path: Path) -> None:
    with pytest.raises(ArticleError):
        read_article(address, folder=tmp_path)


def test_a_proxy_is_used_where_one_is_named(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with pytest.raises(ArticleError, match="could not be reached"):
        read_article(f"{site}/plain", folder=tmp_path)


def test_a_certificate_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere/ca.pem")
    with pytest.raises(ArticleError, match=r"/nowhere/ca\.pem"):
        tls_context()
