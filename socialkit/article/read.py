"""One article: from a file or page to an Article, or an ArticleError says why not.

In: a path or an address. Out: an Article. Knows nothing of lines, cards or schedules.
"""

from __future__ import annotations

import re
from pathlib import Path

from socialkit.article.clean import MOST_RUNS, Cleaned, Form, clean
from socialkit.article.decode import decode
from socialkit.article.feeds import is_feed, name_articles, read_feed
from socialkit.article.fetch import Load, fetch
from socialkit.article.files import load_file
from socialkit.article.front_matter import FrontMatter, split_front_matter
from socialkit.article.sources import is_address, relative_source, slug_of, words_of
from socialkit.errors import ArticleError
from socialkit.model import Article

_PAGE_FORMS = {
    "text/html": Form.HTML,
    "application/xhtml+xml": Form.HTML,
    "text/plain": Form.TEXT,
    "text/markdown": Form.MARKDOWN,
}
_WORD = re.compile(r"[^\W\d_]")


def read_article(
    source: str, *, folder: Path, slug: str | None = None, load: Load = fetch
) -> Article:
    """The article at `source`: a path, from `folder` on if relative, or the address of a page.

    `load` says how a page is loaded. Raise ArticleError when it cannot be read or holds no text, or
    is a feed of several; the message names the place and says what to do.
    """
    name = source if is_address(source) else relative_source(source, folder)
    if is_address(source):
        matter, cleaned = FrontMatter(), _read_page(source, load)
    else:
        matter, cleaned = _read_file(folder / source, name)
    return compose_article(name, cleaned, matter, slug=slug)


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


def _read_file(path: Path, name: str) -> tuple[FrontMatter, Cleaned]:
    writing = load_file(path, name)
    if writing.form is Form.HTML:
        cleaned = clean(writing.words, Form.HTML)
        said = None if cleaned.title else writing.title
        return FrontMatter(title=said, is_hers=False), cleaned
    try:
        matter, rest = split_front_matter(writing.words)
    except ArticleError as error:
        raise ArticleError(f"{name}: {error}") from error
    return matter, clean(rest, writing.form, address=matter.address)


def _read_page(address: str, load: Load) -> Cleaned:
    if not address.lower().startswith(("http://", "https://")):
        raise ArticleError(f"{address} cannot be read. A page’s address begins with https://")
    answer = load(address)
    if is_feed(answer):
        raise ArticleError(name_articles(read_feed(answer, address), address))
    form = _PAGE_FORMS.get(answer.content_type or "text/html")
    if form is None:
        raise ArticleError(
            f"{address} is no page of text but {answer.content_type}. "
            f"Use the article’s own page, or save its words as a .txt file."
        )
    raw = decode(answer.body, address, page=form is Form.HTML, charset=answer.charset)
    return clean(raw, form, address=address)
