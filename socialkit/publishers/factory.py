"""What each publisher is built from, in a form that fits through a pipe.

A network's library is loaded only when its publisher is built.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from socialkit.model.network import Network
from socialkit.model.protocols import Clock
from socialkit.publishers.protocol import LivePublisher

if TYPE_CHECKING:
    from socialkit.publishers.meta.client import AppCredentials


@dataclass(frozen=True, slots=True)
class InstagramConfig:
    """Instagram through the unofficial library. `pace` is the shortest and the longest wait
    before each call."""

    username: str
    password: str | None = field(repr=False)
    totp_seed: str | None = field(repr=False)
    session_file: Path
    pace: tuple[timedelta, timedelta]
    send_timeout: timedelta

    @property
    def network(self) -> Network:
        """Instagram."""
        return Network.INSTAGRAM


@dataclass(frozen=True, slots=True)
class PageConfig:
    """A Facebook Page through the official interface. The app's id and secret, where there
    are any, say what the token may do and when it ends; with them `token` may be the owner's personal
    one, and the token of the Page is stored in the file `kept`."""

    token: str = field(repr=False)
    send_timeout: timedelta
    app_id: str | None = None
    app_secret: str | None = field(default=None, repr=False)
    kept: Path | None = None

    @property
    def network(self) -> Network:
        """Facebook."""
        return Network.FACEBOOK


@dataclass(frozen=True, slots=True)
class InstagramGraphConfig:
    """Instagram through the official interface, by the token of the Page it is connected to.
    `public_url` shows what lies in `cards`; without it the Page itself holds the pictures."""

    page: PageConfig
    public_url: str | None
    cards: Path

    @property
    def network(self) -> Network:
        """Instagram."""
        return Network.INSTAGRAM

    @property
    def send_timeout(self) -> timedelta:
        """That of its Page."""
        return self.page.send_timeout


PublisherConfig = InstagramConfig | InstagramGraphConfig | PageConfig


def build_publisher(
    config: PublisherConfig,
    *,
    clock: Clock,
    ask_code: Callable[[str], str] | None = None,
) -> LivePublisher:
    """The publisher of a configuration. No request is made yet. `ask_code` asks a person at the terminal
    for the code of a second factor."""
    match config:
        case PageConfig():
            return _build_page(config, clock)
        case InstagramGraphConfig():
            return _build_instagram_graph(config, clock)
        case InstagramConfig():
            return _build_instagram(config, clock, ask_code)
        case _:
            assert_never(config)


def try_image_hosting(config: PublisherConfig) -> str | None:
    """In words, whether the public folder shows a card to everybody; None where the publisher uses none.
    Raise PublishError where Instagram could not fetch from it."""
    if not isinstance(config, InstagramGraphConfig) or config.public_url is None:
        return None
    from socialkit.publishers.instagram_official.public_folder import try_public_folder

    return try_public_folder(config.public_url, config.cards)


def describe_token_renewal(network: Network) -> str:
    """What the owner does to get a new token for `network`; only tokens of Meta expire."""
    from socialkit.publishers.meta.errors import describe_token_renewal as describe

    return describe(network)


def _build_page(config: PageConfig, clock: Clock) -> LivePublisher:
    from socialkit.publishers.meta.facebook import FacebookPage

    return FacebookPage(
        config.token,
        send_timeout=config.send_timeout,
        app=_app(config),
        kept=config.kept,
        clock=clock,
    )


def _app(config: PageConfig) -> AppCredentials | None:
    from socialkit.publishers.meta.client import AppCredentials

    if config.app_id and config.app_secret:
        return AppCredentials(config.app_id, config.app_secret)
    return None


def _build_instagram_graph(config: InstagramGraphConfig, clock: Clock) -> LivePublisher:
    from socialkit.publishers.instagram_official.public_folder import PublicFolder
    from socialkit.publishers.instagram_official.publisher import InstagramGraph

    page, address = config.page, config.public_url
    return InstagramGraph(
        page.token,
        send_timeout=page.send_timeout,
        clock=clock,
        app=_app(page),
        kept=page.kept,
        folder=PublicFolder(address, config.cards) if address else None,
    )


def _build_instagram(
    config: InstagramConfig, clock: Clock, ask_code: Callable[[str], str] | None
) -> LivePublisher:
    from socialkit.publishers.instagram_unofficial.publisher import InstagramPrivate
    from socialkit.publishers.instagram_unofficial.session import InstagramLogin, LockedPublisher

    login = InstagramLogin(config.username, config.password, config.totp_seed)
    publisher = InstagramPrivate(
        login,
        config.session_file,
        pace=config.pace,
        send_timeout=config.send_timeout,
        clock=clock,
        ask_code=ask_code,
    )
    return LockedPublisher(publisher, config.session_file.with_suffix(".lock"))
