"""`socialkit check`: everything that can be wrong in a workspace, all at once.

Writes only copies of pages, and fetches only articles that are pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

from socialkit.article.sources.page_cache import PageCache
from socialkit.config.schedule.schedule_file import SCHEDULE_NAME, load_schedule
from socialkit.errors import ConfigError, Problem
from socialkit.lines.rejected_words import RejectedWords
from socialkit.model.article import Article
from socialkit.model.lines import LineFile
from socialkit.model.network import Network
from socialkit.model.protocols import Remember, read_uncached
from socialkit.model.schedule import AccountRule
from socialkit.model.text import count, shorten
from socialkit.pipeline.accounts.account_links import allow
from socialkit.pipeline.checks.articles import check_articles, check_quotes
from socialkit.pipeline.checks.brand import check_brand, check_closing, check_colours
from socialkit.pipeline.checks.caption_limits import check_captions
from socialkit.pipeline.checks.unheeded_rows import (
    check_cut_text,
    check_notify,
    check_pictures,
    check_row_themes,
    check_wishes,
)
from socialkit.pipeline.planning.brand_faults import find_brand_faults, find_brand_notes
from socialkit.pipeline.planning.candidates import gather_candidates, pin_quotes, stands_in
from socialkit.pipeline.workspace.approve import collect_rejections
from socialkit.pipeline.workspace.load import Workspace, no_shelf, read_articles
from socialkit.pipeline.workspace.renamed_articles import find_renamed


def check_workspace(
    folder: Path,
    *,
    today: date,
    assets: Path,
    open_shelf: Callable[[], PageCache | None] = no_shelf,
    remember: Remember = read_uncached,
    look_ahead: Callable[[Workspace], Iterable[Problem]] = lambda _: (),
    has_public_folder: bool = True,
) -> tuple[Problem, ...]:
    """Every problem, in the order of files and lines. `look_ahead` finds what only the coming weeks
    show."""
    loaded = load_schedule(folder / SCHEDULE_NAME, today=today, remember=remember)
    problems = list(loaded.problems)
    if loaded.schedule is not None:
        workspace = read_articles(
            loaded, loaded.schedule, folder, open_shelf=open_shelf, remember=remember
        )
        with ThreadPoolExecutor(1) as pool:  # reading addresses takes another process
            addresses = pool.submit(lambda: list(check_notify(workspace)))
            problems.extend(workspace.problems)
            problems.extend(_deeper(workspace))
            problems.extend(_check_cards(workspace, assets))
            problems.extend(look_ahead(workspace))
            problems.extend(check_pictures(workspace, has_public_folder=has_public_folder))
            problems.extend(addresses.result())
    return tuple(sorted(set(problems)))


def _deeper(workspace: Workspace) -> Iterable[Problem]:
    """What can only be checked if schedule.yaml itself can be read."""
    yield from check_articles(workspace)
    yield from check_accounts(workspace)
    yield from check_links(workspace)
    yield from check_handle(workspace)
    yield from check_lines(workspace)
    yield from check_quotes(workspace)
    yield from check_cut_text(workspace)
    yield from check_brand(workspace.schedule, workspace.loaded)
    yield from check_closing(workspace)
    yield from check_colours(workspace)


def _check_cards(workspace: Workspace, assets: Path) -> Iterable[Problem]:
    """What `make` and `plan` would find: can the cards be set, and do the networks take the captions?"""
    pool, _ = gather_candidates(workspace)
    pool = (*pool, *pin_quotes(workspace, pool))
    yield from find_brand_faults(workspace, assets=assets)
    yield from find_brand_notes(workspace, assets=assets)
    yield from check_wishes(workspace)
    yield from check_row_themes(workspace, pool)
    yield from check_captions(workspace, pool)


def check_accounts(workspace: Workspace) -> Iterable[Problem]:
    """A note for each article that does not link to one account of each network."""
    for article in workspace.articles.values():
        _, blocked = allow(article, workspace.schedule.accounts)
        for words in blocked.values():
            yield Problem(article.source, 1, 1, words, level="note")


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
        words = f"no article links to an account of {name} that posts may go to, so none goes there"
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


def check_lines(workspace: Workspace) -> Iterable[Problem]:
    """Are the lines made, can they be read, and are they still in their article?"""
    files = workspace.line_files()
    rejected = collect_rejections(files)
    renamed = {one.new: one for one in find_renamed(workspace)}
    for slug, article in workspace.articles.items():
        name = str(workspace.line_file_path(slug).relative_to(workspace.folder))
        try:
            file = files.get(slug) or workspace.line_file(slug)
        except ConfigError as error:
            yield from error.problems
            continue
        if file is not None:
            yield from _gone(name, file, article)
            yield from _rejected_elsewhere(name, file, rejected)
        elif slug in renamed:
            old = renamed[slug].old
            words = f"this article was called “{old}” before; socialkit make moves its approvals"
            yield Problem(article.source, 1, 1, words, level="note")
        else:
            yield Problem(name, 1, 1, "not made yet; run: socialkit make", level="note")


def _rejected_elsewhere(name: str, file: LineFile, rejected: RejectedWords) -> Iterable[Problem]:
    held = [one for one in file.entries if one.use is not rejected.effective_use(one)]
    if held:
        quote, number = shorten(held[0].text, 60), count(len(held), "line is", "lines are")
        words = (
            f"{number} not used here, such as “{quote}”: you rejected the same words in another lines.yaml. "
            f"To use one after all: socialkit approve {held[0].id}"
        )
        yield Problem(name, 1, 1, words, level="note")


def _gone(name: str, file: LineFile, article: Article) -> Iterable[Problem]:
    for entry in file.entries:
        if not stands_in(entry, article):
            words = f"“{shorten(entry.text, 60)}” is no longer in the article; run: socialkit make"
            yield Problem(name, 1, 1, words, level="note")
