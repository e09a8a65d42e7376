"""Words that YAML takes for a remark: in a row without quotes everything after " #" is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from socialkit.config.document.reader import Document, Location, read_document
from socialkit.errors import Problem
from socialkit.model.text import shorten
from socialkit.pipeline.workspace.load import Workspace

TEXTS = frozenset(
    {
        *("name", "credential", "handle", "website", "closing"),
        *("quote", "caption", "text", "first_comment", "crisis_line", "instagram", "facebook"),
        *("hashtags", "never_post", "articles"),
        *("emphasis", "title"),
    }
)
"""Rows whose value is words of the owner: there a # may belong to them."""
CUT = re.compile(r"[ \t]+(#[^\s#][^\r\n]*)")
MAX_QUOTED = 60


def check_cut_text(workspace: Workspace) -> Iterator[Problem]:
    """A note for each text that ends at a # which probably belongs to it, with the row as it should be."""
    yield from find_cut_text(workspace.loaded.document)
    for slug in workspace.articles:
        path = workspace.line_file_path(slug)
        if _may_be_cut(path):
            name = path.relative_to(workspace.folder).as_posix()
            yield from find_cut_text(read_document(path.read_bytes(), name))


def _may_be_cut(path: Path) -> bool:
    """Whether a lines.yaml has such a row at all; reading it as YAML takes long."""
    try:
        rows = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    return any(
        CUT.search(row) and row.split(":")[0].strip(" -") in TEXTS
        for row in rows
        if not row.lstrip().startswith("#")
    )


def find_cut_text(document: Document) -> Iterator[Problem]:
    """The notes of one file."""
    for location, place in document.places.items():
        if place.quoted or not TEXTS.intersection(map(str, location)) or place.end <= place.start:
            continue
        cut = CUT.match(document.text, place.end)
        value = document.text[place.start : place.end]
        if cut is None or "\n" in value or value[:1] in "[{":
            continue
        whole = f"{value}{document.text[place.end : cut.end()]}".rstrip()
        words = (
            f'what comes after " #" is a remark, so this is “{shorten(value, MAX_QUOTED)}” only. If the rest '
            f"belongs to it, put all of it in quotes: {_quoted(location, whole)}"
        )
        yield Problem(document.file, place.line, place.column, words, level="note")


def _quoted(location: Location, text: str) -> str:
    bare = text.replace("\\", "\\\\").replace('"', '\\"')
    key = f"{location[-1]}: " if isinstance(location[-1], str) else ""
    return f'{key}"{bare}"'
