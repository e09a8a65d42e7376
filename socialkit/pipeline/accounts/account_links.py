"""What a link means: share links, and one account under several links."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from socialkit.article.links.urls import facebook_identity, instagram_handle
from socialkit.article.sources.fetch import find_redirect
from socialkit.model.account import AccountRef
from socialkit.model.network import Network
from socialkit.model.post import Account, Identity, PlannedPost
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import SHARE_LINK


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
