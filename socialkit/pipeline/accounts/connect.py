"""The accounts that her articles link to, and which of them are connected.

Posts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from socialkit.errors import AccountProblem, UsageError
from socialkit.model.network import Network
from socialkit.model.post import UNTIL_OWNER_ACTS, Account, Identity, State
from socialkit.outbox.machine.reconciliation import looked_again
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import (
    is_same_account,
    remember_share_link,
    resolve_share_link,
)
from socialkit.pipeline.accounts.allowed import allow
from socialkit.pipeline.accounts.cooldown import record_account_error
from socialkit.pipeline.accounts.page_selection import select_page
from socialkit.pipeline.accounts.verify import mismatch_message, unclear_words
from socialkit.pipeline.workspace.load import Workspace
from socialkit.publishers.protocol import LivePublisher


@dataclass(frozen=True, slots=True)
class Connected:
    """What came of `connect`: whom the network takes us for, and for each link of the articles
    either that it is connected or, in words, why not. `unclear` links need her word (`--yes`)."""

    identity: Identity
    links: tuple[str, ...]
    refused: Mapping[str, str]
    unclear: Mapping[str, str]


def linked_accounts(workspace: Workspace, network: Network) -> tuple[str, ...]:
    """The accounts of `network` that articles allow, samples left out, each once."""
    rules = workspace.schedule.accounts
    found = [
        allow(article, rules)[0].get(network)
        for article in workspace.articles.values()
        if not article.sample
    ]
    return tuple(dict.fromkeys(one for one in found if one is not None))


def require_links(workspace: Workspace, network: Network) -> tuple[str, ...]:
    """The accounts that articles allow. Raise UsageError saying why there is none."""
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
    """Log in, hold the login against every link of the articles, store what is connected.

    `agree` is asked once for a share link that nobody can resolve: does it mean this Page? Raise
    PublishError where the login fails, UsageError where no article links to any account.
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
        if (known.network, known.account) == (row.network, link):  # a login is no proof of peace
            row = replace(row, blocks=known.blocks, blocked_at=known.blocked_at)
    if problem is None:
        store.save_account(replace(row, connected_at=now, identity=identity.id))
        _schedule_check(store, row, now=now)
    else:
        store.save_account(replace(row, problem=problem, paused_until=UNTIL_OWNER_ACTS))


def refuse_login(
    workspace: Workspace, store: Store, network: Network, error: AccountProblem, *, now: datetime
) -> None:
    """Store that the login was refused: these accounts rest."""
    via = workspace.schedule.accounts[network].via
    for link in linked_accounts(workspace, network):
        record_account_error(store, Account(network, link, via), error, now=now)


def apply_route_change(workspace: Workspace, store: Store) -> None:
    """An account whose road she changed begins anew: what went wrong on the other one says nothing of
    this one, and its login is not this one's."""
    for row in store.accounts():
        rule = workspace.schedule.accounts.get(row.network)
        if rule is not None and rule.via != row.via:
            store.save_account(Account(row.network, row.account, rule.via, identity=row.identity))


def _schedule_check(store: Store, account: Account, *, now: datetime) -> None:
    """What was left in doubt because the account could not be read is looked for once more."""
    for post in store.posts(states=(State.UNCONFIRMED,)):
        is_its = (post.plan.network, post.plan.account) == (account.network, account.account)
        if is_its and post.look_at is None:
            store.finish(post, looked_again(post, now=now))
