"""All articles that `articles:` names, feeds taken apart, with a problem for each that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from socialkit.article.formats.tidy import Form, clean
from socialkit.article.read import compose_article, read_article
from socialkit.article.sources.feeds import Entry, is_feed, read_feed
from socialkit.article.sources.fetch import Load, fetch
from socialkit.article.sources.sources import Source, find_sources, is_address
from socialkit.errors import ArticleError, PageOutOfReach, Problem
from socialkit.model.article import Article
from socialkit.model.protocols import Remember, read_anew

Choose = Callable[[str, Sequence[Entry]], Sequence[Entry]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """`unread` are slugs. `is_complete` is false where an address could not be read: if it is a feed,
    nobody knows just now which articles it names."""

    articles: Mapping[str, Article]
    problems: tuple[Problem, ...]
    unread: frozenset[str]
    is_complete: bool


def every_entry(_: str, entries: Sequence[Entry]) -> Sequence[Entry]:
    """All of a feed."""
    return entries


def gather_articles(
    patterns: Sequence[str],
    folder: Path,
    *,
    load: Load = fetch,
    choose: Choose = every_entry,
    remember: Remember = read_anew,
) -> Gathered:
    """Read every article that the patterns name; one that cannot be read becomes a problem, and only a
    note where it is out of reach just now while others are read. `choose` says which entries of a
    feed are articles."""

    def read(address: str, slug: str) -> Article:
        return read_article(address, folder=folder, slug=slug, load=load, remember=remember)

    entries: dict[str, Entry] = {}
    articles: dict[str, Article] = {}
    unread: dict[str, Source] = {}
    problems: list[Problem] = []
    away: list[Problem] = []
    sources = find_sources(
        patterns, folder, articles_at=lambda one: _look_at(one, load, choose, entries)
    )
    for source in sources:
        try:
            article, told = _read(source, entries.get(source.source), read)
        except ArticleError as error:
            unread[source.slug] = source
            told_in = away if isinstance(error, PageOutOfReach) else problems
            told_in.append(Problem(source.source, 1, 1, str(error)))
            continue
        articles[source.slug] = article
        problems += told
    problems += [replace(one, level="note") for one in away] if articles else away
    doubtful = [one for one in unread.values() if is_address(one.source)]
    is_complete = all(one.source in entries for one in doubtful)
    return Gathered(articles, tuple(problems), frozenset(unread), is_complete)


def _look_at(address: str, load: Load, choose: Choose, entries: dict[str, Entry]) -> Sequence[str]:
    """The articles at an address: those of a feed, else itself. Reading it says what is wrong."""
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
    source: Source, entry: Entry | None, read: Callable[[str, str], Article]
) -> tuple[Article, list[Problem]]:
    """One article, and what there is to know about it. An entry's own page comes first: the links
    to her accounts stand at its foot, and feeds leave those out."""
    if entry is None:
        return read(source.source, source.slug), []
    told: list[Problem] = []
    try:
        article = read(entry.address, source.slug)
    except ArticleError as error:
        if entry.words is None:
            raise
        cleaned = clean(entry.words, Form.HTML, address=entry.address)
        article = compose_article(entry.address, cleaned, slug=source.slug)
        words = f"its words are taken from the feed, which may lack your account links. {error}"
        told.append(Problem(source.source, 1, 1, words, "note"))
    return replace(article, title=entry.title or article.title), told
