"""Connect the accounts that the articles link to: by command, or in a cycle if there is a login."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from socialkit.errors import (
    AccountProblem,
    PublishError,
    SocialkitError,
    TemporaryFailure,
    UsageError,
)
from socialkit.model.network import Network
from socialkit.model.post import UNTIL_OWNER_ACTS, Account, AccountRef, Identity, State
from socialkit.model.protocols import Clock
from socialkit.outbox.machine.unconfirmed import looked_again
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import (
    allow,
    is_same_account,
    remember_share_link,
    resolve_share_link,
)
from socialkit.pipeline.accounts.cooldown import (
    is_cooling_down,
    record_account_error,
    start_cooldown,
)
from socialkit.pipeline.accounts.verify import (
    mismatch_message,
    refuse_account_mismatch,
    select_page,
    unclear_words,
)
from socialkit.pipeline.schedule.pause import pause_in_force, read_pause
from socialkit.pipeline.workspace.load import Workspace
from socialkit.publishers.protocol import LivePublisher

log = logging.getLogger(__name__)

LOGIN_RETRY_PERIOD = timedelta(minutes=10)
"""After a network could not be reached for a login. A refused login waits for the owner."""


@dataclass(frozen=True, slots=True)
class AccountSession:
    """What accounts are reached with. `username` is the Instagram name that would be logged in; it is
    checked before any password is sent. `stopping` is true once nothing new may begin."""

    workspace: Workspace
    store: Store
    clock: Clock
    publishers: Mapping[Network, LivePublisher]
    username: str | None = None
    stopping: Callable[[], bool] = lambda: False

    @property
    def is_closed(self) -> bool:
        """Whether no network may be asked: in a pause, and when socialkit stops."""
        schedule, now = self.workspace.schedule, self.clock.now()
        pause = pause_in_force(schedule, read_pause(self.store), now=now)
        return self.stopping() or pause is not None


@dataclass(frozen=True, slots=True)
class Connected:
    """What `connect` did: whom the network takes us for, and which links of the articles are connected.
    `refused` says why others are not. `unclear` links need the owner's confirmation (`--yes`)."""

    identity: Identity
    links: tuple[str, ...]
    refused: Mapping[str, str]
    unclear: Mapping[str, str]


def linked_accounts(workspace: Workspace, network: Network) -> tuple[str, ...]:
    """The accounts of `network` that articles other than samples allow, each once."""
    rules = workspace.schedule.accounts
    found = [
        allow(article, rules)[0].get(network)
        for article in workspace.articles.values()
        if not article.sample
    ]
    return tuple(dict.fromkeys(one for one in found if one is not None))


def require_links(workspace: Workspace, network: Network) -> tuple[str, ...]:
    """The accounts of `network` that articles allow. Raise UsageError with the reason if there is none."""
    links = linked_accounts(workspace, network)
    if links:
        return links
    rules = workspace.schedule.accounts
    if network not in rules:
        raise UsageError(
            f"schedule.yaml names no {network.label} account. Add under accounts: the row "
            f"{network.value}: {{{'account' if network is Network.INSTAGRAM else 'page'}: linked}}"
        )
    articles = workspace.articles.values()
    reasons = [
        allow(one, rules)[1].get(network) if not one.sample else _sample_words(one.title)
        for one in articles
    ]
    words = "\n".join(dict.fromkeys(one for one in reasons if one is not None))
    raise UsageError(words or "There is no article yet; put one into articles/.")


def _sample_words(title: str) -> str:
    return f"“{title}” is a sample: it can be rehearsed, it is never posted."


