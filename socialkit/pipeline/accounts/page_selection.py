"""Which Page is meant: if a login leads to several, the links in the articles decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from socialkit.errors import AccountProblem
from socialkit.model.network import Network
from socialkit.model.post import Identity
from socialkit.outbox.store import Store
from socialkit.pipeline.accounts.account_links import is_same_account, resolve_share_link
from socialkit.publishers.protocol import LivePublisher


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
