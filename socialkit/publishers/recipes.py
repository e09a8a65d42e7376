"""What each road is built from, in a form that fits through a pipe.

In: secrets and knobs. Out: recipes, and the publisher that one stands for. Loads a network's
library only when its publisher is built. Knows nothing of schedules, databases or what time it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from socialkit.model import Clock, Network
from socialkit.publishers.base import LivePublisher


@dataclass(frozen=True, slots=True)
class InstagramRecipe:
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
class PageRecipe:
    """A Facebook Page through the official interface. The app's id and secret, where she has them,
    tell when the token ends."""

    token: str = field(repr=False)
    send_timeout: timedelta
    app_id: str | None = None
    app_secret: str | None = field(default=None, repr=False)

    @property
    def network(self) -> Network:
        """Facebook."""
        return Network.FACEBOOK


def build_publisher(
    recipe: InstagramRecipe | PageRecipe,
    *,
    clock: Clock,
    ask_code: Callable[[str], str] | None = None,
) -> LivePublisher:
    """The publisher of a recipe. Nothing is asked of the network yet."""
    if isinstance(recipe, PageRecipe):
        return _build_page(recipe)
    return _build_instagram(recipe, clock, ask_code)


def _build_page(recipe: PageRecipe) -> LivePublisher:
    from socialkit.publishers.facebook_page import FacebookPage
    from socialkit.publishers.graph import AppCredentials

    app = None
    if recipe.app_id and recipe.app_secret:
        app = AppCredentials(recipe.app_id, recipe.app_secret)
    return FacebookPage(recipe.token, send_timeout=recipe.send_timeout, app=app)


def _build_instagram(
    recipe: InstagramRecipe, clock: Clock, ask_code: Callable[[str], str] | None
) -> LivePublisher:
    from socialkit.publishers.instagram_private import InstagramPrivate
    from socialkit.publishers.instagram_session import InstagramLogin

    login = InstagramLogin(recipe.username, recipe.password, recipe.totp_seed)
    return InstagramPrivate(
        login,
        recipe.session_file,
        pace=recipe.pace,
        send_timeout=recipe.send_timeout,
        clock=clock,
        ask_code=ask_code,
    )
