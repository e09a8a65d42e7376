"""The public folder is tried out before Instagram gets its address; what is wrong is said in words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from socialkit.errors import AccountProblem, PermanentFailure, PublishError, TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import Image, Post
from socialkit.publishers.instagram_official.public_folder import (
    PublicFolder,
    require_outside,
    try_public_folder,
)
from socialkit.publishers.instagram_official.publisher import InstagramGraph
from socialkit.runtime.system_clock import SystemClock
from tests.emulators.server import World
from tests.publishers.conftest import PICTURES, SHORT, TOKEN, card_for
from tests.support.site import Site, open_site

PATH = "/cards/small%20harbours/a.jpg"
JPEG = "image/jpeg"


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as made:
        yield made


@pytest.fixture
def quotes(tmp_path: Path) -> Path:
    """The folder quotes/, with one card."""
    folder = tmp_path / "quotes"
    (folder / "small harbours").mkdir(parents=True)
    (folder / "small harbours" / "a.jpg").write_bytes(PICTURES[0].read_bytes())
    return folder


def card_in(quotes: Path) -> Post:
    made = card_for(Network.INSTAGRAM)
    image = Image(str(quotes / "small harbours" / "a.jpg"), "", "Picture")
    return replace(made, plan=replace(made.plan, images=(image,)))


def open_publisher(address: str, quotes: Path, world: World) -> InstagramGraph:
    world.graph.connect_instagram("100200300400500", "quietharbour")
    folder = PublicFolder(address, quotes)
    return InstagramGraph(TOKEN, send_timeout=SHORT, clock=SystemClock(), folder=folder)


def test_the_card_is_fetched_from_her_folder_and_nothing_is_uploaded(
    world: World, site: Site, quotes: Path
) -> None:
    picture = PICTURES[0].read_bytes()
    site.put(PATH, picture, kind=JPEG)
    post = card_in(quotes)
    publisher = open_publisher(f"{site.address}/cards/", quotes, world)
    publisher.commit(replace(post, tickets=publisher.prepare(post)))
    (live,) = world.graph.media
    assert live.pictures[0].sha256 == hashlib.sha256(picture).hexdigest()
    assert world.graph.fetched == [site.address + PATH]
    assert world.graph.photos == {}


def test_what_is_not_served_as_it_was_made_is_not_used(
    world: World, site: Site, quotes: Path
) -> None:
    picture = PICTURES[0].read_bytes()
    publisher = open_publisher(f"{site.address}/cards", quotes, world)
    cases: list[tuple[bytes, str, str]] = [
        (picture, "text/html", "text/html"),
        (picture + b" ", JPEG, "a different picture"),
        (picture[:-1], JPEG, "a different picture"),
    ]
    for body, kind, words in cases:
        site.put(PATH, body, kind=kind)
        _refuses(publisher, quotes, AccountProblem, words)
    site.replies[PATH].status = 302
    site.replies[PATH].headers["Location"] = "/login?next=secret"
    _refuses(
        publisher, quotes, AccountProblem, r"redirects to http://127\.0\.0\.1:\d+/login \(a login"
    )
    site.replies[PATH].status = 401
    _refuses(publisher, quotes, AccountProblem, "asks for a login")
    site.replies.clear()
    _refuses(publisher, quotes, AccountProblem, "404")
    assert world.graph.containers == {}


def _refuses(publisher: InstagramGraph, quotes: Path, kind: type[PublishError], words: str) -> None:
    with pytest.raises(kind, match=words) as told:
        publisher.prepare(card_in(quotes))
    assert "SOCIALKIT_PUBLIC_URL" in str(told.value)


def test_a_site_that_is_down_is_asked_again_later(world: World, site: Site, quotes: Path) -> None:
    publisher = open_publisher(f"{site.address}/cards", quotes, world)
    site.put(PATH, b"", kind=JPEG)
    site.replies[PATH].status = 503
    _refuses(publisher, quotes, TemporaryFailure, "just now")
    nobody = open_publisher("http://127.0.0.1:9/cards", quotes, world)
    _refuses(nobody, quotes, TemporaryFailure, "just now")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://quietharbour.example/cards", "https://"),
        ("https://quietharbour.example/?show=cards", "must not contain"),
        ("https://anna:pw@quietharbour.example/cards", "must not contain"),
    ],
)
def test_an_address_that_cannot_do_is_told_at_the_login(
    world: World, quotes: Path, address: str, words: str
) -> None:
    with pytest.raises(AccountProblem, match=words) as told:
        open_publisher(address, quotes, world).identify()
    assert "SOCIALKIT_PUBLIC_URL" in str(told.value)
    assert "pw@" not in str(told.value)


def test_a_card_outside_her_folder_has_no_address(world: World, site: Site, tmp_path: Path) -> None:
    publisher = open_publisher(site.address, tmp_path / "elsewhere", world)
    with pytest.raises(PermanentFailure, match="is not inside"):
        publisher.prepare(card_for(Network.INSTAGRAM))


def test_the_token_never_goes_to_her_folder(
    world: World, site: Site, quotes: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login anna password sea-glass\n")
    monkeypatch.setenv("NETRC", str(netrc))
    site.put(PATH, PICTURES[0].read_bytes(), kind=JPEG)
    publisher = open_publisher(f"{site.address}/cards", quotes, world)
    publisher.prepare(card_in(quotes))
    assert site.count(PATH) == 2
    assert site.heard
    assert all("authorization" not in one for one in site.heard)


def test_at_the_login_the_newest_card_is_fetched_as_instagram_would(
    site: Site, quotes: Path
) -> None:
    site.put(PATH, PICTURES[0].read_bytes(), kind=JPEG)
    said = try_public_folder(f"{site.address}/cards/", quotes)
    assert site.address + PATH in said and "this computer only" in said
    site.replies.clear()
    with pytest.raises(AccountProblem, match="status 404"):
        try_public_folder(f"{site.address}/cards", quotes)
    with pytest.raises(TemporaryFailure, match="in a browser on another machine"):
        try_public_folder("http://127.0.0.1:9/cards", quotes)


def test_without_a_card_it_says_that_nothing_could_be_tried(site: Site, tmp_path: Path) -> None:
    said = try_public_folder(site.address, tmp_path)
    assert "could not be tried" in said and "socialkit make" in said
    assert site.asked == []


@pytest.mark.parametrize("host", ["192.168.1.20", "10.0.0.5:8443", "[fd00::1]", "169.254.1.1"])
def test_an_address_inside_her_own_network_is_none(quotes: Path, host: str) -> None:
    with pytest.raises(AccountProblem, match="inside your own network"):
        try_public_folder(f"https://{host}/cards", quotes)


def test_an_address_outside_is_no_matter_of_names() -> None:
    require_outside("8.8.8.8")
    require_outside("2001:4860:4860::8888")
