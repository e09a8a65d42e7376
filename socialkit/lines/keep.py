"""lines.yaml made anew with her word kept (CONTRACT, "quotes/SLUG/lines.yaml")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from socialkit.lines.identity import is_id_of, line_id
from socialkit.lines.rules.care import find_care_reason
from socialkit.lines.structures import structure_text
from socialkit.model.article import Article
from socialkit.model.lines import Entry, Line, LineFile, LineReading, Structure, Use
from socialkit.model.wording import find_quote, normalise

_OUR_ID = re.compile(r"[0-9a-f]{8,64}")
_LINE_KINDS = ("single", "pair")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as it really is: `entry` under the id of its words. `own`: she typed it; `aside`: it
    stood under `gone`."""

    entry: Entry
    own: bool
    aside: bool = False


def keep_lines(old: LineFile | None, article: Article, reading: LineReading) -> LineFile:
    """Given lines.yaml as it was (None: there is none yet), say what should stand in it now.

    New lines ask for her word. Her fields (use, theme, emphasis, caption) stay with the words they
    were given to. A row that is not in the reading stays while its words stand in the article and
    she has touched it or nothing speaks against it. What she typed or touched is never dropped:
    when its words left the article it goes under `gone`, and comes back with her word when they do.
    """
    rows = _old_rows(old, article)
    lines = [_line_entry(line, rows) for line in (*reading.lines, *reading.cared)]
    structures = [_structure_entry(one, rows) for one in reading.structures]
    known = {normalise(entry.text) for entry in (*lines, *structures)}
    gone: list[Entry] = []
    for words, row in rows.items():
        if words in known:
            continue
        standing = _locate(row.entry, article)
        if standing is None:
            gone.append(row.entry)
        elif _is_touched(standing) or _is_uncontested(standing, article, reading):
            (structures if standing.parts else lines).append(standing)
        elif row.own or row.aside:
            gone.append(standing)
    return LineFile(
        title=article.title,
        source=article.source,
        text_sha256=article.text_sha256,
        lines=tuple(lines),
        structures=tuple(structures),
        gone=tuple(gone),
    )


def _old_rows(old: LineFile | None, article: Article) -> dict[str, _Row]:
    """Her rows by their words; of two with the same words the first, and one under `gone` last."""
    rows: dict[str, _Row] = {}
    if old is not None:
        standing = [_identified_row(entry, article.slug) for entry in (*old.lines, *old.structures)]
        aside = [replace(_identified_row(entry, article.slug), aside=True) for entry in old.gone]
        for row in (*standing, *aside):
            rows.setdefault(normalise(row.entry.text), row)
        rows.pop("", None)
    return rows


def _identified_row(entry: Entry, slug: str) -> _Row:
    """The row under the id of its words.

    An id of ours above other words means that the words were changed: that is a new line, and what
    she said of the old words does not hold for it. No id of ours: she typed the row herself.
    """
    words = _words(entry)
    identifier = str(entry.id)
    if is_id_of(identifier, slug, words):
        return _Row(replace(entry, text=words), own=False)
    true = replace(entry, id=line_id(slug, words), text=words)
    if _OUR_ID.fullmatch(identifier):
        return _Row(replace(true, use=_unless_refused(entry.use)), own=True)
    return _Row(true, own=True)


def _unless_refused(use: Use) -> Use:
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
    hers = row.entry
    return replace(
        new, use=hers.use, theme=hers.theme, emphasis=hers.emphasis, caption=hers.caption
    )


def _locate(entry: Entry, article: Article) -> Entry | None:
    """The row in the article's present letters; None where its words no longer stand there."""
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
    """An unanswered line that merely fell out of the pick: no part of it is refused or taken."""
    if entry.parts:
        return False
    start = article.text.find(entry.text)
    taken = [(one.start, one.end) for one in (*reading.lines, *reading.cared)]
    taken += [(one.start, one.end) for one in reading.rejected]
    return not any(left < start + len(entry.text) and start < right for left, right in taken)
