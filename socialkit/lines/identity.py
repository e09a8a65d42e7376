"""Ids of lines: a short hash of the article's slug and the normalised words."""

from __future__ import annotations

import hashlib

from socialkit.model.text import normalise

ID_LENGTH = 8
"""Hex digits of an id: one clash in some 90,000 files of 300 lines; ids that clash are lengthened."""


def line_id(slug: str, text: str, length: int = ID_LENGTH) -> str:
    """The id of a line in lines.yaml: a short hash of slug and normalised text, of `length` hex digits. It
    must never change."""
    return _digest(slug, text)[:length]


def is_id_of(identifier: str, slug: str, text: str) -> bool:
    """Is this the id, lengthened or not, of these words?"""
    return len(identifier) >= ID_LENGTH and _digest(slug, text).startswith(identifier)


def assign_ids(slug: str, texts: list[str]) -> list[str]:
    """One id for each text, in order; different words never share an id."""
    owners: dict[str, str] = {}
    return [_free_id(slug, text, owners) for text in texts]


def _free_id(slug: str, text: str, owners: dict[str, str]) -> str:
    digest, words = _digest(slug, text), normalise(text)
    length = ID_LENGTH
    while owners.setdefault(digest[:length], words) != words and length < len(digest):
        length += 4
    return digest[:length]


def _digest(slug: str, text: str) -> str:
    return hashlib.sha256(f"{slug}\n{normalise(text)}".encode("utf-8", "surrogatepass")).hexdigest()
