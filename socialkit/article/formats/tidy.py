"""From what a file or page holds to her text and its blocks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from socialkit.article.formats.inline_html import take_out_furniture
from socialkit.article.links.extract import find_links, origin
from socialkit.article.links.urls import clean_address
from socialkit.article.structure.classify import type_runs
from socialkit.article.structure.emphasis import mark_pulled
from socialkit.article.structure.segments import compose, read_plain
from socialkit.model.article import Block, BlockKind, Links

MOST_RUNS = 50_000
"""A book of 200,000 words has a few thousand paragraphs; a page of a million keeps a computer busy for
minutes and is no article."""


class Form(StrEnum):
    """How an article is written down."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article's text, freed of everything that is not hers; `title` and `address` if it says so,
    `headline` where the title stands above its words.

    `crowded`: it has more than MOST_RUNS paragraphs, so nobody looked at them."""

    text: str
    blocks: tuple[Block, ...]
    links: Links
    title: str | None = None
    address: str | None = None
    crowded: bool = False
    headline: str | None = None


def clean(raw: str, form: Form, *, address: str | None = None) -> Cleaned:
    """Given a raw text without front matter, what of it is the article.

    `address` is where it stands on the web, if that is known; her own site counts as her website.
    """
    if form is Form.HTML:
        return _clean_html(raw, address)
    if form is Form.TEXT:
        text, runs = raw, read_plain(raw)
    else:
        from socialkit.article.formats.markdown import read_markdown

        words, pulls = take_out_furniture(raw)
        text, runs = compose(read_markdown(words))
        runs = mark_pulled(text, runs, pulls)
    if len(runs) > MOST_RUNS:
        return Cleaned(text, (), Links(), crowded=True)
    blocks = type_runs(text, runs)
    links = find_links(raw, own=origin(address))
    title = _title(text, blocks)
    return Cleaned(text, blocks, links, title, address, headline=title)


def _clean_html(raw: str, address: str | None) -> Cleaned:
    from socialkit.article.formats.html import read_html

    page = read_html(raw)
    if address is None or origin(page.address) == origin(address):
        address = page.address or address
    address = clean_address(address) if address else None
    text, runs = compose(page.pieces)
    if len(runs) > MOST_RUNS:
        return Cleaned(text, (), Links(), crowded=True)
    blocks = type_runs(text, mark_pulled(text, runs, page.pulls))
    links = find_links(page.everything, own=origin(address))
    headline = _title(text, blocks)
    return Cleaned(text, blocks, links, headline or page.title, address, headline=headline)


def _title(text: str, blocks: tuple[Block, ...]) -> str | None:
    for block in blocks:
        if block.kind is BlockKind.TITLE:
            return " ".join(text[block.start : block.end].split())
    return None
