"""Reads the headings, paragraphs, list items and quotations of a Markdown text, without its marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from socialkit.article.formats.hidden import hides_its_words
from socialkit.article.structure.line_shapes import are_sides
from socialkit.article.structure.segments import MarkupSegment, find_spans, is_hard_wrapped
from socialkit.model.article import BlockKind
from socialkit.model.text import word_set

_TAG = re.compile(r"<!--(?:.*?-->|.*\Z)|</?[a-zA-Z][^<>]{0,1000}>", re.DOTALL)
_SETS_APART = re.compile(r"</?(?:b|strong|em|i|mark)(?: [^<>]*)?>", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]\s]{1,40}\]:.*$|\[\^[^\]\s]{1,40}\]", re.MULTILINE)
_BOILERPLATE_TAG = re.compile(
    r"<(?P<shut>/?)(?P<name>nav|footer|aside|script|style|noscript|template|iframe|button|svg"
    r"|blockquote|figure|section|div|span|p|del|s|strike|dialog|details|em|strong|b|i)\b(?P<rest>[^<>]{0,1000})>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>")
_CONTAINERS = word_set("blockquote figure section div span p details em strong b i")
_PULLS = re.compile(r"(?:class|id|role)\s{0,5}=[^=]{0,200}?\bpull-?quotes?\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": 20}).enable(["table", "strikethrough"])


def read_markdown(raw: str) -> Iterator[MarkupSegment]:
    """The pieces of a Markdown text. A row is a paragraph, unless rows are wrapped by hand."""
    raw = _FOOTNOTE.sub("", raw)  # footnotes and the numbers that refer to them
    rows = raw.split("\n")
    joined = is_hard_wrapped(raw)
    open_kinds: list[tuple[str, int]] = []
    for token in transpose_tables(_parser().parse(raw)):
        if token.nesting == 1:
            open_kinds.append((token.type, _level(token)))
        elif token.nesting == -1:
            open_kinds.pop()
        elif token.type == "inline":
            yield from _read_inline(token, open_kinds, rows, joined=joined)
        elif token.type == "html_block":
            yield from (
                MarkupSegment(" ".join(row.split()))
                for row in _TAG.sub("", token.content).split("\n")
            )


def _level(token: Token) -> int:
    return int(token.tag[1]) if token.type == "heading_open" else 0


def _read_inline(
    token: Token, opened: list[tuple[str, int]], rows: list[str], *, joined: bool
) -> Iterator[MarkupSegment]:
    kinds = {kind for kind, _ in opened}
    hint, level = _hint(kinds), max(level for _, level in opened) if opened else 0
    first = token.map[0] if token.map else 0
    for offset, children in _split_rows(_unstruck(token.children or []), joined=joined):
        lazy = offset > 0 and first + offset < len(rows) and not rows[first + offset][:1].isspace()
        kind = None if lazy and hint is BlockKind.LIST_ITEM else hint
        words = " ".join(_words(children).split())
        strong = _all_within(children, "strong")
        yield MarkupSegment(
            words,
            kind,
            level,
            linked=_all_within(children, "link"),
            strong=strong,
            emphasis=find_spans(list(_set_apart(children)), words, strong=strong),
            near=offset > 0,
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
    """Without the words that are struck through."""
    kept, depth = [], 0
    for child in children:
        depth += child.type == "s_open"
        if depth == 0 or child.type in ("softbreak", "hardbreak"):
            kept.append(child)
        depth -= child.type == "s_close"
    return kept


def _split_rows(children: list[Token], *, joined: bool) -> Iterator[tuple[int, list[Token]]]:
    """The rows of a paragraph, each with its number; wrapped rows are joined."""
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
        if soft and joined:
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
    """The words of a row, part by part, and whether each is emphasised."""
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
    """Are all words of a row inside links (or bold)?"""
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


def transpose_tables(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with tables of two sides read column by column; their cells become "side" tokens."""
    transposed: list[Token] = []
    table: list[Token] | None = None
    for token in tokens:
        if token.type == "table_open":
            table = []
        if table is None:
            transposed.append(token)
            continue
        table.append(token)
        if token.type == "table_close":
            transposed += _transpose(table)
            table = None
    return transposed


def _transpose(table: list[Token]) -> list[Token]:
    cells = [table[at - 1 : at + 2] for at, token in enumerate(table) if token.type == "inline"]
    words = [inline.content.strip() for _, inline, _ in cells]
    width = sum(token.type == "th_open" for token in table)
    filled = any(words[2::2]) and any(words[3::2])
    if width != 2 or not filled or not are_sides(words[:2]) or ":" in words[0] + words[1]:
        return table
    for opening, _, closing in cells[2:]:
        opening.type, closing.type = "side_open", "side_close"
    return [table[0], *(token for cell in cells[::2] + cells[1::2] for token in cell), table[-1]]


@dataclass(frozen=True, slots=True)
class _Element:
    name: str
    start: int
    inner: int
    boilerplate: bool
    margin: bool


def remove_inline_boilerplate(raw: str) -> tuple[str, tuple[str, ...]]:
    """The text without its boilerplate, and the rows of its asides and pull quotes."""
    kept: list[str] = []
    margins: list[str] = []
    position = 0
    for element, inner_end, end in _find_outermost(raw):
        before = raw[position : element.start]
        own_row = not before.rpartition("\n")[2].strip()
        kept += [before, "\n\n" if own_row else " "]
        if element.margin:
            margins += _ANY_TAG.sub("\n\n", raw[element.inner : inner_end]).split("\n\n")
        position = end
    rows = (" ".join(row.split()) for row in margins)
    return "".join([*kept, raw[position:]]), tuple(row for row in rows if row)


def _find_outermost(raw: str) -> list[tuple[_Element, int, int]]:
    """Every boilerplate element that is not inside another, with the ends of its content and of itself."""
    found: list[tuple[_Element, int, int]] = []
    for one in _find_elements(raw):
        while found and found[-1][0].start > one[0].start:
            found.pop()
        found.append(one)
    return found


def _find_elements(raw: str) -> Iterator[tuple[_Element, int, int]]:
    """In the order of their end tags. An element without one is ignored: the article continues in it."""
    opened: list[_Element] = []
    names: Counter[str] = Counter()
    for tag in _BOILERPLATE_TAG.finditer(raw):
        name = tag["name"].lower()
        if not tag["shut"]:
            pull_quotes = _PULLS.search(tag["rest"]) is not None
            hidden = hides_its_words(name, tag["rest"])
            boilerplate = pull_quotes or hidden or name not in _CONTAINERS
            margin = not hidden and (pull_quotes or name == "aside")
            opened.append(_Element(name, tag.start(), tag.end(), boilerplate, margin))
            names[name] += 1
        elif names[name]:
            while (element := opened.pop()).name != name:
                names[element.name] -= 1
            names[name] -= 1
            if element.boilerplate:
                yield element, tag.start(), tag.end()
