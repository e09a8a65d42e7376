"""Links that stand in a page or a document without words.

In a page: the profiles of JSON-LD `sameAs` and `rel="me"`. Plugins write them for search engines, and many
pages draw their icons by a script, so that these are the only links. They say who publishes the page; what
it is about may have a `sameAs` of its own, so only people and organisations count that are at the top or
named as publisher or author.

In a Word document: the addresses behind pictures, such as the icons of the networks at its end. The
conversion to HTML leaves pictures out, and with them the links that only a picture shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from lxml import html

MAX_SCRIPTS = 10
MAX_SCRIPT_LENGTH = 200_000
MAX_PROFILES = 40
MAX_DEPTH = 4
_OWNER = re.compile(
    r"Person|Organization|Corporation|ProfessionalService|\w*(?:Business|Clinic|Practice|Organization|Service)"
)
_HOLDERS = ("@graph", "publisher", "author", "mainEntity", "isPartOf")


def find_profiles(root: html.HtmlElement) -> tuple[str, ...]:
    """The addresses, in the order of the page, each once."""
    found = [one.get("href", "") for one in root.iter("link", "a") if _is_me(one)]
    scripts = [one for one in root.iter("script") if "ld+json" in one.get("type", "")]
    for script in scripts[:MAX_SCRIPTS]:
        found += _in_json(script.text or "")
    absolute = (one.strip() for one in found)
    unique = dict.fromkeys(one for one in absolute if one.startswith(("http://", "https://")))
    return tuple(unique)[:MAX_PROFILES]


def _is_me(element: html.HtmlElement) -> bool:
    return "me" in element.get("rel", "").lower().split()


def _in_json(text: str) -> list[str]:
    if len(text) > MAX_SCRIPT_LENGTH:
        return []
    try:
        return list(_same_as(json.loads(text), MAX_DEPTH))
    except (ValueError, RecursionError):
        return []


def _same_as(node: object, depth: int) -> Iterator[str]:
    if isinstance(node, list) and depth:
        for one in node:
            yield from _same_as(one, depth - 1)
    if not isinstance(node, dict) or not depth:
        return
    if _is_owner(node.get("@type")):
        said = node.get("sameAs")
        for one in said if isinstance(said, list) else [said]:
            if isinstance(one, str):
                yield one
    for name in _HOLDERS:
        yield from _same_as(node.get(name), depth - 1)


def _is_owner(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and _OWNER.fullmatch(one) for one in kinds)


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
