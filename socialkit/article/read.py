"""One article: from a file or page to an Article, or an ArticleError says why not."""

from __future__ import annotations

import re
from pathlib import Path

from socialkit.article.formats.encoding import decode
from socialkit.article.formats.front_matter import FrontMatter, split_front_matter
from socialkit.article.formats.tidy import MOST_RUNS, Cleaned, Form, clean
from socialkit.article.sources.article_files import load_bytes, read_writing
from socialkit.article.sources.feeds import is_feed, name_articles, read_feed
from socialkit.article.sources.fetch import Answer, Load, fetch
from socialkit.article.sources.sources import is_address, relative_source, slug_of, words_of
from socialkit.errors import ArticleError
from socialkit.model.article import Article
from socialkit.model.protocols import Remember, read_anew

_PAGE_FORMS = {
    "text/html": Form.HTML,
    "application/xhtml+xml": Form.HTML,
    "text/plain": Form.TEXT,
    "text/markdown": Form.MARKDOWN,
}
_WORD = re.compile(r"[^\W\d_]")


def read_article(
    source: str,
    *,
    folder: Path,
    slug: str | None = None,
    load: Load = fetch,
    remember: Remember = read_anew,
) -> Article:
    """The article at `source`: a path, from `folder` on if relative, or the address of a page.

    `load` says how a page is loaded, `remember` what was read before from the same bytes. Raise
    ArticleError when it cannot be read or holds no text, or is a feed of several; the message names
    the place and says what to do.
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
    name: str, cleaned: Cleaned, matter: FrontMatter | None = None, *, slug: str | None = None
) -> Article:
    """The article with this name, from its words. Raise ArticleError when it has none."""
    matter = matter or FrontMatter()
    if cleaned.crowded:
        raise ArticleError(
            f"{name} has more than {MOST_RUNS:,} paragraphs, too many for an article. "
            f"Put only the article’s words into a .txt file."
        )
    if not _WORD.search(cleaned.text):
        raise ArticleError(f"{name} holds no text. Put the article’s words into it and try again.")
    return Article(
        slug=slug or slug_of(name),
        title=matter.title or cleaned.title or words_of(name),
        source=name,
        text=cleaned.text,
        blocks=cleaned.blocks,
        links=cleaned.links,
        address=cleaned.address,
        sample=matter.sample,
        headline=(matter.title if matter.is_hers else None) or cleaned.headline,
    )


def _from_file(name: str, ending: str, data: bytes, slug: str | None) -> Article:
    matter, cleaned = _clean_file(name, ending, data)
    return compose_article(name, cleaned, matter, slug=slug)


def _clean_file(name: str, ending: str, data: bytes) -> tuple[FrontMatter, Cleaned]:
    writing = read_writing(data, ending, name)
    if writing.form is Form.HTML:
        cleaned = clean(writing.words, Form.HTML)
        said = None if cleaned.title else writing.title
        return FrontMatter(title=said, is_hers=False), cleaned
    try:
        matter, rest = split_front_matter(writing.words)
    except ArticleError as error:
        raise ArticleError(f"{name}: {error}") from error
    return matter, clean(rest, writing.form, address=matter.address)


def _load_page(address: str, load: Load) -> Answer:
    if not address.lower().startswith(("http://", "https://")):
        raise ArticleError(f"{address} cannot be read. A page’s address begins with https://")
    return load(address)


def _from_page(address: str, answer: Answer, slug: str | None) -> Article:
    if is_feed(answer):
        raise ArticleError(name_articles(read_feed(answer, address), address))
    form = _PAGE_FORMS.get(answer.content_type or "text/html")
    if form is None:
        raise ArticleError(
            f"{address} is no page of text but {answer.content_type}. "
            f"Use the article’s own page, or save its words as a .txt file."
        )
    raw = decode(answer.body, address, page=form is Form.HTML, charset=answer.charset)
    return compose_article(address, clean(raw, form, address=address), slug=slug)
