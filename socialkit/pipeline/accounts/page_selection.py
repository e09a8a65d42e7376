"""Which of her Pages? Where a login leads to several, the articles say which one is meant."""

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
    """Choose the account that the articles link to, where the login leads to several. Raise
    PublishError where none of them is meant, or where that cannot be seen.

    The only account there is may be what a share link means that nobody can resolve: then it is
    chosen, and nothing is posted before she says so (`connect` asks).
    """
    offered = publisher.find_choices()
    if not offered:
        return
    meanings = {link: resolve_share_link(store, link, now=now) for link in links}
    chosen = _find(offered, meanings)
    if chosen is None and len(offered) == 1 and None in meanings.values():
        chosen = offered[0]
    if chosen is None:
        words = _words(offered, meanings)
        raise AccountProblem(words, network=publisher.network)
    publisher.choose(chosen.id)


def _find(offered: tuple[Identity, ...], meanings: Mapping[str, str | None]) -> Identity | None:
    """The first that a link means, in the order of the articles."""
    for meaning in meanings.values():
        for one in offered:
            if meaning is not None and is_same_account(one, meaning):
                return one
    return None


def _words(offered: tuple[Identity, ...], meanings: Mapping[str, str | None]) -> str:
    network = offered[0].network
    known = [link for link, meaning in meanings.items() if meaning is not None]
    there = ", ".join(_name(one) for one in offered)
    if network is Network.INSTAGRAM:
        linked = " and ".join(f"@{link}" for link in known)
        return (
            f"Your token leads to these accounts: {there}. The article links to {linked}. Nothing is "
            f"posted there. Connect that account to one of your Pages, make the token anew and choose "
            f"the right Page in Meta's window, or mend the link in the article."
        )
    if not known:
        link = next(iter(meanings))
        return (
            f"Your token leads to {len(offered)} Pages: {there}. The article links to {link}, and "
            f"Facebook does not say which of them that is. Nothing is posted there. Put the Page's own "
            f"address into the article, as your browser shows it when you look at the Page."
        )
    linked = " and ".join(_led(link, meanings[link]) for link in known)
    return (
        f"Your token leads to these Pages: {there}. The article links to {linked}. Nothing is posted "
        f"there. If that is your personal profile: programs may post to Pages only, so put the address "
        f"of your Page into the article. If it is another Page of yours, make the token anew and choose "
        f"that Page, too, in Meta's window."
    )


def _led(link: str, meaning: str | None) -> str:
    return link if meaning == link else f"{link}, which leads to {meaning}"


def _name(identity: Identity) -> str:
    if identity.network is Network.INSTAGRAM:
        return f"@{identity.handle} (of the Page “{identity.page}”)"
    return f"“{identity.name}” (id {identity.id})"
