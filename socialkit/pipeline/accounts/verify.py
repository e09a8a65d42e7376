"""Whose account is a login? Held against what an article links to.

Posts nothing, connects nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from socialkit.article.links.urls import instagram_handle
from socialkit.errors import AccountProblem, PublishError, UsageError
from socialkit.model.network import Network
from socialkit.model.post import Account, Identity
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import is_same_account, resolve_share_link
from socialkit.pipeline.accounts.page_selection import select_page
from socialkit.publishers.protocol import Publisher


def find_account_mismatch(
    store: Store, identity: Identity, account: Account, *, now: datetime
) -> str | None:
    """Why a login is not the account any more that was connected; None where it is."""
    meaning = resolve_share_link(store, account.account, now=now)
    if meaning is None:
        return unclear_words(identity, account.account)
    if is_same_account(identity, meaning):
        return None
    if identity.id == account.identity:
        return (
            f"Your account “{account.account}” is called {identity.handle or identity.name} now. "
            f"Nothing is posted there. Mend the link in the article, and the account is connected "
            f"again by itself."
        )
    return mismatch_message(identity, account.account, meaning)


def mismatch_message(identity: Identity, link: str, meaning: str) -> str:
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


def make_account_verifier(store: Store, *, now: datetime) -> Callable[[Publisher, str], None]:
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
        row = Account(identity.network, account, via="")
        words = find_account_mismatch(store, identity, row, now=now)
        if words is not None:
            raise AccountProblem(words, network=publisher.network)

    return confirm


def _ask(publisher: Any, account: str, store: Store, now: datetime) -> Identity | PublishError:
    connected = [
        one.account
        for one in store.accounts()
        if one.network is publisher.network and one.connected_at and not one.problem
    ]
    try:
        select_page(publisher, tuple(dict.fromkeys([*connected, account])), store, now=now)
        identity: Identity = publisher.identify()
        return identity
    except PublishError as error:
        return error


def refuse_account_mismatch(username: str, links: tuple[str, ...]) -> None:
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
