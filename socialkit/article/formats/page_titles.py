"""Tells a title from the names that programs give: “Home”, “Untitled”, “Document1”, the name of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NO_TITLE = re.compile(
    r"(?:home(?: ?page)?|start(?: ?page)?|welcome|features?|featured|blogs?(?: posts?)?|(?:our|my|the) blog"
    r"|news|articles?|posts?|pages?|index|main|default|about(?: us| me)?|contact(?: us)?|services?"
    r"|untitled.*|no title|title|new (?:page|post|document|article|note)|(?:sample|test) (?:page|post)"
    r"|(?:blank|empty) (?:page|document)|blank|template|normal|hello world!?|just a moment.*"
    r"|microsoft word\b.*|word document.*|(?:new )?doc(?:ument)?[\s_-]*\d*|google docs"
    r"|(?:category|categories|tags?|authors?|months?|years?|search results?)(?: archives?)?\s*[:|–-].*"
    r"|(?:blog|news)?\s*archives?(?:\s*[:|–-].*)?"
    r"|(?:all )?(?:blog )?(?:posts|articles)(?: (?:by|in|from)\b.*)?"
    r"|(?:page )?not found|404.*|(?:page|part|post|note) ?\d+|(?:final )?draft(?:[\s_]*v?\d+)?|(?:19|20)\d\d"
    r"|.*\.(?:docx?|dotx?|rtf|odt|pages|pdf|txt|md|html?|php))",
    re.IGNORECASE,
)
_FILE_LIKE = re.compile(
    r"\bdraft\b|\bv\d+\b|\bfinal\b.*\d|\(\d{1,3}\)$|^copy of\b|_", re.IGNORECASE
)
_BREAKS = re.compile(r"\s*[|»•]\s*|\s+[–—·:~-]\s+")
_PRACTICE = re.compile(
    r"\b(?:therapy|therapies|therapists?|counsell?(?:ing|or|ors)|psycholog(?:y|ist)|psychotherapy|coaching|clinic"
    r"|practice|cent(?:re|er)|wellness|blog|website|llc|ltd|inc)\W*$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
MAX_SITE_WORDS = 5


def is_title(words: str) -> bool:
    """Could the owner have written these words as a title?"""
    words = words.strip(" .…*_#\"'“”")
    return bool(_LETTER.search(words)) and _NO_TITLE.fullmatch(words) is None


def is_title_of_a_file(words: str) -> bool:
    """The same for a title that a program keeps beside the text, where the names of files end up too."""
    return is_title(words) and _FILE_LIKE.search(words) is None


def choose_title(shown: str, sites: Iterable[str]) -> str | None:
    """The title in the title of a page, such as “After the argument | Quiet Harbour”: without the name of the
    site and the like. None if nothing else is there. `sites` are names and hosts of the site."""
    known = [_squeeze(one) for one in sites if one]
    parts = [one for one in _BREAKS.split(shown) if one]
    if _NO_TITLE.fullmatch(shown.strip()):
        return None
    left = [one for one in parts if is_title(one) and not _names_site(one, known)]
    if len(left) > 1:
        left = [one for one in left if not _is_practice(one)] or left[:1]
    return max(left, key=len) if left else None


def _squeeze(words: str) -> str:
    return "".join(letter for letter in words.lower() if letter.isalnum())


def _names_site(part: str, known: Iterable[str]) -> bool:
    """Is it the name of the site, or does the host begin with it?"""
    words = _squeeze(part)
    return any(one and (words == one or (len(one) > 5 and words.startswith(one))) for one in known)


def _is_practice(part: str) -> bool:
    return len(part.split()) <= MAX_SITE_WORDS and _PRACTICE.search(part) is not None
