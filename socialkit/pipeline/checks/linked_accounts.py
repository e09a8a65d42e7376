"""Accounts that no article links to, and a handle on the cards that is another than the articles link to."""

from __future__ import annotations

from collections.abc import Iterator

from socialkit.errors import Problem
from socialkit.model.network import Network
from socialkit.model.schedule import AccountRule
from socialkit.pipeline.accounts.account_links import allow
from socialkit.pipeline.workspace.load import Workspace

LINKED = "linked"
NOWHERE = (
    "no article links to an account, so nothing can ever be posted; write a link to your Instagram profile "
    "or Facebook Page at the end of each article"
)


def check_links(workspace: Workspace) -> Iterator[Problem]:
    """An error where an account is named that no article links to, or none is linked at all; a note for a
    network without one. Nothing while an article cannot be read: the link may be in that one."""
    articles, rules = workspace.articles.values(), workspace.schedule.accounts
    if not articles or workspace.unread or any(one.level == "error" for one in workspace.problems):
        return
    reached = {network for one in articles for network in allow(one, rules)[0]}
    if not reached and all(rule.account == LINKED for rule in rules.values()):
        yield workspace.loaded.problem(("accounts",), NOWHERE)
        return
    asked = {network for spec in workspace.schedule.slots for network in spec.to}
    for network, rule in rules.items():
        if network not in reached and network in asked:
            yield _describe_unreached(workspace, network, rule)


def _describe_unreached(workspace: Workspace, network: Network, rule: AccountRule) -> Problem:
    name = network.label
    if rule.account == LINKED:
        words = f"no article links to one {name} account, so nothing is posted there"
        return workspace.loaded.note(("accounts", network.value), words)
    key = "account" if network is Network.INSTAGRAM else "page"
    words = (
        f"no article links to {rule.account}, so nothing is posted there; change this row to the account "
        f"that your articles link to, or correct the links in the articles"
    )
    return workspace.loaded.problem(("accounts", network.value, key), words)


HANDLE = ("brand", "handle")


def check_handle(workspace: Workspace) -> Iterator[Problem]:
    """A note for a handle that Instagram does not have, or that is another than the articles link to."""
    handle = (workspace.schedule.brand.handle or "").removeprefix("@")
    if not handle:
        return
    linked = dict.fromkeys(
        name for article in workspace.articles.values() for name in article.links.instagram
    )
    instead = " or ".join(f'"@{name}"' for name in linked)
    why = _why_impossible(handle)
    if why is not None:
        write = f"; your articles link to {instead}" if instead else ""
        yield workspace.loaded.note(HANDLE, f"@{handle} cannot be an Instagram name: {why}{write}")
    elif linked and handle.lower() not in linked:
        words = f"every card shows @{handle}, but your articles link to {instead}; write that here"
        yield workspace.loaded.note(HANDLE, f"{words}, or correct the links")


def _why_impossible(handle: str) -> str | None:
    if handle.endswith("."):
        return "it ends in a dot"
    if handle.startswith("."):
        return "it begins with a dot"
    return "it has two dots together" if ".." in handle else None
