"""Reads the article on an HTML page, without menus, banners, forms and share buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import html
from lxml.etree import ParserError, iterwalk

from socialkit.article.formats.boilerplate import (
    BLOCKS,
    find_article,
    find_pull_quotes,
    is_share,
    remove_boilerplate,
    tag_of,
)
from socialkit.article.formats.hidden import remove_hidden_elements, remove_hidden_passages
from socialkit.article.formats.page_titles import choose_title, is_title
from socialkit.article.links.address import split_address
from socialkit.article.links.wordless import find_profiles
from socialkit.article.structure.line_shapes import are_sides
from socialkit.article.structure.segments import MarkupSegment, find_spans
from socialkit.model.article import BlockKind
from socialkit.model.text import without_control, word_set

_SHARE_ADDRESS = re.compile(
    r"/sharer|/share\.php|/dialog/|/intent/|/plugins/|/shareArticle|/submit\?|pin/create|^javascript:",
    re.IGNORECASE,
)
_Cells = Mapping[html.HtmlElement, BlockKind]
_SETS_APART = frozenset({"b", "strong", "em", "i", "mark"})


@dataclass(frozen=True, slots=True)
class PageText:
    """The content of a page. `everything` is the text of the whole page with the addresses of its links;
    `pull_quotes` is the text of its pull quotes and asides; `profiles` are the addresses that its head
    names as profiles of its owner."""

    pieces: tuple[MarkupSegment, ...]
    title: str | None
    address: str | None
    everything: str
    pull_quotes: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()


@dataclass(slots=True)
class _Open:
    """A segment that is being read: its parts, each with whether it is emphasised, and how many letters
    of it are linked or bold."""

    parts: list[tuple[str, bool]] = field(default_factory=list)
    linked: int = 0
    strong: int = 0
    near: bool = False


def read_html(raw: str) -> PageText:
    """The article on a page. Text that is not HTML gives no pieces."""
    root = _parse(raw)
    if root is None:
        return PageText((), None, None, "")
    remove_hidden_passages(root)
    remove_hidden_elements(root)
    everything = _write_out(root)
    title, address = _find_title(root), _find_address(root)
    pull_quotes, profiles = find_pull_quotes(root), find_profiles(root)
    remove_boilerplate(root)
    pieces = tuple(_read_pieces(find_article(root)))
    return PageText(pieces, title, address, everything, pull_quotes, profiles)


_NUMBERED = re.compile(r"&#(?:x(?P<hex>[0-9a-f]{1,8})|(?P<plain>[0-9]{1,10}));?", re.IGNORECASE)


def _without_forbidden(found: re.Match[str]) -> str:
    """A sign by its number; a space where no text may hold that sign, as &#11; from Word."""
    number = int(found["hex"], 16) if found["hex"] else int(found["plain"])
    if number > 0x10FFFF or 0x80 <= number <= 0x9F:  # the parser knows what is meant by those
        return found[0]
    return found[0] if without_control(chr(number)) == chr(number) else " "


