"""Whose account is it? The logins she has, held against the links of her articles.

In: a publisher that is logged in, articles, the outbox. Out: accounts connected, or refused in
words. Posts nothing. Knows nothing of how a network is spoken to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from socialkit.article import instagram_handle
from socialkit.errors import AccountProblem, PublishError, UsageError
from socialkit.model import Account, Identity, Network, State
from socialkit.outbox import Store, looked_again
from socialkit.pipeline.candidates import NAMES, allow
from socialkit.pipeline.her_pages import settle_page
from socialkit.pipeline.meaning import find_meaning, is_same_account, keep_meaning
from socialkit.pipeline.trouble import UNTIL_SHE_ACTS, rest_account
from socialkit.pipeline.workspace import Workspace
from socialkit.publishers import LivePublisher, Publisher


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
            f"schedule.yaml names no {NAMES[network]} account. Add under accounts: the row "
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
    settle_page(publisher, links, store, now=now)
    identity = publisher.identify()
    refused: dict[str, str] = {}
    unclear: dict[str, str] = {}
    for link in links:
        meaning = find_meaning(store, link, now=now)
        if meaning is None and agree(identity, link):
            meaning = identity.id
            keep_meaning(store, link, meaning, now=now)
        if meaning is None:
            unclear[link] = unclear_words(identity, link)
        elif not is_same_account(identity, meaning):
            refused[link] = refusal(identity, link, meaning)
        _save(store, workspace, identity, link, problem=_problem(identity, link, meaning), now=now)
    done = tuple(one for one in links if one not in refused and one not in unclear)
    return Connected(identity, done, refused, unclear)


def _problem(identity: Identity, link: str, meaning: str | None) -> str | None:
    if meaning is None:
        return unclear_words(identity, link)
    return None if is_same_account(identity, meaning) else refusal(identity, link, meaning)


def _save(
    store: Store,
    workspace: Workspace,
    identity: Identity,
    link: str,
    *,
    problem: str | None,
    now: datetime,
) -> None:
    rule = workspace.schedule.accounts[identity.network]
    row = Account(identity.network, link, rule.via, expires_at=identity.expires_at)
    if problem is None:
        store.save_account(replace(row, connected_at=now, identity=identity.id))
        _look_again(store, row, now=now)
    else:
        store.save_account(replace(row, problem=problem, paused_until=UNTIL_SHE_ACTS))


def refuse_login(
    workspace: Workspace, store: Store, network: Network, error: AccountProblem
) -> None:
    """Store that the login was refused: nothing goes to these accounts until she acts."""
    via = workspace.schedule.accounts[network].via
    for link in linked_accounts(workspace, network):
        row = Account(network, link, via)
        rest_account(store, row, str(error), until=UNTIL_SHE_ACTS)


def _look_again(store: Store, account: Account, *, now: datetime) -> None:
    """What was left in doubt because the account could not be read is looked for once more."""
    for post in store.posts(states=(State.UNCONFIRMED,)):
        is_its = (post.plan.network, post.plan.account) == (account.network, account.account)
        if is_its and post.look_at is None:
            store.finish(post, looked_again(post, now=now))


def refusal(identity: Identity, link: str, meaning: str) -> str:
    """Why this login is not the account of the link, and what she can do."""
    if identity.network is Network.INSTAGRAM and identity.page:
        return (
            f"The Page “{identity.page}” is connected to @{identity.handle} on Instagram, but the "
            f"article links to @{link}. Nothing is posted there. Connect that account to the Page, "
            f"put a token of its own Page into .env, or mend the link in the article."
        )
    if identity.network is Network.INSTAGRAM:
        return (
            f"You are logged in as @{identity.handle}, but the article links to @{link}. Nothing "
            f"is posted there. Put the right name into SOCIALKIT_INSTAGRAM_USERNAME, or mend the "
            f"link in the article."
        )
    led = f", which leads to {meaning}" if meaning != link else ""
    return (
        f"Your token is for the Page “{identity.name}” ({_number(identity)}), but the article links "
        f"to {link}{led}. Nothing is posted there. If that is your personal profile: programs may "
        f"post to Pages only, so put the address of your Page into the article. If it is another "
        f"Page of yours, put a token of that Page into .env."
    )


def unclear_words(identity: Identity, link: str) -> str:
    """What she is asked about a share link that nobody can resolve."""
    return (
        f"The article links to {link}, and Facebook does not say whose Page that is. If it is "
        f"“{identity.name}” ({_number(identity)}), say so once: socialkit connect facebook --yes"
    )


def _number(identity: Identity) -> str:
    return f"id {identity.id}"


def confirm_with(store: Store, *, now: datetime) -> Callable[[Publisher, str], None]:
    """A check, before anything is sent, that a publisher is logged in as the account of a post.

    Each publisher is asked once; the answer holds for this turn, and so does a refusal: a password
    is never sent once for each post.
    """
    known: dict[int, Identity | PublishError] = {}

    def confirm(publisher: Publisher, account: str) -> None:
        if not hasattr(publisher, "identify"):
            return
        identity = known.get(id(publisher)) or _ask(publisher, account, store, now)
        known[id(publisher)] = identity
        if isinstance(identity, PublishError):
            raise identity
        meaning = find_meaning(store, account, now=now)
        if meaning is None:
            raise AccountProblem(unclear_words(identity, account), network=publisher.network)
        if not is_same_account(identity, meaning):
            raise AccountProblem(refusal(identity, account, meaning), network=publisher.network)

    return confirm


def _ask(publisher: Any, account: str, store: Store, now: datetime) -> Identity | PublishError:
    connected = [
        one.account
        for one in store.accounts()
        if one.network is publisher.network and one.connected_at and not one.problem
    ]
    try:
        settle_page(publisher, tuple(dict.fromkeys([*connected, account])), store, now=now)
        identity: Identity = publisher.identify()
        return identity
    except PublishError as error:
        return error


def refuse_stranger(username: str, links: tuple[str, ...]) -> None:
    """Raise UsageError before a password is sent when the user name cannot be an account of the
    articles. A mail address or a number as user name shows itself only after the login."""
    handle = instagram_handle(username)
    if handle is None or handle in links:
        return
    named = ", ".join(f"@{one}" for one in links)
    raise UsageError(
        f"SOCIALKIT_INSTAGRAM_USERNAME is {handle}, but your articles link to {named}. Nothing was "
        f"sent. Put the right name into .env, or mend the link in the article."
    )
