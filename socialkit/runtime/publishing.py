"""The live parts of a workspace: the roads to the networks, the desk, one turn of the clock.

In: a Wiring. Out: recipes from her secrets, couriers in processes of their own, a desk, a turn.
Knows nothing of how anything is shown.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from socialkit.errors import OutboxError
from socialkit.model.post import Network
from socialkit.outbox.cooldowns import UNOFFICIAL
from socialkit.outbox.heartbeat import leave_sign
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.verify import confirm_with
from socialkit.pipeline.cycle import Turn, judge_of
from socialkit.pipeline.delivery.publish import Desk
from socialkit.pipeline.planning.removal_grace import with_held
from socialkit.publishers.factory import InstagramGraphRecipe, InstagramRecipe, PageRecipe, Recipe
from socialkit.publishers.isolation.client import Courier
from socialkit.publishers.protocol import LivePublisher, Publisher
from socialkit.publishers.rehearsal_publisher import RehearsalPublisher
from socialkit.runtime.container import Wiring
from socialkit.runtime.workspace_lock import find_owner

log = logging.getLogger("socialkit")

BACKUPS = "backups"
SENDER = (sys.executable, "-m", "socialkit.runtime.network_process")


@dataclass(frozen=True)
class LiveDesk:
    """An open outbox, the roads there is a login for, and the desk between them."""

    store: Store
    couriers: Mapping[Network, Courier]
    desk: Desk


def find_recipe(wiring: Wiring, network: Network) -> Recipe | None:
    """What the road to `network` is built from; None where there is nothing to log in with."""
    rule = wiring.workspace.schedule.accounts.get(network)
    if rule is None:
        return None
    if network is Network.FACEBOOK:
        return _find_page(wiring)
    return _find_instagram(wiring) if rule.via == UNOFFICIAL else _find_instagram_graph(wiring)


def find_username(wiring: Wiring) -> str | None:
    """The name under which a login to Instagram would be tried; None where none is needed."""
    rule = wiring.workspace.schedule.accounts.get(Network.INSTAGRAM)
    is_tried = rule is not None and rule.via == UNOFFICIAL
    return wiring.settings.instagram_username if is_tried else None


def _find_page(wiring: Wiring) -> PageRecipe | None:
    settings = wiring.settings
    if settings.facebook_page_token is None:
        return None
    secret = settings.meta_app_secret
    return PageRecipe(
        settings.facebook_page_token.get_secret_value(),
        settings.send_timeout,
        settings.meta_app_id,
        secret.get_secret_value() if secret else None,
        wiring.state_folder / "sessions" / "facebook-page.json",
    )


def _find_instagram_graph(wiring: Wiring) -> InstagramGraphRecipe | None:
    page = _find_page(wiring)
    if page is None:
        return None
    return InstagramGraphRecipe(page, wiring.settings.public_url, wiring.workspace.quotes)


def _find_instagram(wiring: Wiring) -> InstagramRecipe | None:
    settings = wiring.settings
    if settings.instagram_username is None:
        return None
    username = settings.instagram_username.strip().removeprefix("@").lower()
    password, seed = settings.instagram_password, settings.instagram_totp_seed
    session_file = wiring.state_folder / "sessions" / f"instagram-{_file_name(username)}.json"
    if password is None and not session_file.exists():
        return None
    return InstagramRecipe(
        username,
        password.get_secret_value() if password else None,
        seed.get_secret_value() if seed else None,
        session_file,
        settings.pace,
        settings.send_timeout,
    )


def _file_name(username: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "._-" else "-" for sign in username)


def make_couriers(wiring: Wiring, stopping: Callable[[], bool]) -> dict[Network, Courier]:
    """The roads there is a login for, each in a process of its own that can be killed."""
    timeout = wiring.settings.send_timeout
    recipes = {network: find_recipe(wiring, network) for network in Network}
    return {
        network: Courier(recipe, SENDER, send_timeout=timeout, stopping=stopping)
        for network, recipe in recipes.items()
        if recipe is not None
    }


def make_desk(
    wiring: Wiring,
    store: Store,
    publishers: Mapping[Network, Publisher],
    *,
    rehearsal: bool = False,
) -> Desk:
    """The desk at which posts are sent."""
    return Desk(
        store,
        publishers,
        wiring.clock,
        find_owner(wiring.state_folder),
        with_held(judge_of(wiring.workspace, store, rehearsal=rehearsal), store),
        confirm_with(store, now=wiring.clock.now()),
        wiring.settings.send_timeout,
        wiring.settings.look_up_after,
    )


@contextmanager
def open_desk(wiring: Wiring, stopping: Callable[[], bool] = lambda: False) -> Iterator[LiveDesk]:
    """The outbox, the live roads and the desk, closed again in the end."""
    couriers = make_couriers(wiring, stopping)
    try:
        with wiring.open_outbox() as store:
            yield LiveDesk(store, couriers, make_desk(wiring, store, couriers))
    finally:
        for courier in couriers.values():
            courier.close()


@contextmanager
def open_turn(
    wiring: Wiring, stopping: Callable[[], bool] = lambda: False, *, rehearsal: bool = False
) -> Iterator[Turn]:
    """One turn of the clock. The caller, or its parent, holds the lock."""
    if rehearsal:
        with wiring.station(rehearsal=True).open_outbox() as store:
            leave_sign(store, wiring.station(rehearsal=True).heartbeat, now=wiring.clock.now())
            desk = make_desk(wiring, store, _rehearsal_roads(wiring), rehearsal=True)
            yield _make_turn(wiring, desk, {}, stopping, rehearsal=True)
        return
    with open_desk(wiring, stopping) as live:
        _look_after_database(wiring, live.store)
        yield _make_turn(wiring, live.desk, live.couriers, stopping, rehearsal=False)


def _look_after_database(wiring: Wiring, store: Store) -> None:
    """Sign it, so that an old copy is known for one, and copy it once a day. Neither stops a post."""
    now = wiring.clock.now()
    leave_sign(store, wiring.station().heartbeat, now=now)
    try:
        store.back_up(wiring.state_folder / BACKUPS, today=now.date())
    except OutboxError as error:
        log.warning("%s", error)


def _make_turn(
    wiring: Wiring,
    desk: Desk,
    publishers: Mapping[Network, LivePublisher],
    stopping: Callable[[], bool],
    *,
    rehearsal: bool,
) -> Turn:
    return Turn(
        wiring.workspace,
        desk,
        publishers,
        wiring.assets,
        find_username(wiring),
        stopping,
        sole_owner=desk.owner,
        rehearsal=rehearsal,
    )


def _rehearsal_roads(wiring: Wiring) -> dict[Network, Publisher]:
    folder = wiring.state_folder / "rehearsal-run"
    return {network: RehearsalPublisher(network, folder, wiring.clock) for network in Network}