def _parse(raw: str) -> html.HtmlElement | None:
    raw = _NUMBERED.sub(_without_forbidden, without_control(raw))
    raw = open_body(re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", raw))
    try:
        parser = html.HTMLParser(remove_pis=True)
        return html.document_fromstring(raw, parser=parser, ensure_head_body=True)
    except (ParserError, ValueError):
        return None


_HEAD = word_set("html head title meta link script style base noscript template")
_WITH_TEXT = ("title", "script", "style", "noscript", "template")
_FIRST_TAG = re.compile(r"\s*<(?P<name>!--|[!?/]?[a-zA-Z][^\s<>/]{0,60})")


def open_body(raw: str) -> str:
    """The page with a <body>, which HTML may leave out: libxml2 would put a first <main> into the head."""
    position, lower = 0, raw.lower()
    while (tag := _FIRST_TAG.match(raw, position)) is not None:
        name = tag["name"].lower()
        opens = name.lstrip("!?/")
        if name == "body" or (name[0] not in "!?/" and opens not in _HEAD):
            break
        closer = "-->" if name == "!--" else f"</{opens}" if name in _WITH_TEXT else ">"
        end = lower.find(closer, tag.end())
        end = end if closer in ("-->", ">") or end < 0 else lower.find(">", end)
        if end < 0:
            return raw
        position = end + (3 if closer == "-->" else 1)
    begun = raw[position:].lstrip()[:5].lower()
    return raw if begun == "<body" else f"{raw[:position]}<body>{raw[position:]}"


def _read_pieces(article: html.HtmlElement) -> Iterator[MarkupSegment]:
    segment = _Open()
    cells = read_cells(article)
    inside: list[html.HtmlElement] = []
    for event, element in iterwalk(article, events=("start", "end")):
        name = tag_of(element)
        if name in BLOCKS:
            yield from _close(segment, inside, cells)
            broken = name == "br" and (bool(segment.parts) or segment.near)
            segment = _Open(near=broken)
        if event == "start":
            inside.append(element)
            _add(segment, element.text, inside)
        else:
            inside.pop()
            if element is not article:
                _add(segment, element.tail, inside)
    yield from _close(segment, [article], cells)


def _add(segment: _Open, text: str | None, inside: list[html.HtmlElement]) -> None:
    if not text:
        return
    names = {tag_of(element) for element in inside[-6:]}
    segment.parts.append((text, not names.isdisjoint(_SETS_APART)))
    letters = len("".join(text.split()))
    segment.linked += letters if "a" in names else 0
    segment.strong += letters if names & {"b", "strong"} else 0


def _close(
    segment: _Open, inside: list[html.HtmlElement], cells: _Cells
) -> Iterator[MarkupSegment]:
    words = " ".join("".join(text for text, _ in segment.parts).split())
    if words:
        letters = len(words.replace(" ", ""))
        hint, level = _hint(inside, cells)
        strong = segment.strong >= letters
        emphasis = find_spans(segment.parts, words, strong=strong)
        yield MarkupSegment(
            words, hint, level, segment.linked >= letters, strong, emphasis, segment.near
        )


def _hint(inside: list[html.HtmlElement], cells: _Cells) -> tuple[BlockKind | None, int]:
    if any(cells.get(element) is BlockKind.DIALOGUE for element in inside):
        return BlockKind.DIALOGUE, 0
    for element in reversed(inside):
        name = tag_of(element)
        if len(name) == 2 and name[0] == "h" and name[1] in "123456":
            return BlockKind.HEADING, int(name[1])
        if name == "blockquote":
            return BlockKind.QUOTATION, 0
        if name in ("li", "dd"):
            return BlockKind.LIST_ITEM, 0
        if element in cells:
            return cells[element], 0
    return None, 0


def _find_title(root: html.HtmlElement) -> str | None:
    headings = [" ".join(one.text_content().split()) for one in root.iter("h1")]
    shown = root.xpath("string(//meta[@property='og:title']/@content)") or root.xpath(
        "string(//head/title)"
    )
    shown = " ".join(str(shown).split())
    headings = [one for one in headings if is_title(one)]
    for heading in headings:
        if len(headings) == 1 or heading in shown:
            return heading
    return choose_title(shown, _find_sites(root)) or next(iter(headings), None)


def _find_sites(root: html.HtmlElement) -> Iterator[str]:
    """The name of the site, as the page gives it, and the first part of its host."""
    for name in ("og:site_name", "application-name"):
        yield str(root.xpath(f"string(//meta[@property='{name}' or @name='{name}']/@content)"))
    parts = split_address(_find_address(root) or "")
    if parts is not None:
        yield parts.host.removeprefix("www.").split(".")[0]


def _find_address(root: html.HtmlElement) -> str | None:
    found = root.xpath("string(//link[@rel='canonical']/@href)") or root.xpath(
        "string(//meta[@property='og:url']/@content)"
    )
    address = str(found).strip()
    return address if address.startswith(("http://", "https://")) else None


def _write_out(root: html.HtmlElement) -> str:
    """All text of a page, a row for each block, with the address of every link after its words."""
    parts: list[str] = []
    skipped = 0
    for event, element in iterwalk(root, events=("start", "end")):
        name = tag_of(element)
        silent = name in ("script", "style", "template", "head") or is_share(element)
        if event == "start":
            skipped += silent
            parts.append("\n" if name in BLOCKS else "")
            parts.append("" if skipped else element.text or "")
            continue
        if name in ("a", "area") and not skipped:
            parts.append(_target(element))
        skipped -= silent
        parts.append("\n" if name in BLOCKS else "")
        parts.append("" if skipped else element.tail or "")
    rows = (" ".join(row.split()) for row in "".join(parts).split("\n"))
    return "\n".join(row for row in rows if row)


def _target(link: html.HtmlElement) -> str:
    address = (link.get("href") or link.get("xlink:href") or "").strip()
    if _SHARE_ADDRESS.search(address):
        return " "
    if address.startswith("tel:"):
        shown = link.text_content()
        return " " if sum(letter.isdigit() for letter in shown) >= 7 else f" {address} "
    if address.startswith("//"):
        address = f"https:{address}"
    return f" {address} " if address.startswith(("http://", "https://")) else " "


MAX_CELL_WORDS = 20
"""A cell with more words belongs to a page that is laid out with a table."""
MAX_SIDE_WORDS = 120
"""The cell of a contrast may be longer; it never becomes a line."""
_Rows = list[list[html.HtmlElement]]


def read_cells(article: html.HtmlElement) -> dict[html.HtmlElement, BlockKind]:
    """The kind of every table cell. Tables of two sides are rewritten column by column."""
    cells = {one: BlockKind.LABEL for one in article.iter("td", "th") if _is_cell(one)}
    for table in list(article.iter("table")):
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        if not _has_sides(table, rows):
            continue
        transposed = _can_be_transposed(rows)
        if transposed:
            _transpose(table, rows)
        kind = BlockKind.DIALOGUE if transposed else BlockKind.LABEL
        cells |= {cell: kind for row in rows[1:] for cell in row}
    return cells


def _is_cell(element: html.HtmlElement, most: int = MAX_CELL_WORDS) -> bool:
    """Is it a cell of a data table? Read row by row, such cells are neither sentences nor a list."""
    count = 0
    for text in element.itertext():
        count += len(text.split())
        if count > most:
            return False
    return True


def _has_sides(table: html.HtmlElement, rows: _Rows) -> bool:
    """Do two adjacent heads name two sides, and is the table not used for page layout?"""
    if len(rows) < 2 or table.find(".//table") is not None:
        return False
    heads = [cell.text_content() for cell in rows[0] if _is_cell(cell)]
    small = all(_is_cell(cell, MAX_SIDE_WORDS) for row in rows for cell in row)
    return small and any(are_sides(pair) for pair in pairwise(heads))


def _can_be_transposed(rows: _Rows) -> bool:
    """Two columns, each with words, and no head with a colon: that would be a lead-in."""
    columns = list(zip(*rows[1:], strict=False))
    two = all(len(row) == 2 for row in rows)
    filled = all(any(cell.text_content().strip() for cell in column) for column in columns)
    return two and filled and not any(":" in head.text_content() for head in rows[0])


def _transpose(table: html.HtmlElement, rows: _Rows) -> None:
    for cell in (row[column] for column in (0, 1) for row in rows):
        table.append(cell)
