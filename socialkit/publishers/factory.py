"""What each road is built from, in a form that fits through a pipe.

Loads a network's library only when its publisher is built.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.model.network import Network
from socialkit.model.protocols import Clock
from socialkit.publishers.protocol import LivePublisher

if TYPE_CHECKING:
    from socialkit.publishers.meta.client import AppCredentials


@dataclass(frozen=True, slots=True)
class InstagramConfig:
    """Instagram through the unofficial library. `pace` is the least and the most wait before each
    call; `asks` lets a person at the terminal be asked for a code."""

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
    """A Facebook Page through the official interface. The app's id and secret, where she has them,
    tell what the token may and when it ends; with them `token` may be her own as a person, and the
    token of her Page is kept in the file `kept`."""

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
    `public_url` shows what lies in `cards`; without it the Page itself keeps the pictures."""

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
    recipe: PublisherConfig,
    *,
    clock: Clock,
    ask_code: Callable[[str], str] | None = None,
) -> LivePublisher:
    """The publisher of a recipe. Nothing is asked of the network yet."""
    if isinstance(recipe, PageConfig):
        return _build_page(recipe, clock)
    if isinstance(recipe, InstagramGraphConfig):
        return _build_instagram_graph(recipe, clock)
    return _build_instagram(recipe, clock, ask_code)


def try_image_hosting(recipe: PublisherConfig) -> str | None:
    """In words, whether her public folder shows a card to everybody; None where a road uses none.
    Raise PublishError where Instagram could not fetch from it."""
    if not isinstance(recipe, InstagramGraphConfig) or recipe.public_url is None:
        return None
    from socialkit.publishers.instagram_official.public_folder import try_public_folder

    return try_public_folder(recipe.public_url, recipe.cards)


def describe_token_renewal(network: Network) -> str:
    """What the owner does to get a new token for `network`; only tokens of Meta's have an end."""
    from socialkit.publishers.meta.errors import describe_token_renewal as describe

    return describe(network)


def _build_page(recipe: PageConfig, clock: Clock) -> LivePublisher:
    from socialkit.publishers.meta.facebook import FacebookPage

    return FacebookPage(
        recipe.token,
        send_timeout=recipe.send_timeout,
        app=_app(recipe),
        kept=recipe.kept,
        clock=clock,
    )


def _app(recipe: PageConfig) -> AppCredentials | None:
    from socialkit.publishers.meta.client import AppCredentials

    if recipe.app_id and recipe.app_secret:
        return AppCredentials(recipe.app_id, recipe.app_secret)
    return None


def _build_instagram_graph(recipe: InstagramGraphConfig, clock: Clock) -> LivePublisher:
    from socialkit.publishers.instagram_official.public_folder import PublicFolder
    from socialkit.publishers.instagram_official.publisher import InstagramGraph

    page, address = recipe.page, recipe.public_url
    return InstagramGraph(
        page.token,
        send_timeout=page.send_timeout,
        clock=clock,
        app=_app(page),
        kept=page.kept,
        folder=PublicFolder(address, recipe.cards) if address else None,
    )


def _build_instagram(
    recipe: InstagramConfig, clock: Clock, ask_code: Callable[[str], str] | None
) -> LivePublisher:
    from socialkit.publishers.instagram_unofficial.publisher import InstagramPrivate
    from socialkit.publishers.instagram_unofficial.session import InstagramLogin
    from socialkit.publishers.instagram_unofficial.session_lock import LockedPublisher

    login = InstagramLogin(recipe.username, recipe.password, recipe.totp_seed)
    road = InstagramPrivate(
        login,
        recipe.session_file,
        pace=recipe.pace,
        send_timeout=recipe.send_timeout,
        clock=clock,
        ask_code=ask_code,
    )
    return LockedPublisher(road, recipe.session_file.with_suffix(".lock"))
