"""The addresses behind pictures of a Word document, such as the icons of the networks at its end.

The conversion to HTML leaves pictures out, and with them the links that only a picture shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

_DOCUMENT = re.compile(r"(?:[^/]+/)?document\d*\.xml")
_FIELD = re.compile(r"HYPERLINK\s+(?:\\[a-z]\s+)*\"([^\"]+)\"")
_DELETED = frozenset({"del", "moveFrom"})


def find_linked_pictures(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The addresses that pictures, shapes and hyperlinks without words lead to, in the order of the
    document. `parts` are its XML parts by name. Raises ParseError for broken XML."""
    found: dict[str, None] = {}
    for name, part in parts.items():
        if not _DOCUMENT.fullmatch(name):
            continue
        folder, _, file = name.rpartition("/")
        targets = _read_targets(parts.get(f"{folder}/_rels/{file}.rels".lstrip("/")))
        found |= dict.fromkeys(_in_element(ElementTree.fromstring(part), targets))
    return tuple(found)


def _read_targets(part: bytes | None) -> dict[str, str]:
    """The addresses of the web by the id of their relationship."""
    rows = ElementTree.fromstring(part) if part is not None else ()
    return {
        row.get("Id", ""): row.get("Target", "")
        for row in rows
        if row.get("Type", "").endswith("/hyperlink")
    }


def _in_element(element: ElementTree.Element, targets: Mapping[str, str]) -> Iterator[str]:
    kind = _kind(element)
    if kind in _DELETED:
        return
    by_id = {_name(key): value for key, value in element.attrib.items()}
    address = targets.get(by_id.get("id", ""), "")
    if address and (kind == "hlinkClick" or (kind == "hyperlink" and not _has_words(element))):
        yield address
    if kind in ("shape", "rect", "oval", "group", "image") and by_id.get("href"):
        yield by_id["href"]
    if kind == "fldSimple" and not _has_words(element):
        yield from _FIELD.findall(by_id.get("instr", ""))
    if kind == "p" and not _has_words(element):
        code = "".join(one.text or "" for one in element.iter() if _kind(one) == "instrText")
        yield from _FIELD.findall(code)
    for child in element:
        yield from _in_element(child, targets)


def _has_words(element: ElementTree.Element) -> bool:
    return any(_kind(one) == "t" and (one.text or "").strip() for one in element.iter())


def _kind(element: ElementTree.Element) -> str:
    return _name(element.tag)


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]
