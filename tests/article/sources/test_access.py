"""Where a feed or a redirect may lead, and that a password in an address shows nowhere."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from socialkit.article.read import gather_articles, read_article
from socialkit.article.sources.access import Access, Gatekeeper, PrivateAddress, access_to
from socialkit.article.sources.fetch import Answer, fetch, find_redirect
from socialkit.errors import ArticleError
from tests.support.site import HTML, RSS, Reply, Site, item, open_site, page, rss

WORDS = "Calm can be learnt at any age, slowly and with help."
PRIVATE = [
    "127.0.0.1", "127.1.2.3", "[::1]", "localhost", "a.localhost", "localhost.", "10.0.0.1", "172.16.3.4",
    "192.168.1.1", "169.254.169.254", "[fe80::1]", "[fd00::1]", "0.0.0.0", "100.64.0.1", "[::ffff:10.0.0.1]",
    "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "224.0.0.1", "255.255.255.255", "[::]",
    "router.local", "metadata.google.internal", "nas.lan", "192.0.2.1", "[2001:db8::1]", "198.18.0.1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "[2606:4700::1111]", "93.184.216.34"]


@pytest.fixture
def inside() -> Iterator[Site]:
    """A service that only this computer can reach."""
    with open_site() as site:
        site.put("/secret", page("Secret", WORDS))
        yield site


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as site:
        yield site


def allow(*addresses: str) -> Access:
    return access_to(addresses, {})


@pytest.mark.parametrize("host", PRIVATE)
def test_a_private_host_is_refused_before_it_is_asked(host: str) -> None:
    request = httpx.Request("GET", f"http://{host}:8000/a")
    with pytest.raises(PrivateAddress, match="inside your own network"):
        asyncio.run(
            Gatekeeper("https://q.example/feed", allow("https://q.example/feed")).before(request)
        )


@pytest.mark.parametrize("host", PUBLIC)
def test_a_public_number_is_asked(host: str) -> None:
    request = httpx.Request("GET", f"https://{host}/a")
    asyncio.run(
        Gatekeeper("https://q.example/feed", allow("https://q.example/feed")).before(request)
    )


@pytest.mark.parametrize("host", ["nas.lan:8000", "192.168.1.9:8000", "localhost:8000"])
def test_a_private_host_that_the_owner_wrote_is_asked(host: str) -> None:
    address = f"http://{host}/a"
    asyncio.run(Gatekeeper(address, allow(address)).before(httpx.Request("GET", address)))
    with pytest.raises(PrivateAddress):
        other = httpx.Request("GET", f"http://{host}1/a")  # another port is another service
        asyncio.run(Gatekeeper(address, allow(address)).before(other))


def test_a_redirect_into_this_computer_is_not_followed(site: Site, inside: Site) -> None:
    site.replies["/away"] = Reply(b"", status=302, headers={"Location": f"{inside.address}/secret"})
    for access in (allow(site.address), Access()):
        with pytest.raises(ArticleError, match="inside your own network"):
            fetch(f"{site.address}/away", access=access)
    assert inside.asked == []


def test_a_redirect_within_the_same_site_is_followed(site: Site) -> None:
    site.put("/there", page("Calm", WORDS))
    site.replies["/away"] = Reply(b"", status=302, headers={"Location": "/there"})
    assert WORDS.encode() in fetch(f"{site.address}/away", access=allow(site.address)).body


def test_an_entry_of_a_feed_inside_this_computer_is_not_read(
    site: Site, inside: Site, tmp_path: Path
) -> None:
    site.put("/a", page("Calm", WORDS))
    links = [f"{inside.address}/secret", f"{site.address}/a", "http://localhost:9/b"]
    feed = site.put("/feed", rss([item(one) for one in links]), RSS)
    access = allow(feed)

    def load(address: str) -> Answer:
        return fetch(address, access=access)

    found = gather_articles([feed], tmp_path, load=load)
    assert [one.source for one in found.articles.values()] == [f"{site.address}/a"]
    assert sum("inside your own network" in one.message for one in found.problems) == 2
    assert inside.asked == []


def test_a_password_in_an_address_is_used_and_shows_nowhere(site: Site) -> None:
    site.put("/a", page("Calm", WORDS))
    address = f"http://anna:p%40ss@127.0.0.1:{site.port}/a"
    article = read_article(address, folder=Path())
    assert "p%40ss" not in repr(article) and "anna" not in repr(article)
    said = {name.lower(): value for name, value in site.heard[-1].items()}["authorization"]
    assert base64.b64decode(said.removeprefix("Basic ")).decode() == "anna:p@ss"
    with pytest.raises(ArticleError) as caught:
        read_article(f"http://anna:p%40ss@127.0.0.1:{site.port}/none", folder=Path())
    assert "p%40ss" not in str(caught.value)


def test_the_look_up_of_a_link_reads_no_body_and_ends_in_time(site: Site) -> None:
    site.replies["/endless"] = Reply(b"x" * 65536, HTML, endless=True)
    assert find_redirect(f"{site.address}/endless") is None
    target = {"Location": "https://www.facebook.com/quietharbour?x=1"}
    site.replies["/share"] = Reply(b"x" * 65536, HTML, status=302, headers=target, endless=True)
    assert find_redirect(f"{site.address}/share") == "https://www.facebook.com/quietharbour"
