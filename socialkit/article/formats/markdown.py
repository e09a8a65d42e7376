"""Markdown to pieces: headings, paragraphs, list items, quotations; all marks gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from socialkit.article.structure.emphasis import find_spans
from socialkit.article.structure.line_shapes import are_sides
from socialkit.article.structure.segments import Piece, breaks_off, is_hard_wrapped
from socialkit.model.article import BlockKind

_TAG = re.compile(r"<!--(?:.*?-->|.*\Z)|</?[a-zA-Z][^<>]{0,1000}>", re.DOTALL)
_SETS_APART = re.compile(r"</?(?:b|strong|em|i|mark)(?: [^<>]*)?>", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]\s]{1,40}\]:.*$|\[\^[^\]\s]{1,40}\]", re.MULTILINE)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": 20}).enable(["table", "strikethrough"])


def read_markdown(raw: str) -> Iterator[Piece]:
    """Given a Markdown text, its pieces. A row is a paragraph, unless rows are wrapped by hand."""
    raw = _FOOTNOTE.sub("", raw)  # sources, and the little numbers that lead to them
    rows = raw.split("\n")
    joined = is_hard_wrapped(raw)
    open_kinds: list[tuple[str, int]] = []
    for token in turn_tables(_parser().parse(raw)):
        if token.nesting == 1:
            open_kinds.append((token.type, _level(token)))
        elif token.nesting == -1:
            open_kinds.pop()
        elif token.type == "inline":
            yield from _read_inline(token, open_kinds, rows, joined=joined)
        elif token.type == "html_block":
            yield from (
                Piece(" ".join(row.split())) for row in _TAG.sub("", token.content).split("\n")
            )


def _level(token: Token) -> int:
    return int(token.tag[1]) if token.type == "heading_open" else 0


def _read_inline(
    token: Token, opened: list[tuple[str, int]], rows: list[str], *, joined: bool
) -> Iterator[Piece]:
    kinds = {kind for kind, _ in opened}
    hint, level = _hint(kinds), max(level for _, level in opened) if opened else 0
    first = token.map[0] if token.map else 0
    for offset, children in _split_rows(_unstruck(token.children or []), joined=joined):
        lazy = offset > 0 and first + offset < len(rows) and not rows[first + offset][:1].isspace()
        kind = None if lazy and hint is BlockKind.LIST_ITEM else hint
        words = " ".join(_words(children).split())
        strong = _all_within(children, "strong")
        yield Piece(
            words,
            kind,
            level,
            linked=_all_within(children, "link"),
            strong=strong,
            emphasis=find_spans(list(_set_apart(children)), words, strong=strong),
        )


def _hint(kinds: set[str]) -> BlockKind | None:
    if "heading_open" in kinds:
        return BlockKind.HEADING
    if "blockquote_open" in kinds:
        return BlockKind.QUOTATION
    if "side_open" in kinds:
        return BlockKind.DIALOGUE
    if kinds & {"td_open", "th_open"}:
        return BlockKind.LABEL
    return BlockKind.LIST_ITEM if "list_item_open" in kinds else None


def _unstruck(children: list[Token]) -> list[Token]:
    """Without the words that she struck out."""
    kept, depth = [], 0
    for child in children:
        depth += child.type == "s_open"
        if depth == 0 or child.type in ("softbreak", "hardbreak"):
            kept.append(child)
        depth -= child.type == "s_close"
    return kept


def _split_rows(children: list[Token], *, joined: bool) -> Iterator[tuple[int, list[Token]]]:
    """The rows of a paragraph, each with its number; wrapped ones are joined."""
    rows: list[list[Token]] = [[]]
    breaks: list[Token] = []
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            breaks.append(child)
            rows.append([])
        else:
            rows[-1].append(child)
    first, row = 0, list(rows[0])
    for number, (mark, following) in enumerate(zip(breaks, rows[1:], strict=True), 1):
        soft = mark.type == "softbreak"
        if soft and (joined or breaks_off(_words(rows[number - 1]), _words(following))):
            row += [mark, *following]
        else:
            yield first, row
            first, row = number, list(following)
    yield first, row


def _words(children: list[Token]) -> str:
    return "".join(_word(child) for child in children)


def _word(child: Token) -> str:
    if child.type in ("softbreak", "hardbreak"):
        return " "
    return child.content if child.type in ("text", "code_inline") else ""


def _set_apart(children: list[Token]) -> Iterator[tuple[str, bool]]:
    """The words of a row, part by part, and whether she set each apart."""
    depth = 0
    for child in children:
        if child.type in ("strong_open", "em_open"):
            depth += 1
        elif child.type in ("strong_close", "em_close"):
            depth -= 1
        elif child.type == "html_inline" and _SETS_APART.fullmatch(child.content):
            depth = max(0, depth + (-1 if child.content[1] == "/" else 1))
        yield _word(child), depth > 0


def _all_within(children: list[Token], name: str) -> bool:
    """Do all words of a row stand inside links (or bold)?"""
    depth = inside = outside = 0
    for child in children:
        if child.type == f"{name}_open":
            depth += 1
        elif child.type == f"{name}_close":
            depth -= 1
        else:
            length = len(_word(child).strip())
            inside, outside = inside + length * (depth > 0), outside + length * (depth <= 0)
    return inside > 0 and outside == 0


def turn_tables(tokens: Sequence[Token]) -> list[Token]:
    """Markdown's tokens, with tables of two sides column by column; the cells of a side lie in "side"."""
    turned: list[Token] = []
    table: list[Token] | None = None
    for token in tokens:
        if token.type == "table_open":
            table = []
        if table is None:
            turned.append(token)
            continue
        table.append(token)
        if token.type == "table_close":
            turned += _turn(table)
            table = None
    return turned


def _turn(table: list[Token]) -> list[Token]:
    cells = [table[at - 1 : at + 2] for at, token in enumerate(table) if token.type == "inline"]
    words = [inline.content.strip() for _, inline, _ in cells]
    width = sum(token.type == "th_open" for token in table)
    filled = any(words[2::2]) and any(words[3::2])
    if width != 2 or not filled or not are_sides(words[:2]) or ":" in words[0] + words[1]:
        return table
    for opening, _, closing in cells[2:]:
        opening.type, closing.type = "side_open", "side_close"
    return [table[0], *(token for cell in cells[::2] + cells[1::2] for token in cell), table[-1]]
