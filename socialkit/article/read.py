"""Articles: one from a file, a page or a feed, and all that the schedule names."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from socialkit.article.formats.page_titles import is_title
from socialkit.article.parse import (
    Parsed,
    parse_bounded,
    parse_file,
    parse_page,
    parse_words,
)
from socialkit.article.sources.access import access_to
from socialkit.article.sources.article_files import WORD_ENDING, load_bytes
from socialkit.article.sources.feeds import FeedEntry, is_feed, read_feed
from socialkit.article.sources.fetch import Answer, Load
from socialkit.article.sources.sources import (
    Source,
    find_sources,
    is_address,
    relative_source,
)
from socialkit.article.sources.strange_pages import fetch_article
from socialkit.errors import (
    ArticleError,
    ArticleWithheld,
    PageGone,
    PageOutOfReach,
    Problem,
    SocialkitError,
    name_fault,
)
from socialkit.model.article import Article
from socialkit.model.protocols import Remember, read_uncached
from socialkit.model.text import split_login

log = logging.getLogger("socialkit")


def read_article(
    source: str,
    *,
    folder: Path,
    slug: str | None = None,
    load: Load = fetch_article,
    remember: Remember = read_uncached,
) -> Article:
    """The article at `source`: a path (relative paths start at `folder`) or the address of a page.

    `load` fetches a page; `remember` returns what was parsed before from the same bytes. Raises
    ArticleError when the source cannot be read, has no text, or is a feed with several articles; the
    message names the place and says what to do.
    """
    if is_address(source):
        source, login = split_login(source)
        if login is not None:
            load = partial(fetch_article, access=access_to([source], {source: login}))
        answer = _load_page(source, load)
        form = f"{answer.content_type} {answer.charset}"
        content = (source, slug or "", form, answer.body)

        def parse() -> Parsed:
            return parse_bounded(parse_page, source, answer, slug, data=answer.body, name=source)

        return remember(Parsed, _bytes(content), parse).demand()
    if source != _writable(source):
        raise ArticleError(
            f"{_writable(source)} has a name with letters of another system in it, which cannot be shown. "
            f"Rename the file, for example to article.txt."
        )
    path, name = folder / source, relative_source(source, folder)
    data = load_bytes(path, name)
    content = (name, slug or "", path.suffix, data)

    def parse_it() -> Parsed:
        arguments, is_word = (name, path.suffix, data, slug), _is_word(path)
        return parse_bounded(parse_file, *arguments, data=data, is_word=is_word, name=name)

    return remember(Parsed, _bytes(content), parse_it).demand()


def _writable(source: str) -> str:
    """The name of a file with a question mark for each byte that is no letter."""
    return source.encode("utf-8", "replace").decode()


def _is_word(path: Path) -> bool:
    return path.suffix.lower() == WORD_ENDING


def _bytes(content: tuple[str | bytes, ...]) -> list[bytes]:
    return [
        one.encode("utf-8", "surrogateescape") if isinstance(one, str) else one for one in content
    ]


def _load_page(address: str, load: Load) -> Answer:
    if not address.lower().startswith(("http://", "https://")):
        raise ArticleError(f"{address} cannot be read. The address of a page begins with https://")
    return load(address)


LEFT_FEED = (
    "this article is no longer in its feed and its page is gone (404), so its lines are not used"
)
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
    load: Load = fetch_article,
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
        except ArticleWithheld as error:
            problems.append(Problem(_writable(source.source), 1, 1, str(error), "note"))
            continue
        except Exception as error:
            if isinstance(error, PageGone) and _is_remembered(entries.get(source.source)):
                problems.append(Problem(_writable(source.source), 1, 1, LEFT_FEED, "note"))
                continue
            unread[source.slug] = source
            target = unreachable if isinstance(error, PageOutOfReach) else problems
            target.append(Problem(_writable(source.source), 1, 1, _describe(error)))
            continue
        articles[source.slug] = article
        problems += notes
    problems += [replace(one, level="note") for one in unreachable] if articles else unreachable
    doubtful = [one for one in unread.values() if is_address(one.source)]
    is_complete = all(one.source in entries for one in doubtful)
    return GatheredArticles(articles, tuple(problems), frozenset(unread), is_complete)


def _describe(error: Exception) -> str:
    """Why an article cannot be used. Whatever nobody had foreseen is a fault of this article alone: the
    others go on."""
    if isinstance(error, SocialkitError):
        return str(error)
    log.error("an article ended in a fault", exc_info=error)
    return (
        f"this article cannot be read by a fault of socialkit ({name_fault(error)}); the others go on. Save "
        f"its text as a .txt file and use that. Please report this."
    )


def _is_remembered(entry: FeedEntry | None) -> bool:
    return entry is not None and entry.is_remembered


def _articles_at(
    address: str, load: Load, choose: Choose, entries: dict[str, FeedEntry]
) -> Sequence[str]:
    """The articles at an address: those of a feed, or the address itself. Errors are left to the reader, also
    those that nobody had foreseen."""
    try:
        return _find_articles_at(address, load, choose, entries)
    except Exception as error:
        log.error("a feed ended in a fault", exc_info=error)
        return (address,)


def _find_articles_at(
    address: str, load: Load, choose: Choose, entries: dict[str, FeedEntry]
) -> Sequence[str]:
    if not address.lower().startswith(("http://", "https://")):
        return (address,)
    try:
        answer = load(address)
    except ArticleError:
        chosen, unread = choose(address, ()), [address]
        entries |= {one.address: one for one in chosen}
        return [*(one.address for one in chosen), *unread]
    if not is_feed(answer):
        return (address,)
    try:
        chosen, unread = choose(address, read_feed(answer, address)), []
    except (
        Exception
    ):  # the articles that it listed before stay; what is wrong is told when it is read
        chosen, unread = choose(address, ()), [address]
    entries |= {one.address: one for one in chosen}
    return [*(one.address for one in chosen), *unread]


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
        data, arguments = entry.words.encode(), (entry.address, entry.words, source.slug)
        parsed = parse_bounded(parse_words, *arguments, data=data, name=entry.address)
        article = parsed.demand()
        words = f"its text is taken from the feed, which may not contain the links to your accounts. {error}"
        notes.append(Problem(_writable(source.source), 1, 1, words, "note"))
    if entry.title and is_title(entry.title):
        article = replace(article, title=entry.title, title_is_guessed=False)
    return article, notes
