"""Reads one article from a file or a page; raises ArticleError with the reason when it cannot."""

from __future__ import annotations

import re
from pathlib import Path

from socialkit.article.formats.article_text import (
    MAX_SEGMENTS,
    ArticleText,
    TextFormat,
    extract_text,
)
from socialkit.article.formats.front_matter import FrontMatter, split_front_matter
from socialkit.article.sources.article_files import decode, load_bytes, read_file_text
from socialkit.article.sources.feeds import describe_feed, is_feed, read_feed
from socialkit.article.sources.fetch import Answer, Load, fetch
from socialkit.article.sources.sources import is_address, relative_source, slug_of, title_from_name
from socialkit.errors import ArticleError
from socialkit.model.article import Article
from socialkit.model.protocols import Remember, read_uncached

_PAGE_FORMATS = {
    "text/html": TextFormat.HTML,
    "application/xhtml+xml": TextFormat.HTML,
    "text/plain": TextFormat.TEXT,
    "text/markdown": TextFormat.MARKDOWN,
}
_WORD = re.compile(r"[^\W\d_]")


def read_article(
    source: str,
    *,
    folder: Path,
    slug: str | None = None,
    load: Load = fetch,
    remember: Remember = read_uncached,
) -> Article:
    """The article at `source`: a path (relative paths start at `folder`) or the address of a page.

    `load` fetches a page; `remember` returns what was parsed before from the same bytes. Raises
    ArticleError when the source cannot be read, has no text, or is a feed with several articles; the
    message names the place and says what to do.
    """
    if is_address(source):
        answer = _load_page(source, load)
        form = f"{answer.content_type} {answer.charset}"
        content = (source, slug or "", form, answer.body)
        return remember(Article, _bytes(content), lambda: _from_page(source, answer, slug))
    path, name = folder / source, relative_source(source, folder)
    data = load_bytes(path, name)
    content = (name, slug or "", path.suffix, data)
    return remember(Article, _bytes(content), lambda: _from_file(name, path.suffix, data, slug))


def _bytes(content: tuple[str | bytes, ...]) -> list[bytes]:
    return [
        one.encode("utf-8", "surrogateescape") if isinstance(one, str) else one for one in content
    ]


def compose_article(
    name: str, cleaned: ArticleText, matter: FrontMatter | None = None, *, slug: str | None = None
) -> Article:
    """The article with this name. Raises ArticleError when it has no text or far too much."""
    matter = matter or FrontMatter()
    if cleaned.crowded:
        raise ArticleError(
            f"{name} has more than {MAX_SEGMENTS:,} paragraphs, too many for an article. "
            f"Put only the article’s text into a .txt file."
        )
    if not _WORD.search(cleaned.text):
        raise ArticleError(
            f"{name} contains no text. Put the article’s text into it and try again."
        )
    return Article(
        slug=slug or slug_of(name),
        title=matter.title or cleaned.title or title_from_name(name),
        source=name,
        text=cleaned.text,
        blocks=cleaned.blocks,
        links=cleaned.links,
        address=cleaned.address,
        sample=matter.sample,
        headline=(matter.title if matter.is_by_owner else None) or cleaned.headline,
    )


def _from_file(name: str, ending: str, data: bytes, slug: str | None) -> Article:
    matter, cleaned = _clean_file(name, ending, data)
    return compose_article(name, cleaned, matter, slug=slug)


def _clean_file(name: str, ending: str, data: bytes) -> tuple[FrontMatter, ArticleText]:
    writing = read_file_text(data, ending, name)
    if writing.form is TextFormat.HTML:
        cleaned = extract_text(writing.words, TextFormat.HTML)
        said = None if cleaned.title else writing.title
        return FrontMatter(title=said, is_by_owner=False), cleaned
    try:
        matter, rest = split_front_matter(writing.words)
    except ArticleError as error:
        raise ArticleError(f"{name}: {error}") from error
    return matter, extract_text(rest, writing.form, address=matter.address)


def _load_page(address: str, load: Load) -> Answer:
    if not address.lower().startswith(("http://", "https://")):
        raise ArticleError(f"{address} cannot be read. The address of a page begins with https://")
    return load(address)


def _from_page(address: str, answer: Answer, slug: str | None) -> Article:
    if is_feed(answer):
        raise ArticleError(describe_feed(read_feed(answer, address), address))
    form = _PAGE_FORMATS.get(answer.content_type or "text/html")
    if form is None:
        raise ArticleError(
            f"{address} is not a page of text but {answer.content_type}. "
            f"Use the article’s own page, or save its text as a .txt file."
        )
    raw = decode(answer.body, address, page=form is TextFormat.HTML, charset=answer.charset)
    return compose_article(address, extract_text(raw, form, address=address), slug=slug)
