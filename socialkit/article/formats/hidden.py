"""Finds what the owner hid: comments, private passages, struck words, elements that a reader does not see.

In: the raw text of a file, or the tree of a page. Out: the same without what is hidden.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import html

    _Slot = tuple[html.HtmlElement, str, str]

_PRIVATE = r"(?:private|hidden|secret|confidential)"
_MARK = re.compile(
    rf"(?P<opens><!--\s{{0,20}}{_PRIVATE}\s{{0,20}}-->|<{_PRIVATE}>|%%\s{{0,20}}{_PRIVATE}\s{{0,20}}%%)"
    rf"|(?P<shuts><!--\s{{0,20}}(?:/|end[ -]?)\s{{0,20}}{_PRIVATE}\s{{0,20}}-->|</{_PRIVATE}>"
    rf"|%%\s{{0,20}}(?:/|end[ -]?)\s{{0,20}}{_PRIVATE}\s{{0,20}}%%)"
    r"|(?P<comment><!--)|(?P<percent>(?<![\d%])%%)",
    re.IGNORECASE,
)
_STRUCK = re.compile(
    r"(?<![~\w])~~(?=\S)[^~\n]{1,2000}(?<=\S)~~|(?<![~\w])~(?=[^\s\d~])[^~\n]{1,300}(?<=\S)~(?![\w~])"
)
_HIDING_STYLE = re.compile(
    r"(?:^|;)(?:display:none|mso-hide:all|font-size:0(?:px|pt|em)?(?=[;!]|$)|clip:rect\(0"
    r"|(?:left|text-indent):-\d{4,5}px)|(?P<invisible>(?:^|;)visibility:(?:hidden|collapse))",
    re.IGNORECASE,
)
_HIDING_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|sr-text|a11y-hidden"
    r"|assistive-text|element-invisible|elementor-screen-only|show-for-sr|d-none|is-hidden"
    r"|u-hidden|hidden)(?:$|\s)",
    re.IGNORECASE,
)
_SHOWN_SOMEWHERE = re.compile(
    r":(?:block|flex|inline|grid|contents)\b|d-\w\w-(?:block|flex|inline)"
)
_AT_BLOCK = re.compile(r"@[^{};]{0,500}\{(?:[^{}]{0,5000}\{[^{}]{0,5000}\}){0,500}[^{}]{0,5000}\}")
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{1,2000})\}")
_SIMPLE = re.compile(r"(?:[a-z][a-z0-9]{0,20})?([.#])([\w-]{1,100})")
MAX_SHEET = 300_000
"""Characters of a style sheet that are looked at."""


def find_hidden(text: str) -> list[tuple[int, int]]:
    """The spans of comments and private passages, in order; one that is never closed goes on to the end.

    A private passage is between `<!-- private -->` and `<!-- /private -->`; `%% … %%` and `<!-- … -->`
    are comments.
    """
    spans: list[tuple[int, int]] = []
    position = 0
    while (mark := _MARK.search(text, position)) is not None:
        end = _end_of_hidden(text, mark)
        spans.append((mark.start(), end))
        position = end
    return spans


def _end_of_hidden(text: str, mark: re.Match[str]) -> int:
    if mark["shuts"]:
        return mark.end()
    if mark["opens"]:
        depth, position = 1, mark.end()
        for other in _MARK.finditer(text, position):
            depth += bool(other["opens"]) - bool(other["shuts"])
            if not depth:
                return other.end()
        return len(text)
    closer = "-->" if mark["comment"] else "%%"
    end = text.find(closer, mark.end())
    return len(text) if end < 0 else end + len(closer)


def remove_hidden(raw: str) -> str:
    """A text or Markdown without its comments, private passages and struck words."""
    shown = _cut(raw, find_hidden(raw))
    return _cut(shown, [one.span() for one in _STRUCK.finditer(shown)])


_CHAT_STRUCK = re.compile(r"(?<![\w~])~(?=[^\s~])[^~\n]{1,300}(?<=[^\s~])~(?![\w~])")
_CHAT_MARKS = tuple(
    re.compile(
        rf"(?<![\w/{sign}])[{sign}](?=[^\s{sign}])([^{sign}\n]{{1,1000}})(?<=\S)[{sign}](?![\w/{sign}])"
    )
    for sign in "*_"
)


def remove_chat_marks(raw: str) -> str:
    """A plain text, pasted from a chat, without the signs for *bold*, _italic_ and ~struck~: what is struck
    goes with them."""
    shown = _cut(raw, [one.span() for one in _CHAT_STRUCK.finditer(raw)])
    for mark in _CHAT_MARKS:
        shown = mark.sub(r"\1", shown)
    return shown


def _cut(text: str, spans: list[tuple[int, int]]) -> str:
    """Without the spans; a row that held nothing else goes too, and no two blanks are left together."""
    pieces: list[str] = []
    position = 0
    last = ""
    for start, end in spans:
        pieces.append(text[position:start])
        last = pieces[-1][-1:] or last
        rest = text[end : end + 200]
        blanks = len(rest) - len(rest.lstrip(" \t"))
        if last in ("", "\n", " ", "\t"):
            end += blanks + (rest[blanks : blanks + 1] == "\n" and last in ("", "\n"))
        position = end
    return "".join([*pieces, text[position:]])


def remove_hidden_passages(root: html.HtmlElement) -> None:
    """Removes comments and private passages from a page, also where their marks are typed as words."""
    slots = list(_slots(root))
    if not any("%%" in text or "<" in text for _, _, text in slots):
        return
    starts, place = [], 0
    for _, _, text in slots:
        starts.append(place)
        place += len(text)
    spans = find_hidden("".join(text for _, _, text in slots))
    if spans:
        _clear(slots, starts, spans)
    from lxml import etree  # plain text is read without it

    for one in list(root.iter(etree.Comment)):
        _drop_keeping_tail(one)


def _slots(root: html.HtmlElement) -> Iterator[_Slot]:
    """Every run of text in order: whose it is, whether its text, its tail or a comment, and the words."""
    from lxml import etree

    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            yield element, "comment", f"<!--{element.text or ''}-->"
            yield element, "tail", element.tail or ""
        elif event == "start":
            silent = element.tag in ("script", "style")
            yield element, "text", "" if silent else element.text or ""
        else:
            yield element, "tail", element.tail or ""


def _clear(slots: list[_Slot], starts: list[int], spans: list[tuple[int, int]]) -> None:
    """Empties the runs within the spans, and removes the elements that are wholly inside one."""
    firsts = [start for start, _ in spans]
    whole: list[html.HtmlElement] = []
    for (element, name, text), start in zip(slots, starts, strict=True):
        if name == "text" and _is_inside(start, spans, firsts):
            whole.append(element)
        if name != "comment" and text:
            setattr(element, name, _outside(text, start, spans, firsts))
    for element in whole:
        if not (element.text_content().strip()):
            _drop_keeping_tail(element)


def _is_inside(place: int, spans: list[tuple[int, int]], firsts: list[int]) -> bool:
    at = bisect_right(firsts, place - 1) - 1
    return at >= 0 and place < spans[at][1]


def _outside(text: str, start: int, spans: list[tuple[int, int]], firsts: list[int]) -> str:
    kept, position, end = [], start, start + len(text)
    for first, last in spans[max(0, bisect_right(firsts, start) - 1) :]:
        if first >= end:
            break
        if last > start:
            kept.append(text[max(0, position - start) : max(0, first - start)])
            position = max(position, last)
    kept.append(text[max(0, position - start) :])
    return "".join(kept)


def _drop_keeping_tail(element: html.HtmlElement) -> None:
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail or "", element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def remove_hidden_elements(root: html.HtmlElement) -> None:
    """Removes what a reader of the page does not see, with the links in it."""
    sheet = _read_sheets(root)
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in ("html", "body", "head"):
            continue
        if element.tag == "template" or _is_hidden(element, sheet):
            _drop_keeping_tail(element)


def is_for_the_ear(element: html.HtmlElement) -> bool:
    """Is it for screen readers only, or hidden from them? Its words are no text; its links count."""
    if element.get("aria-hidden", "").strip().lower() == "true":
        return not _wraps_the_article(element)
    classes = element.get("class", "")
    hides = _HIDING_CLASS.search(classes) and not _SHOWN_SOMEWHERE.search(classes)
    return bool(hides) and not _wraps_the_article(element)


def _is_hidden(element: html.HtmlElement, sheet: frozenset[str]) -> bool:
    if element.get("hidden") is not None or (
        element.tag == "dialog" and element.get("open") is None
    ):
        return True
    style = _HIDING_STYLE.search("".join(element.get("style", "")[:5000].split()))
    if style and not style["invisible"]:
        return True
    names = {f".{one}" for one in element.get("class", "").split()} | {f"#{element.get('id', '')}"}
    return (style is not None or not names.isdisjoint(sheet)) and not _wraps_the_article(element)


def _wraps_the_article(element: html.HtmlElement) -> bool:
    """A whole page is often hidden until a script has run."""
    return element.tag in ("main", "article") or any(
        True for _ in element.iter("h1", "main", "article")
    )


def _read_sheets(root: html.HtmlElement) -> frozenset[str]:
    """The classes and ids that a style sheet in the page hides by a simple rule."""
    names: set[str] = set()
    for one in root.iter("style"):
        rules = _AT_BLOCK.sub("", (one.text or "")[:MAX_SHEET])
        for selectors, body in _RULE.findall(rules):
            if _HIDING_STYLE.search("".join(body.split())):
                found = (_SIMPLE.fullmatch(part.strip()) for part in selectors.split(","))
                names |= {"".join(match.groups()) for match in found if match}
    return frozenset(names)


_ATTRIBUTE_HIDES = re.compile(
    r"(?:^|\s)hidden(?:\s|=|/|$)|aria-hidden\s{0,5}=\s{0,5}[\"']?true", re.IGNORECASE
)
_ATTRIBUTE = re.compile(
    r"(?P<name>style|class)\s{0,5}=\s{0,5}(?P<mark>[\"'])(?P<value>.*?)(?P=mark)", re.I
)


def hides_its_words(name: str, attributes: str) -> bool:
    """Does a tag in Markdown, with these attributes, hide what is in it?"""
    if name in ("del", "s", "strike", "template", "dialog") or _ATTRIBUTE_HIDES.search(attributes):
        return True
    for one in _ATTRIBUTE.finditer(attributes):
        pattern = _HIDING_STYLE if one["name"].lower() == "style" else _HIDING_CLASS
        value = "".join(one["value"].split()) if pattern is _HIDING_STYLE else one["value"]
        if pattern.search(value):
            return True
    return False
