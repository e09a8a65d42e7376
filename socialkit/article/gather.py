"""Reads every article that `articles:` names, entries of feeds included; each failure becomes a problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from socialkit.article.formats.article_text import TextFormat, extract_text
from socialkit.article.read import compose_article, read_article
from socialkit.article.sources.feeds import FeedEntry, is_feed, read_feed
from socialkit.article.sources.fetch import Load, fetch
from socialkit.article.sources.sources import Source, find_sources, is_address
from socialkit.errors import ArticleError, PageOutOfReach, Problem
from socialkit.model.article import Article
from socialkit.model.protocols import Remember, read_uncached

Choose = Callable[[str, Sequence[FeedEntry]], Sequence[FeedEntry]]


@dataclass(frozen=True, slots=True)
class GatheredArticles:
    """`unread` are slugs. `is_complete` is false when an address could not be read: it may be a feed, and
    then it is unknown which articles it lists."""

    articles: Mapping[str, Article]
    problems: tuple[Problem, ...]
    unread: frozenset[str]
    is_complete: bool


def every_entry(_: str, entries: Sequence[FeedEntry]) -> Sequence[FeedEntry]:
    """All entries of a feed."""
    return entries


def gather_articles(
    patterns: Sequence[str],
    folder: Path,
    *,
    load: Load = fetch,
    choose: Choose = every_entry,
    remember: Remember = read_uncached,
) -> GatheredArticles:
    """Read every article that the patterns name.

    An article that cannot be read becomes a problem. If its site is only unreachable for now and other
    articles could be read, the problem is a note. `choose` decides which entries of a feed are articles.
    """

    def read(address: str, slug: str) -> Article:
        return read_article(address, folder=folder, slug=slug, load=load, remember=remember)

    entries: dict[str, FeedEntry] = {}
    articles: dict[str, Article] = {}
    unread: dict[str, Source] = {}
    problems: list[Problem] = []
    unreachable: list[Problem] = []
    sources = find_sources(
        patterns, folder, articles_at=lambda one: _articles_at(one, load, choose, entries)
    )
    for source in sources:
        try:
            article, notes = _read(source, entries.get(source.source), read)
        except ArticleError as error:
            unread[source.slug] = source
            target = unreachable if isinstance(error, PageOutOfReach) else problems
            target.append(Problem(source.source, 1, 1, str(error)))
            continue
        articles[source.slug] = article
        problems += notes
    problems += [replace(one, level="note") for one in unreachable] if articles else unreachable
    doubtful = [one for one in unread.values() if is_address(one.source)]
    is_complete = all(one.source in entries for one in doubtful)
    return GatheredArticles(articles, tuple(problems), frozenset(unread), is_complete)


def _articles_at(
    address: str, load: Load, choose: Choose, entries: dict[str, FeedEntry]
) -> Sequence[str]:
    """The articles at an address: those of a feed, or the address itself. Errors are left to the reader."""
    if not address.lower().startswith(("http://", "https://")):
        return (address,)
    try:
        answer = load(address)
        found = read_feed(answer, address) if is_feed(answer) else None
    except ArticleError:
        return (address,)
    if found is None:
        return (address,)
    chosen = choose(address, found)
    entries |= {one.address: one for one in chosen}
    return [one.address for one in chosen]


def _read(
    source: Source, entry: FeedEntry | None, read: Callable[[str, str], Article]
) -> tuple[Article, list[Problem]]:
    """One article and its notes. An entry's own page is preferred, because feeds leave out the links to
    the owner's accounts that are at its foot."""
    if entry is None:
        return read(source.source, source.slug), []
    notes: list[Problem] = []
    try:
        article = read(entry.address, source.slug)
    except ArticleError as error:
        if entry.words is None:
            raise
        cleaned = extract_text(entry.words, TextFormat.HTML, address=entry.address)
        article = compose_article(entry.address, cleaned, slug=source.slug)
        words = f"its text is taken from the feed, which may not contain the links to your accounts. {error}"
        notes.append(Problem(source.source, 1, 1, words, "note"))
    return replace(article, title=entry.title or article.title), notes
