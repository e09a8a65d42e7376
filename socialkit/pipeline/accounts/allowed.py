"""From articles and her word to the pool of things that may be posted.

In: a workspace whose lines are made. Out: candidates, each with the accounts its article allows.
Knows nothing of slots, times and pictures.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from socialkit.article.links.urls import facebook_identity, instagram_handle
from socialkit.errors import ConfigError, Problem
from socialkit.model.article import Article, Links
from socialkit.model.lines import Entry, LineFile
from socialkit.model.pool import Candidate
from socialkit.model.post import Network
from socialkit.model.schedule import AccountRule
from socialkit.pipeline.workspace.load import Workspace
from socialkit.plan.content.units import fold

NAMES = {Network.INSTAGRAM: "Instagram", Network.FACEBOOK: "Facebook"}


def gather_candidates(
    workspace: Workspace,
) -> tuple[tuple[Candidate, ...], dict[str, tuple[Problem, ...]]]:
    """Everything that stands in an article and in its lines.yaml, best first within an article.

    A lines.yaml that cannot be read is a problem; its article, whose slug is told with it, sits out,
    and the rest goes on.
    """
    pool: list[Candidate] = []
    problems: dict[str, tuple[Problem, ...]] = {}
    for slug, article in workspace.articles.items():
        try:
            file = workspace.line_file(slug)
        except ConfigError as error:
            problems[slug] = error.problems
            continue
        if file is not None:
            pool.extend(candidates_of(workspace, article, file))
    return tuple(pool), problems


def candidates_of(workspace: Workspace, article: Article, file: LineFile) -> list[Candidate]:
    """All that stands in one article and in its lines.yaml, best first."""
    accounts, held = allow(article, workspace.schedule.accounts)
    headline = choose_headline(article)
    entries = [one for one in (*file.lines, *file.structures) if stands_in(one, article)]
    return [
        Candidate(
            id=entry.id,
            kind=entry.kind,
            text=entry.text,
            article_slug=article.slug,
            title=article.title,
            rank=rank,
            use=entry.use,
            link=article.address or workspace.schedule.brand.website,
            label=entry.label,
            parts=entry.parts,
            care=entry.care,
            theme=entry.theme,
            emphasis=entry.emphasis,
            caption=entry.caption,
            accounts=accounts,
            held=held,
            sample=article.sample,
            headline=headline,
        )
        for rank, entry in enumerate(entries)
    ]


def choose_headline(article: Article) -> str | None:
    """The title that may open a carousel. One that asks for care is not used: such words go out by
    her own yes only, and that she gives to lines."""
    from socialkit.lines.rules.care import name_care

    headline = article.headline
    return None if headline is None or name_care(headline) else headline


def stands_in(entry: Entry, article: Article) -> bool:
    """Is every word of the entry a run of the article, letter for letter?"""
    words = [text for _, text in entry.parts] or [entry.text]
    return all(text in article.text for text in words)


def find_run(quote: str, text: str) -> str | None:
    """The slice of `text` that equals `quote` but for white space and the shape of quotes."""
    shapes = {"'": "['‘’]", '"': '["“”„]'}
    words = [
        "".join(shapes.get(letter, re.escape(letter)) for letter in word)
        for word in fold(quote).split()
    ]
    match = re.search(r"\s+".join(words), text) if words else None
    return match.group(0) if match else None


def allow(
    article: Article, rules: Mapping[Network, AccountRule]
) -> tuple[dict[Network, str], dict[Network, str]]:
    """Given the accounts of the schedule, say to which one account of each network this article's
    lines may go, and in words why a network gets nothing. The article's own links are the only
    allow-list (CONTRACT, "Each article is its own allow-list")."""
    accounts: dict[Network, str] = {}
    held: dict[Network, str] = {}
    for network, rule in rules.items():
        linked = _linked(article.links, network)
        chosen = _choose(linked, rule)
        if chosen is None:
            held[network] = _why_held(article, network, linked, rule)
        else:
            accounts[network] = chosen
    return accounts, held


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


def _why_held(
    article: Article, network: Network, linked: tuple[str, ...], rule: AccountRule
) -> str:
    name, title = NAMES[network], article.title
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
