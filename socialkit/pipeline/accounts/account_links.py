"""Which accounts an article's links allow, and which account a link means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import assert_never

from socialkit.article.links.no_account import what_to_link
from socialkit.article.links.urls import facebook_identity, instagram_handle
from socialkit.article.sources.fetch import find_redirect
from socialkit.model.article import Article, Links
from socialkit.model.network import Network
from socialkit.model.post import Account, AccountRef, Identity, PlannedPost
from socialkit.model.schedule import AccountRule
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import SHARE_LINK


def allow(
    article: Article, rules: Mapping[Network, AccountRule]
) -> tuple[dict[Network, str], dict[Network, str]]:
    """By network, the one account to which this article's lines may go, and for the other networks of
    the schedule why there is none. The article's own links are the only allow-list."""
    accounts: dict[Network, str] = {}
    blocked: dict[Network, str] = {}
    for network, rule in rules.items():
        linked = _linked(article.links, network)
        chosen = _choose(linked, rule)
        if chosen is None:
            blocked[network] = _why_blocked(article, network, linked, rule)
        else:
            accounts[network] = chosen
    return accounts, blocked


def _linked(links: Links, network: Network) -> tuple[str, ...]:
    match network:
        case Network.INSTAGRAM:
            return links.instagram
        case Network.FACEBOOK:
            return links.facebook
        case _:
            assert_never(network)


def _choose(linked: tuple[str, ...], rule: AccountRule) -> str | None:
    if rule.account == "linked":
        return linked[0] if len(linked) == 1 else None
    matching = [link for link in linked if _same_account(link, rule)]
    return matching[0] if matching else None


def _same_account(link: str, rule: AccountRule) -> bool:
    if rule.network is Network.INSTAGRAM:
        return instagram_handle(link) == instagram_handle(rule.account)
    identity = facebook_identity(link)
    wanted = facebook_identity(rule.account)
    return identity is not None and (identity == wanted or identity[1] == rule.account)


def _why_blocked(
    article: Article, network: Network, linked: tuple[str, ...], rule: AccountRule
) -> str:
    name, title = network.label, article.title
    if not linked:
        return (
            f"“{title}” links to no {name} account, so its lines do not go there. "
            f"{what_to_link(article.links, network)}"
        )
    if rule.account == "linked":
        return (
            f"“{title}” links to {len(linked)} {name} accounts ({', '.join(linked)}). "
            f"Say under accounts in schedule.yaml which one is meant."
        )
    if network is Network.FACEBOOK and any("/share/" in link for link in linked):
        return (
            f"“{title}” links to {', '.join(linked)}, and nobody can see from that whether it is "
            f"{rule.account}. Put the Page's own address into the article, or write page: linked."
        )
    return (
        f"“{title}” links to {', '.join(linked)}, not to {rule.account}. "
        f"Change the link in the article or the account in schedule.yaml."
    )


def same_account_links(
    accounts: Iterable[Account],
) -> Callable[[Account | PlannedPost], tuple[Network, str]]:
    """A function that names the account of a post: its network and its id there, or, while that is not
    known, the link. Two links to one account give the same name."""
    ids = {AccountRef.of(one): one.identity for one in accounts}
    return lambda of: (of.network, ids.get(AccountRef.of(of)) or of.account)


def account_ids_by_link(accounts: Iterable[Account]) -> dict[tuple[Network, str], str]:
    """By network and link, the id of each account whose id is known."""
    return {AccountRef.of(one): one.identity for one in accounts if one.identity}


def resolve_share_link(store: Store, link: str, *, now: datetime) -> str | None:
    """What a link means: itself, or for an opaque share link what Facebook or the owner said once. None
    if nobody has said yet. Asks Facebook once and stores the answer."""
    identity = facebook_identity(link)
    if identity is None or identity[0] != "share" or instagram_handle(link):
        return link
    kept = store.state.get(SHARE_LINK.of(link))
    if kept is not None:
        return kept
    target = find_redirect(link)
    if target is None or (facebook_identity(target) or ("share",))[0] == "share":
        return None
    remember_share_link(store, link, target, now=now)
    return target


def remember_share_link(store: Store, link: str, meaning: str, *, now: datetime) -> None:
    """Store what a share link means."""
    store.state.put(SHARE_LINK.of(link), meaning, now=now)


def is_same_account(identity: Identity, meaning: str) -> bool:
    """Whether `meaning` (a handle, an id, an address) is the account we are logged in to."""
    if identity.network is Network.INSTAGRAM:
        return identity.handle is not None and instagram_handle(meaning) == identity.handle
    wanted = facebook_identity(meaning)
    if wanted is None:
        return False
    kind, value = wanted
    if kind == "id":
        return value == identity.id
    known = {identity.handle, (facebook_identity(identity.address or "") or (None, None))[1]}
    names = {_bare(one) for one in known if one}
    return kind == "name" and (_bare(value) in names or value.endswith(f"-{identity.id}"))


def _bare(name: str) -> str:
    # Facebook ignores dots and case in the user names of Pages.
    return name.lower().replace(".", "")
