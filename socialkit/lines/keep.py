"""Regenerates lines.yaml and keeps the owner's approvals and edits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from socialkit.lines.rules.care import find_care_reason
from socialkit.lines.structures import structure_text
from socialkit.model.article import Article
from socialkit.model.lines import (
    Entry,
    Line,
    LineFile,
    LineReading,
    Structure,
    Use,
    is_id_of,
    line_id,
)
from socialkit.model.text import find_quote, normalise

_OUR_ID = re.compile(r"[0-9a-f]{8,64}")
_LINE_KINDS = ("single", "pair")


@dataclass(frozen=True, slots=True)
class _Row:
    """An old row, its `entry` under the id of its words. `own`: the owner wrote it; `gone`: it was
    under `gone`."""

    entry: Entry
    own: bool
    gone: bool = False


def keep_lines(old: LineFile | None, article: Article, reading: LineReading) -> LineFile:
    """The new content of lines.yaml, given the old one (None if there is none yet).

    New lines ask for approval. The owner's fields (use, theme, emphasis, caption) stay with the words
    they were given to. A row that is not in the reading stays while its words are in the article and
    either the owner has touched it or no reading contradicts it. What the owner wrote or touched is
    never dropped: when its words leave the article it moves to `gone`, and when they return, so does
    the approval.
    """
    rows = _old_rows(old, article)
    lines = [_line_entry(line, rows) for line in (*reading.lines, *reading.cared)]
    structures = [_structure_entry(one, rows) for one in reading.structures]
    known = {normalise(entry.text) for entry in (*lines, *structures)}
    gone: list[Entry] = []
    for words, row in rows.items():
        if words in known:
            continue
        located = _locate(row.entry, article)
        if located is None:
            gone.append(row.entry)
        elif _is_touched(located) or _is_uncontested(located, article, reading):
            (structures if located.parts else lines).append(located)
        elif row.own or row.gone:
            gone.append(located)
    return LineFile(
        title=article.title,
        source=article.source,
        text_sha256=article.text_sha256,
        lines=tuple(lines),
        structures=tuple(structures),
        gone=tuple(gone),
    )


def merge_decisions(file: LineFile, other: LineFile) -> LineFile:
    """A lines.yaml with the decisions of another one about the same article. The owner's fields fill rows
    that have none; of two answers the "no" counts; rows of other words are kept under `gone`."""
    rows = {normalise(_words(one)): one for one in (*other.gone, *other.structures, *other.lines)}
    known = {normalise(_words(one)) for one in file.all_entries}
    rest = (one for words, one in rows.items() if words not in known and _is_touched(one))
    return replace(
        file,
        lines=tuple(_merged(one, rows) for one in file.lines),
        structures=tuple(_merged(one, rows) for one in file.structures),
        gone=(*(_merged(one, rows) for one in file.gone), *rest),
    )


def _merged(entry: Entry, rows: Mapping[str, Entry]) -> Entry:
    other = rows.get(normalise(_words(entry)))
    if other is None:
        return entry
    uses = {entry.use, other.use}
    return replace(
        entry,
        use=next((one for one in (Use.NO, Use.YES) if one in uses), Use.ASK),
        theme=entry.theme or other.theme,
        emphasis=entry.emphasis or other.emphasis,
        caption=entry.caption or other.caption,
    )


def _old_rows(old: LineFile | None, article: Article) -> dict[str, _Row]:
    """The old rows by their words; of two with the same words the first, and rows under `gone` last."""
    rows: dict[str, _Row] = {}
    if old is not None:
        present = [_identified_row(entry, article.slug) for entry in old.entries]
        gone = [replace(_identified_row(entry, article.slug), gone=True) for entry in old.gone]
        for row in (*present, *gone):
            rows.setdefault(normalise(row.entry.text), row)
        rows.pop("", None)
    return rows


def _identified_row(entry: Entry, slug: str) -> _Row:
    """The row under the id of its words.

    If an id of ours belongs to other words, the words were changed: that is a new line, and an approval
    of the old words does not hold for it. Without an id of ours, the owner wrote the row.
    """
    words = _words(entry)
    identifier = str(entry.id)
    if is_id_of(identifier, slug, words):
        return _Row(replace(entry, text=words), own=False)
    renamed = replace(entry, id=line_id(slug, words), text=words)
    if _OUR_ID.fullmatch(identifier):
        return _Row(replace(renamed, use=_rejected_or_ask(entry.use)), own=True)
    return _Row(renamed, own=True)


def _rejected_or_ask(use: Use) -> Use:
    return Use.NO if use is Use.NO else Use.ASK


def _words(entry: Entry) -> str:
    return structure_text(entry.label, list(entry.parts)) if entry.parts else entry.text


def _line_entry(line: Line, rows: dict[str, _Row]) -> Entry:
    new = Entry(id=line.id, text=line.text, use=Use.ASK, kind=line.kind, care=line.care)
    return _with_approval(new, rows)


def _structure_entry(structure: Structure, rows: dict[str, _Row]) -> Entry:
    parts = tuple((part.label, part.text) for part in structure.parts)
    new = Entry(
        id=structure.id,
        text=structure_text(structure.label, list(parts)),
        use=Use.ASK,
        kind=structure.kind,
        care=structure.care,
        parts=parts,
        label=structure.label,
    )
    return _with_approval(new, rows)


def _with_approval(new: Entry, rows: dict[str, _Row]) -> Entry:
    row = rows.get(normalise(new.text))
    if row is None:
        return new
    kept = row.entry
    return replace(
        new, use=kept.use, theme=kept.theme, emphasis=kept.emphasis, caption=kept.caption
    )


def _locate(entry: Entry, article: Article) -> Entry | None:
    """The row with the article's present letters; None if its words are no longer in the article."""
    parts = []
    for label, text in entry.parts:
        run = find_quote(text, article.text)
        if run is None:
            return None
        parts.append((label, run))
    if parts:
        text = structure_text(entry.label, parts)
        return replace(entry, parts=tuple(parts), text=text, care=find_care_reason(text))
    run = find_quote(entry.text, article.text)
    if run is None:
        return None
    kind = entry.kind if entry.kind in _LINE_KINDS else "single"
    return replace(entry, text=run, kind=kind, care=find_care_reason(run))


def _is_touched(entry: Entry) -> bool:
    return entry.use is not Use.ASK or any((entry.theme, entry.emphasis, entry.caption))


def _is_uncontested(entry: Entry, article: Article, reading: LineReading) -> bool:
    """A line without an answer that is only no longer picked: no part of it is refused or used elsewhere."""
    if entry.parts:
        return False
    start = article.text.find(entry.text)
    taken = [(one.start, one.end) for one in (*reading.lines, *reading.cared)]
    taken += [(one.start, one.end) for one in reading.rejected]
    return not any(left < start + len(entry.text) and start < right for left, right in taken)
