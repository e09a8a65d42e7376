"""Connect, in a turn of the clock, every account that the articles allow and that there is a login for.

A login that was refused is not tried again before she acts.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from socialkit.errors import PublishError, SocialkitError, TemporaryFailure
from socialkit.model.network import Network
from socialkit.model.post import UNTIL_OWNER_ACTS, Account
from socialkit.pipeline.accounts.account_session import AccountSession
from socialkit.pipeline.accounts.connect import connect, linked_accounts
from socialkit.pipeline.accounts.cooldown import (
    is_cooling_down,
    record_account_error,
    start_cooldown,
)
from socialkit.pipeline.accounts.verify import refuse_account_mismatch
from socialkit.publishers.protocol import LivePublisher

log = logging.getLogger(__name__)

LOGIN_AGAIN_AFTER = timedelta(minutes=10)
"""After a network could not be reached for a login. A refused login waits for her."""


def log_in(session: AccountSession) -> None:
    """Connect what is not connected yet and does not rest."""
    if session.are_closed:
        return
    known = {(one.network, one.account): one for one in session.store.accounts()}
    for network, publisher in session.publishers.items():
        links = linked_accounts(session.workspace, network)
        fresh = [one for one in links if _may_be_tried(session, known.get((network, one)))]
        if fresh and not session.stopping():
            _log_in_to(session, publisher, fresh)


def _may_be_tried(session: AccountSession, account: Account | None) -> bool:
    if account is None:
        return True
    return account.connected_at is None and not is_cooling_down(account, now=session.clock.now())


def _log_in_to(session: AccountSession, publisher: LivePublisher, links: Sequence[str]) -> None:
    network, now = publisher.network, session.clock.now()
    try:
        if network is Network.INSTAGRAM and session.username is not None:
            refuse_account_mismatch(session.username, linked_accounts(session.workspace, network))
        connect(
            network, session.workspace, session.store, publisher, now=now, agree=lambda *_: False
        )
    except SocialkitError as error:
        log.warning("%s: %s", network.label, error)
        via = session.workspace.schedule.accounts[network].via
        for link in links:
            _let_rest(session, Account(network, link, via), error)


def _let_rest(session: AccountSession, account: Account, error: SocialkitError) -> None:
    now = session.clock.now()
    if isinstance(error, PublishError) and record_account_error(
        session.store, account, error, now=now
    ):
        return
    until = now + LOGIN_AGAIN_AFTER if isinstance(error, PublishError) else UNTIL_OWNER_ACTS
    words = error.tried_again if isinstance(error, TemporaryFailure) else str(error)
    start_cooldown(session.store, account, words, until=until)
