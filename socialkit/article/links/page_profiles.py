"""The profiles that a page names where no reader sees them: JSON-LD `sameAs` and `rel="me"`.

Plugins write them for search engines, and many pages draw their icons by a script, so that these are the
only links. They say who publishes the page; what it is about may have a `sameAs` of its own, so only
people and organisations count that are at the top or named as publisher or author.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

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
