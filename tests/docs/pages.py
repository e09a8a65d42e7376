"""The pages of the documentation, and what can be read off them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.conftest import REPOSITORY

README = REPOSITORY / "README.md"
DOCS = REPOSITORY / "docs"
MANUAL = DOCS / "manual"
ENGINEERING = DOCS / "engineering"
PAGES = tuple(
    sorted(
        [README, REPOSITORY / "CONTRIBUTING.md", REPOSITORY / "CHANGELOG.md", *DOCS.rglob("*.md")]
    )
)
OWNER_PAGES = tuple(sorted([README, *MANUAL.rglob("*.md")]))

_FENCE = re.compile(r"^( *)```.*?^\1```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")


def name_of(page: Path) -> str:
    """A page as people know it."""
    return page.relative_to(REPOSITORY).as_posix()


@cache
def text_of(page: Path) -> str:
    """The words of a page."""
    return page.read_text("utf-8")


def prose_of(page: Path) -> str:
    """A page without its code blocks."""
    return _FENCE.sub("", text_of(page))


def links_of(page: Path) -> Iterator[str]:
    """Every link and picture of a page that stays in the repository."""
    for found in _LINK.finditer(prose_of(page)):
        target = found[1] or found[2]
        if not re.match(r"[a-z]+:", target):
            yield target


@cache
def anchors_of(page: Path) -> frozenset[str]:
    """The anchors of a page, as GitHub makes them from its headings."""
    seen: dict[str, int] = {}
    anchors = set()
    for heading in re.findall(r"^#{1,6} +(.+?) *#*$", prose_of(page), re.MULTILINE):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        slug = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        count = seen.get(slug, 0)
        seen[slug] = count + 1
        anchors.add(f"{slug}-{count}" if count else slug)
    return frozenset(anchors)


@cache
def messages() -> str:
    """Every text in the program, one a line; what is filled in later stands as a blank mark."""
    found = []
    for path in sorted((REPOSITORY / "socialkit").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = (
                    str(one.value) if isinstance(one, ast.Constant) else "\0" for one in node.values
                )
                found.append("".join(parts))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
    return "\n".join(found)
