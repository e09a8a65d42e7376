"""A small site on this machine: pages that a test writes, a log of what was asked, a plug to pull."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

RSS = "application/rss+xml; charset=utf-8"
HTML = "text/html; charset=utf-8"


@dataclass
class Reply:
    """What one path answers. `endless`: the body again and again, for ever."""

    body: bytes
    kind: str = HTML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    endless: bool = False


@dataclass
class Site:
    """A server with pages; conditional requests are answered with 304 where a page has an ETag or a
    date that is named back."""

    port: int
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    heard: list[dict[str, str]] = field(default_factory=list)
    is_down: bool = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def put(self, path: str, body: str | bytes, kind: str = HTML, **headers: str) -> str:
        """Put a page there; give its address."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.replies[path] = Reply(data, kind, headers=named)
        return self.address + path

    def count(self, path: str) -> int:
        """How often a page was asked for."""
        return self.asked.count(path)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    site: Site


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        site = self.server.site
        if site.is_down:
            self.close_connection = True
            return
        site.asked.append(self.path)
        site.heard.append({name.lower(): value for name, value in self.headers.items()})
        reply = site.replies.get(self.path, Reply(b"nothing here", status=404))
        with suppress(OSError):  # the reader has had enough, as it should
            self._answer(reply)

    def _answer(self, reply: Reply) -> None:
        if self._is_known(reply):
            self.send_response(304)
            self.end_headers()
            return
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.kind)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if not reply.endless:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)
        while reply.endless and not self.server.site.is_down:
            self.wfile.write(reply.body)

    def _is_known(self, reply: Reply) -> bool:
        pairs = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
        return any(
            reply.headers.get(ours) and self.headers.get(theirs) == reply.headers[ours]
            for ours, theirs in pairs
        )

    def log_message(self, *words: object) -> None:
        pass


@contextmanager
def open_site() -> Iterator[Site]:
    """A site, while the `with` lasts."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.site = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server.site
    finally:
        server.site.is_down = True
        server.shutdown()
        thread.join()
        server.server_close()


def page(title: str, words: str, handle: str = "quietharbour") -> str:
    """A page with an account at its foot."""
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{words}</p>"
        f"</article><footer><a href='https://www.instagram.com/{handle}/'>me</a></footer></body></html>"
    )


def item(link: str, title: str = "A title", *, date: str = "", content: str = "") -> str:
    """One entry of an RSS feed."""
    dated = f"<pubDate>{date}</pubDate>" if date else ""
    full = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return f"<item><title>{title}</title><link>{link}</link>{dated}{full}</item>"


def rss(items: Iterable[str], head: str = "") -> str:
    """An RSS 2.0 feed."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Quiet Harbour</title>'
        f"<link>https://quietharbour.example/</link>{''.join(items)}</channel></rss>"
    )


def atom(links: Iterable[str]) -> str:
    """An Atom feed."""
    entries = "".join(
        f'<entry><title type="html">On &lt;b&gt;{number}&lt;/b&gt;</title>'
        f'<link rel="self" href="https://elsewhere.example/"/><link href="{link}"/>'
        f"<updated>2026-01-{number:02}T00:00:00Z</updated></entry>"
        for number, link in enumerate(links, 1)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>{entries}</feed>'
