"""Which accounts an article's lines may go to: only those that it links to itself."""

from __future__ import annotations

from collections.abc import Mapping

from socialkit.article.links.urls import facebook_identity, instagram_handle
from socialkit.model.article import Article, Links
from socialkit.model.network import Network
from socialkit.model.schedule import AccountRule


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
    return links.instagram if network is Network.INSTAGRAM else links.facebook


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
            f"Add your {name} link at the end of the article."
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
