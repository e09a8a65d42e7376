"""Turns the raw text of a file or page into the article's text, blocks and links."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from socialkit.article.formats.hidden import remove_chat_marks, remove_hidden
from socialkit.article.formats.page_titles import is_title
from socialkit.article.links.extract import find_links, origin
from socialkit.article.links.urls import clean_address
from socialkit.article.structure.classify import classify_segments
from socialkit.article.structure.segments import join_segments, mark_pull_quotes, read_plain
from socialkit.model.article import Block, BlockKind, Links

MAX_SEGMENTS = 50_000
"""A book of 200,000 words has a few thousand paragraphs; a page with a million would take minutes and is
not an article."""


class TextFormat(StrEnum):
    """The format of an article's raw text."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class ArticleText:
    """The text of an article without anything that is not part of it.

    `title` and `address` if the text names them, `headline` if the title is above the text. `crowded`:
    there are more than MAX_SEGMENTS paragraphs, so they were not classified.
    """

    text: str
    blocks: tuple[Block, ...]
    links: Links
    title: str | None = None
    address: str | None = None
    crowded: bool = False
    headline: str | None = None


def extract_text(raw: str, form: TextFormat, *, address: str | None = None) -> ArticleText:
    """The article in a raw text that has no front matter.

    `address` is its place on the web, if known; that site counts as the owner's website.
    """
    if form is TextFormat.HTML:
        return _read_page(raw, address)
    raw = remove_hidden(raw)
    if form is TextFormat.TEXT:
        text, segments = read_plain(remove_chat_marks(raw))
    else:
        from socialkit.article.formats.markdown import read_markdown, remove_inline_boilerplate

        words, pull_quotes = remove_inline_boilerplate(raw)
        text, segments = join_segments(read_markdown(words))
        segments = mark_pull_quotes(text, segments, pull_quotes)
    if len(segments) > MAX_SEGMENTS:
        return ArticleText(text, (), Links(), crowded=True)
    blocks = classify_segments(text, segments)
    links = find_links(raw, own=origin(address))
    title = _title(text, blocks)
    return ArticleText(text, blocks, links, title, address, headline=title)


def _read_page(raw: str, address: str | None) -> ArticleText:
    from socialkit.article.formats.html import read_html

    page = read_html(raw)
    if address is None or origin(page.address) == origin(address):
        address = page.address or address
    address = clean_address(address) if address else None
    text, segments = join_segments(page.pieces)
    if len(segments) > MAX_SEGMENTS:
        return ArticleText(text, (), Links(), crowded=True)
    blocks = classify_segments(text, mark_pull_quotes(text, segments, page.pull_quotes))
    links = find_links(page.everything, own=origin(address), profiles=page.profiles)
    headline = _title(text, blocks)
    return ArticleText(text, blocks, links, headline or page.title, address, headline=headline)


def _title(text: str, blocks: tuple[Block, ...]) -> str | None:
    for block in blocks:
        words = " ".join(text[block.start : block.end].split())
        if block.kind is BlockKind.TITLE and is_title(words):
            return words
    return None
