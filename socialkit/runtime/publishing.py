"""The live parts of a workspace: its publishers, what a delivery needs, and one cycle."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import assert_never

from socialkit.errors import OutboxError
from socialkit.model.network import Network
from socialkit.outbox.cooldowns import UNOFFICIAL
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import write_heartbeat
from socialkit.pipeline.accounts.verify import make_account_verifier
from socialkit.pipeline.cycle import Cycle, make_preflight
from socialkit.pipeline.delivery.publish import DeliveryContext
from socialkit.pipeline.planning.removal_grace import with_removal_grace
from socialkit.publishers.factory import (
    InstagramConfig,
    InstagramGraphConfig,
    PageConfig,
    PublisherConfig,
)
from socialkit.publishers.isolation.isolated_publisher import IsolatedPublisher
from socialkit.publishers.protocol import LivePublisher, Publisher
from socialkit.publishers.rehearsal_publisher import RehearsalPublisher
from socialkit.runtime.container import Container
from socialkit.runtime.workspace_lock import worker_id

log = logging.getLogger("socialkit")

BACKUPS = "backups"
SENDER = (sys.executable, "-m", "socialkit.runtime.network_process")


@dataclass(frozen=True)
class LiveDelivery:
    """An open outbox, the publishers there is a login for, and what a delivery needs."""

    store: Store
    publishers: Mapping[Network, IsolatedPublisher]
    delivery: DeliveryContext


def find_publisher_config(container: Container, network: Network) -> PublisherConfig | None:
    """What the publisher for `network` is built from; None where there is nothing to log in with."""
    rule = container.workspace.schedule.accounts.get(network)
    if rule is None:
        return None
    match network:
        case Network.FACEBOOK:
            return _find_page(container)
        case Network.INSTAGRAM if rule.via == UNOFFICIAL:
            return _find_instagram(container)
        case Network.INSTAGRAM:
            return _find_instagram_graph(container)
        case _:
            assert_never(network)


def find_username(container: Container) -> str | None:
    """The name under which a login to Instagram would be tried; None where none is needed."""
    rule = container.workspace.schedule.accounts.get(Network.INSTAGRAM)
    is_tried = rule is not None and rule.via == UNOFFICIAL
    return container.settings.instagram_username if is_tried else None


def _find_page(container: Container) -> PageConfig | None:
    settings = container.settings
    if settings.facebook_page_token is None:
        return None
    secret = settings.meta_app_secret
    return PageConfig(
        settings.facebook_page_token.get_secret_value(),
        settings.send_timeout,
        settings.meta_app_id,
        secret.get_secret_value() if secret else None,
        container.state_folder / "sessions" / "facebook-page.json",
    )


def _find_instagram_graph(container: Container) -> InstagramGraphConfig | None:
    page = _find_page(container)
    if page is None:
        return None
    return InstagramGraphConfig(page, container.settings.public_url, container.workspace.quotes)


def _find_instagram(container: Container) -> InstagramConfig | None:
    settings = container.settings
    if settings.instagram_username is None:
        return None
    username = settings.instagram_username.strip().removeprefix("@").lower()
    password, seed = settings.instagram_password, settings.instagram_totp_seed
    session_file = container.state_folder / "sessions" / f"instagram-{_file_name(username)}.json"
    if password is None and not session_file.exists():
        return None
    return InstagramConfig(
        username,
        password.get_secret_value() if password else None,
        seed.get_secret_value() if seed else None,
        session_file,
        settings.pace,
        settings.send_timeout,
    )


def _file_name(username: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "._-" else "-" for letter in username)


def make_isolated_publishers(
    container: Container, stopping: Callable[[], bool]
) -> dict[Network, IsolatedPublisher]:
    """The publishers there is a login for, each in a process of its own that can be killed."""
    timeout = container.settings.send_timeout
    configs = {network: find_publisher_config(container, network) for network in Network}
    return {
        network: IsolatedPublisher(config, SENDER, send_timeout=timeout, stopping=stopping)
        for network, config in configs.items()
        if config is not None
    }


def make_delivery_context(
    container: Container,
    store: Store,
    live: Mapping[Network, LivePublisher],
    rehearsed: Mapping[Network, Publisher] | None = None,
) -> DeliveryContext:
    """What posts are sent with: the live publishers, or in a rehearsal the rehearsed ones."""
    rehearsal = rehearsed is not None
    return DeliveryContext(
        store,
        live if rehearsed is None else rehearsed,
        container.clock,
        worker_id(container.state_folder),
        with_removal_grace(make_preflight(container.workspace, store, rehearsal=rehearsal), store),
        make_account_verifier(store, live, now=container.clock.now()),
        container.settings.send_timeout,
        container.settings.look_up_after,
    )


@contextmanager
def open_delivery(
    container: Container, stopping: Callable[[], bool] = lambda: False
) -> Iterator[LiveDelivery]:
    """The outbox, the live publishers and what a delivery needs; closed again in the end."""
    publishers = make_isolated_publishers(container, stopping)
    try:
        with container.open_outbox() as store:
            yield LiveDelivery(
                store, publishers, make_delivery_context(container, store, publishers)
            )
    finally:
        for publisher in publishers.values():
            publisher.close()


@contextmanager
def open_cycle(
    container: Container, stopping: Callable[[], bool] = lambda: False, *, rehearsal: bool = False
) -> Iterator[Cycle]:
    """What one cycle needs. The caller, or its parent, holds the lock."""
    if rehearsal:
        with container.context(rehearsal=True).open_outbox() as store:
            write_heartbeat(
                store, container.context(rehearsal=True).heartbeat, now=container.clock.now()
            )
            delivery = make_delivery_context(container, store, {}, _rehearsal_publishers(container))
            yield _make_cycle(container, delivery, {}, stopping, rehearsal=True)
        return
    with open_delivery(container, stopping) as live:
        _look_after_database(container, live.store)
        yield _make_cycle(container, live.delivery, live.publishers, stopping, rehearsal=False)


def _look_after_database(container: Container, store: Store) -> None:
    """Write the heartbeat, so that an old copy of the database is recognised, and copy the database once
    a day. Neither stops a post."""
    now = container.clock.now()
    write_heartbeat(store, container.context().heartbeat, now=now)
    try:
        store.back_up(container.state_folder / BACKUPS, today=now.date())
    except OutboxError as error:
        log.warning("%s", error)


def _make_cycle(
    container: Container,
    delivery: DeliveryContext,
    publishers: Mapping[Network, LivePublisher],
    stopping: Callable[[], bool],
    *,
    rehearsal: bool,
) -> Cycle:
    return Cycle(
        container.workspace,
        delivery,
        publishers,
        container.assets,
        find_username(container),
        stopping,
        sole_worker=delivery.worker,
        rehearsal=rehearsal,
    )


def _rehearsal_publishers(container: Container) -> dict[Network, Publisher]:
    folder = container.state_folder / "rehearsal-run"
    return {network: RehearsalPublisher(network, folder, container.clock) for network in Network}
