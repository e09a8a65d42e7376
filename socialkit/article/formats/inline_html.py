"""What a Markdown text holds as tags of a page and is not the article: menus, footers, margins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(
    r"<(?P<shut>/?)(?P<name>nav|footer|aside|script|style|noscript|template|iframe|button|svg"
    r"|blockquote|figure|section|div)\b(?P<rest>[^<>]{0,1000})>",
    re.IGNORECASE,
)
_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>")
_HOLDERS = frozenset({"blockquote", "figure", "section", "div"})
_PULLS = re.compile(r"(?:class|id|role)\s{0,5}=[^=]{0,200}?\bpull-?quotes?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Element:
    name: str
    start: int
    inner: int
    furniture: bool
    margin: bool


def take_out_furniture(raw: str) -> tuple[str, tuple[str, ...]]:
    """The text without its furniture, and the rows that its margins and pull quotes held."""
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
    """Every piece of furniture that lies in no other, with where its words and itself end."""
    found: list[tuple[_Element, int, int]] = []
    for one in _find_all(raw):
        while found and found[-1][0].start > one[0].start:
            found.pop()
        found.append(one)
    return found


def _find_all(raw: str) -> Iterator[tuple[_Element, int, int]]:
    """In the order in which they end. An element that never ends is none: the text goes on in it."""
    opened: list[_Element] = []
    names: Counter[str] = Counter()
    for tag in _TAG.finditer(raw):
        name = tag["name"].lower()
        if not tag["shut"]:
            pulls = _PULLS.search(tag["rest"]) is not None
            furniture = pulls or name not in _HOLDERS
            margin = pulls or name == "aside"
            opened.append(_Element(name, tag.start(), tag.end(), furniture, margin))
            names[name] += 1
        elif names[name]:
            while (element := opened.pop()).name != name:
                names[element.name] -= 1
            names[name] -= 1
            if element.furniture:
                yield element, tag.start(), tag.end()
