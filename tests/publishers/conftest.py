"""The real libraries in an emulated world: sockets, TLS, a proxy, nothing patched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from socialkit.model.network import Network
from socialkit.model.post import Image, Post, PostKind
from socialkit.publishers.instagram_official.publisher import InstagramGraph
from socialkit.publishers.instagram_unofficial.publisher import InstagramPrivate
from socialkit.publishers.instagram_unofficial.session import InstagramLogin
from socialkit.publishers.meta.facebook import FacebookPage
from socialkit.runtime.system_clock import SystemClock
from tests.conftest import REPOSITORY
from tests.emulators.exchange import Reply, json_reply
from tests.emulators.graph import GraphApp
from tests.emulators.instagram import InstagramApp
from tests.emulators.server import World
from tests.support.builders import post

PASSWORD = "sea-glass-and-42-gulls"
PAGE = "100200300400500"
TOKEN = "EAAGquietharbourpagetoken0123456789"
SEED = "JBSW Y3DP EHPK 3PXP"
NO_PACE = (timedelta(0), timedelta(0))
SHORT = timedelta(seconds=2)
PICTURES = sorted((REPOSITORY / "assets" / "pictures").glob("*.jpg"))


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Both networks; this process lives in their world."""
    with World(
        instagram=InstagramApp.with_account(password=PASSWORD),
        graph=GraphApp.with_page(token=TOKEN),
    ) as made:
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        yield made


def open_instagram(folder: Path, **changes: str | None) -> InstagramPrivate:
    """The publisher to Instagram, with its session in `folder`."""
    login = InstagramLogin(**({"username": "quietharbour", "password": PASSWORD} | changes))  # type: ignore[arg-type]
    session_file = folder / "sessions" / "instagram.json"
    return InstagramPrivate(
        login, session_file, pace=NO_PACE, send_timeout=SHORT, clock=SystemClock()
    )


@pytest.fixture
def instagram(world: World, tmp_path: Path) -> InstagramPrivate:
    return open_instagram(tmp_path)


@pytest.fixture
def page(world: World) -> FacebookPage:
    return FacebookPage(TOKEN, send_timeout=SHORT)


@pytest.fixture
def graph(world: World) -> InstagramGraph:
    """The official publisher to Instagram, over the world's Page, which is connected to an account."""
    world.graph.connect_instagram(PAGE, "quietharbour")
    return InstagramGraph(TOKEN, send_timeout=SHORT, clock=SystemClock())


def graph_error(code: int, *, subcode: int | None = None, status: int = 400) -> Reply:
    """An error as Meta tells it."""
    row = {"message": f"(#{code}) Words of Meta", "type": "OAuthException", "code": code}
    if subcode is not None:
        row["error_subcode"] = subcode
    return json_reply({"error": row}, status=status)


def sha256(path: str) -> str:
    """The fingerprint of a file."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def card(caption: str = "A pause is kind.", *, number: int = 1, **changes: Any) -> Post:
    """A post with so many real pictures."""
    images = tuple(
        Image(str(path), "", f"Picture {n}") for n, path in enumerate((PICTURES * 10)[:number])
    )
    return post(**{"caption": caption, "images": images, **changes})


def card_for(network: Network, **changes: Any) -> Post:
    """A card for one network."""
    return card(network=network, **changes)


def instagram_card(caption: str = "A pause is kind.", **changes: object) -> Post:
    now = SystemClock().now()
    return card_for(Network.INSTAGRAM, caption=caption, **{"due_at": now, **changes})


def instagram_carousel(number: int = 3, caption: str = "Three pauses.") -> Post:
    return instagram_card(caption, number=number, kind=PostKind.CAROUSEL)


def on_instagram(graph: InstagramGraph, post: Post) -> Post:
    tickets = {**post.tickets, **graph.prepare(post)}
    return replace(post, tickets=tickets, commit_started_at=SystemClock().now())
