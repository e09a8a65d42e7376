"""From the bytes of a file or page to an article, at most so many seconds and so much memory each.

What is small is read in this process, what is large in one of its own (bounded.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from socialkit.article.bounded import SMALL_BYTES, TooMuchWork, run_bounded
from socialkit.article.formats.article_text import (
    MAX_SEGMENTS,
    ArticleText,
    TextFormat,
    extract_text,
)
from socialkit.article.formats.front_matter import FrontMatter, split_front_matter
from socialkit.article.sources.article_files import decode, read_file_text
from socialkit.article.sources.feeds import describe_feed, is_feed, read_feed
from socialkit.article.sources.fetch import Answer
from socialkit.article.sources.sources import slug_of, title_from_name
from socialkit.errors import ArticleError, ArticleWithheld
from socialkit.model.article import Article

_PAGE_FORMATS = {
    "text/html": TextFormat.HTML,
    "application/xhtml+xml": TextFormat.HTML,
    "text/plain": TextFormat.TEXT,
    "text/markdown": TextFormat.MARKDOWN,
}
_WORD = re.compile(r"[^\W\d_]")


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
    title = matter.title or cleaned.title
    return Article(
        slug=slug or slug_of(name),
        title=title or title_from_name(name),
        source=name,
        text=cleaned.text,
        blocks=cleaned.blocks,
        links=cleaned.links,
        address=cleaned.address,
        sample=matter.sample,
        headline=(matter.title if matter.is_by_owner else None) or cleaned.headline,
        title_is_guessed=title is None,
    )


def parse_file(name: str, ending: str, data: bytes, slug: str | None) -> Article:
    """The article in the bytes of a file with this ending. Raises ArticleError when it cannot be read."""
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
    if matter.withheld is not None:
        raise ArticleWithheld(
            f"{name} is kept back, because “{matter.withheld}” is at its top: it gives no lines and nothing "
            f"of it is posted. When it is ready, remove that row."
        )
    return matter, extract_text(rest, writing.form, address=matter.address)


def parse_page(address: str, answer: Answer, slug: str | None) -> Article:
    """The article on a page. Raises ArticleError when it cannot be read, or is a feed with several."""
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


def parse_words(address: str, words: str, slug: str | None) -> Article:
    """The article in the text that a feed holds of it, as HTML. Raises ArticleError when it has no text."""
    return compose_article(
        address, extract_text(words, TextFormat.HTML, address=address), slug=slug
    )


@dataclass(frozen=True, slots=True)
class Parsed:
    """The article; or why it takes too much to be read, which is worth remembering."""

    article: Article | None
    refusal: str = ""

    def demand(self) -> Article:
        """The article. Raises ArticleError where there is none."""
        if self.article is None:
            raise ArticleError(self.refusal)
        return self.article


def parse_bounded(
    parse: Callable[..., Article], *arguments: Any, data: bytes, is_word: bool = False, name: str
) -> Parsed:
    """What one of the functions above gives, or that it takes too much. `data` is what it reads. Raises
    ArticleError as that function does."""
    if not _is_large(data, is_word=is_word):
        return Parsed(parse(*arguments))
    try:
        return Parsed(run_bounded(parse, *arguments, name=name))
    except TooMuchWork as error:
        return Parsed(None, str(error))


def _is_large(data: bytes, *, is_word: bool) -> bool:
    if not is_word:
        return len(data) > SMALL_BYTES
    from socialkit.article.formats.docx_parts import measure_words

    return measure_words(data) > 2 * SMALL_BYTES  # most of it is markup
