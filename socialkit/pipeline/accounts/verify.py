"""Whose account is a login, and which of several Pages is meant: refuse to post if it is not the account that
an article links to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from socialkit.article.links.urls import instagram_handle
from socialkit.errors import AccountProblem, PublishError, UsageError
from socialkit.model.network import Network
from socialkit.model.post import Account, Identity
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import is_same_account, resolve_share_link
from socialkit.publishers.protocol import LivePublisher, Publisher


def select_page(
    publisher: LivePublisher, links: tuple[str, ...], store: Store, *, now: datetime
) -> None:
    """Choose the account that the articles link to, if the login leads to several. Raise PublishError
    if none of them is meant, or if that cannot be seen.

    A share link that nobody can resolve may mean the only account there is. Then that one is chosen,
    and nothing is posted before the owner confirms it (`connect` asks).
    """
    offered = publisher.find_choices()
    if not offered:
        return
    meanings = {link: resolve_share_link(store, link, now=now) for link in links}
    chosen = _find(offered, meanings)
    if chosen is None and len(offered) == 1 and None in meanings.values():
        chosen = offered[0]
    if chosen is None:
        words = _describe_mismatch(offered, meanings)
        raise AccountProblem(words, network=publisher.network)
    publisher.choose(chosen.id)


def _find(offered: tuple[Identity, ...], meanings: Mapping[str, str | None]) -> Identity | None:
    """The first account that a link means, in the order of the articles."""
    for meaning in meanings.values():
        for one in offered:
            if meaning is not None and is_same_account(one, meaning):
                return one
    return None


def _describe_mismatch(offered: tuple[Identity, ...], meanings: Mapping[str, str | None]) -> str:
    network = offered[0].network
    known = [link for link, meaning in meanings.items() if meaning is not None]
    there = ", ".join(_name(one) for one in offered)
    if network is Network.INSTAGRAM:
        linked = " and ".join(f"@{link}" for link in known)
        return (
            f"Your token leads to these accounts: {there}. The article links to {linked}. Nothing is "
            f"posted there. Connect that account to one of your Pages, make the token again and choose "
            f"the right Page in Meta's window. Or fix the link in the article."
        )
    if not known:
        link = next(iter(meanings))
        return (
            f"Your token leads to {len(offered)} Pages: {there}. The article links to {link}, and "
            f"Facebook does not say which of them that is. Nothing is posted there. Put the Page's own "
            f"address into the article, as your browser shows it when you look at the Page."
        )
    linked = " and ".join(_with_target(link, meanings[link]) for link in known)
    return (
        f"Your token leads to these Pages: {there}. The article links to {linked}. Nothing is posted "
        f"there. If that is your personal profile: programs may post to Pages only, so put the address "
        f"of your Page into the article. If it is another Page of yours, make the token again and "
        f"choose that Page, too, in Meta's window."
    )


def _with_target(link: str, meaning: str | None) -> str:
    return link if meaning == link else f"{link}, which leads to {meaning}"


def _name(identity: Identity) -> str:
    if identity.network is Network.INSTAGRAM:
        return f"@{identity.handle} (of the Page “{identity.page}”)"
    return f"“{identity.name}” (id {identity.id})"


def find_account_mismatch(
    store: Store, identity: Identity, account: Account, *, now: datetime
) -> str | None:
    """Why a login is no longer the account that was connected; None if it still is."""
    meaning = resolve_share_link(store, account.account, now=now)
    if meaning is None:
        return unclear_words(identity, account.account)
    if is_same_account(identity, meaning):
        return None
    if identity.id == account.identity:
        return (
            f"Your account “{account.account}” is called {identity.handle or identity.name} now. "
            f"Nothing is posted there. Fix the link in the article; then the account is connected "
            f"again by itself."
        )
    return mismatch_message(identity, account.account, meaning)


def mismatch_message(identity: Identity, link: str, meaning: str) -> str:
    """Why this login is not the account of the link, and what the owner can do."""
    if identity.network is Network.INSTAGRAM and identity.page:
        return (
            f"The Page “{identity.page}” is connected to @{identity.handle} on Instagram, but the "
            f"article links to @{link}. Nothing is posted there. Connect that account to the Page, "
            f"put a token of its own Page into .env, or fix the link in the article."
        )
    if identity.network is Network.INSTAGRAM:
        return (
            f"You are logged in as @{identity.handle}, but the article links to @{link}. Nothing "
            f"is posted there. Put the right name into SOCIALKIT_INSTAGRAM_USERNAME, or fix the "
            f"link in the article."
        )
    target = f", which leads to {meaning}" if meaning != link else ""
    return (
        f"Your token is for the Page “{identity.name}” ({_id_of(identity)}), but the article links "
        f"to {link}{target}. Nothing is posted there. If that is your personal profile: programs may "
        f"post to Pages only, so put the address of your Page into the article. If it is another "
        f"Page of yours, put a token of that Page into .env."
    )


def unclear_words(identity: Identity, link: str) -> str:
    """What the owner is asked about a share link that nobody can resolve."""
    return (
        f"The article links to {link}, and Facebook does not say whose Page that is. If it is "
        f"“{identity.name}” ({_id_of(identity)}), confirm it once: socialkit connect facebook --yes"
    )


def _id_of(identity: Identity) -> str:
    return f"id {identity.id}"


def make_account_verifier(
    store: Store, publishers: Mapping[Network, LivePublisher], *, now: datetime
) -> Callable[[Publisher, str], None]:
    """A check, before anything is sent, that a publisher is logged in as the account of a post.

    Each network is asked once; the answer holds for one cycle, and so does a refusal: a password is
    never sent once for each post. A network that is not in `publishers` is rehearsed: it has no login.
    """
    known: dict[Network, Identity | PublishError] = {}

    def verify(publisher: Publisher, account: str) -> None:
        network = publisher.network
        live = publishers.get(network)
        if live is None:
            return
        if network not in known:
            known[network] = _identify(live, account, store, now)
        identity = known[network]
        if isinstance(identity, PublishError):
            raise identity
        row = Account(identity.network, account, via="")
        words = find_account_mismatch(store, identity, row, now=now)
        if words is not None:
            raise AccountProblem(words, network=network)

    return verify


def _identify(
    publisher: LivePublisher, account: str, store: Store, now: datetime
) -> Identity | PublishError:
    connected = [
        one.account
        for one in store.accounts()
        if one.network is publisher.network and one.connected_at and not one.problem
    ]
    try:
        select_page(publisher, tuple(dict.fromkeys([*connected, account])), store, now=now)
        return publisher.identify()
    except PublishError as error:
        return error


def refuse_account_mismatch(username: str, links: tuple[str, ...]) -> None:
    """Raise UsageError, before a password is sent, if the user name is no account of the articles. If
    it is a mail address or a phone number, that shows only after the login."""
    handle = instagram_handle(username)
    if handle is None or handle in links:
        return
    named = ", ".join(f"@{one}" for one in links)
    raise UsageError(
        f"SOCIALKIT_INSTAGRAM_USERNAME is {handle}, but your articles link to {named}. Nothing was "
        f"sent. Put the right name into .env, or fix the link in the article."
    )