def connect(
    network: Network,
    workspace: Workspace,
    store: Store,
    publisher: LivePublisher,
    *,
    now: datetime,
    agree: Callable[[Identity, str], bool],
) -> Connected:
    """Log in, compare the login with every link of the articles, store which accounts are connected.

    `agree` is asked once for a share link that nobody can resolve: does it mean this Page? Raise
    PublishError if the login fails, UsageError if no article links to any account.
    """
    links = require_links(workspace, network)
    select_page(publisher, links, store, now=now)
    identity = publisher.identify()
    refused: dict[str, str] = {}
    unclear: dict[str, str] = {}
    for link in links:
        meaning = resolve_share_link(store, link, now=now)
        if meaning is None and agree(identity, link):
            meaning = identity.id
            remember_share_link(store, link, meaning, now=now)
        if meaning is None:
            unclear[link] = unclear_words(identity, link)
        elif not is_same_account(identity, meaning):
            refused[link] = mismatch_message(identity, link, meaning)
        _save(store, workspace, identity, link, problem=_problem(identity, link, meaning), now=now)
    done = tuple(one for one in links if one not in refused and one not in unclear)
    return Connected(identity, done, refused, unclear)


def _problem(identity: Identity, link: str, meaning: str | None) -> str | None:
    if meaning is None:
        return unclear_words(identity, link)
    return None if is_same_account(identity, meaning) else mismatch_message(identity, link, meaning)


def _save(
    store: Store,
    workspace: Workspace,
    identity: Identity,
    link: str,
    *,
    problem: str | None,
    now: datetime,
) -> None:
    via = workspace.schedule.accounts[identity.network].via
    row = Account(identity.network, link, via, expires_at=identity.expires_at, checked_at=now)
    for known in store.accounts():
        if AccountRef.of(known) == AccountRef.of(row):
            # A successful login does not clear an earlier block.
            row = replace(row, blocks=known.blocks, blocked_at=known.blocked_at)
    if problem is None:
        store.save_account(replace(row, connected_at=now, identity=identity.id))
        _schedule_look(store, row, now=now)
    else:
        store.save_account(replace(row, problem=problem, paused_until=UNTIL_OWNER_ACTS))


def refuse_login(
    workspace: Workspace, store: Store, network: Network, error: AccountProblem, *, now: datetime
) -> None:
    """Store that the login was refused, so that it is not tried again before the owner acts."""
    via = workspace.schedule.accounts[network].via
    for link in linked_accounts(workspace, network):
        record_account_error(store, Account(network, link, via), error, now=now)


def apply_route_change(workspace: Workspace, store: Store) -> None:
    """Reset every account whose `via` changed: an error or a login on the old route says nothing about
    the new one."""
    for row in store.accounts():
        rule = workspace.schedule.accounts.get(row.network)
        if rule is not None and rule.via != row.via:
            store.save_account(Account(row.network, row.account, rule.via, identity=row.identity))


def _schedule_look(store: Store, account: Account, *, now: datetime) -> None:
    """Look once more for posts that stayed in doubt because the account could not be read."""
    for post in store.posts(states=(State.UNCONFIRMED,)):
        is_its = AccountRef.of(post.plan) == AccountRef.of(account)
        if is_its and post.look_at is None:
            store.finish(post, looked_again(post, now=now))


def log_in(session: AccountSession) -> None:
    """Connect every account that is not connected yet and is not cooling down."""
    if session.is_closed:
        return
    known = {AccountRef.of(one): one for one in session.store.accounts()}
    for network, publisher in session.publishers.items():
        links = linked_accounts(session.workspace, network)
        fresh = [
            one for one in links if _may_be_tried(session, known.get(AccountRef(network, one)))
        ]
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
            _start_cooldown(session, Account(network, link, via), error)


def _start_cooldown(session: AccountSession, account: Account, error: SocialkitError) -> None:
    now = session.clock.now()
    if isinstance(error, PublishError) and record_account_error(
        session.store, account, error, now=now
    ):
        return
    until = now + LOGIN_RETRY_PERIOD if isinstance(error, PublishError) else UNTIL_OWNER_ACTS
    words = error.tried_again if isinstance(error, TemporaryFailure) else str(error)
    start_cooldown(session.store, account, words, until=until)
