"""Connect, in a turn of the clock, every account that the articles allow and that there is a login for.

In: a workspace, the outbox, the roads to the networks. Out: accounts connected, or resting with the
reason in words. A login that was refused is not tried again before she acts.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from socialkit.errors import PublishError, SocialkitError, TemporaryFailure
from socialkit.model.post import UNTIL_SHE_ACTS, Account, Network
from socialkit.pipeline.accounts.account_session import Roads
from socialkit.pipeline.accounts.allowed import NAMES
from socialkit.pipeline.accounts.connect import connect, linked_accounts
from socialkit.pipeline.accounts.cooldown import note_trouble, rest_account, rests
from socialkit.pipeline.accounts.verify import refuse_stranger
from socialkit.publishers.protocol import LivePublisher

log = logging.getLogger(__name__)

LOGIN_AGAIN_AFTER = timedelta(minutes=10)
"""After a network could not be reached for a login. A refused login waits for her."""


def log_in(roads: Roads) -> None:
    """Connect what is not connected yet and does not rest."""
    if roads.are_closed:
        return
    known = {(one.network, one.account): one for one in roads.store.accounts()}
    for network, publisher in roads.publishers.items():
        links = linked_accounts(roads.workspace, network)
        fresh = [one for one in links if _may_be_tried(roads, known.get((network, one)))]
        if fresh and not roads.stopping():
            _log_in_to(roads, publisher, fresh)


def _may_be_tried(roads: Roads, account: Account | None) -> bool:
    if account is None:
        return True
    return account.connected_at is None and not rests(account, now=roads.clock.now())


def _log_in_to(roads: Roads, publisher: LivePublisher, links: Sequence[str]) -> None:
    network, now = publisher.network, roads.clock.now()
    try:
        if network is Network.INSTAGRAM and roads.username is not None:
            refuse_stranger(roads.username, linked_accounts(roads.workspace, network))
        connect(network, roads.workspace, roads.store, publisher, now=now, agree=lambda *_: False)
    except SocialkitError as error:
        log.warning("%s: %s", NAMES[network], error)
        via = roads.workspace.schedule.accounts[network].via
        for link in links:
            _let_rest(roads, Account(network, link, via), error)


def _let_rest(roads: Roads, account: Account, error: SocialkitError) -> None:
    now = roads.clock.now()
    if isinstance(error, PublishError) and note_trouble(roads.store, account, error, now=now):
        return
    until = now + LOGIN_AGAIN_AFTER if isinstance(error, PublishError) else UNTIL_SHE_ACTS
    words = error.tried_again if isinstance(error, TemporaryFailure) else str(error)
    rest_account(roads.store, account, words, until=until)
