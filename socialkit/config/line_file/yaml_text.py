"""lines.yaml as text: a header in plain words, long lines folded, every letter exact."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from socialkit.model.lines import Entry, LineFile

HEADER = """\
# The lines of one article, found by socialkit. After "use" you decide about each line:
#
#   yes    it may be posted
#   no     it is never posted
#   ask    you have not decided yet, so it waits
#
# A line with "care" speaks of something delicate; it always waits for your approval.
# Below a line you may also write
#
#   theme: arch                  another look for its card
#   emphasis: "some of its words"
#   caption: "the words under its picture"
#
# Leave the words after "text" as they are: other words would be another line.
"""
SECTION_COMMENTS: Mapping[str, str] = {
    "lines": "# Single lines, the best first.",
    "structures": "# Contrasts and lists.",
    "gone": "# These are no longer in the article. What you decided is kept, in case they come back.",
}
EARLIER_ROWS = (
    '# The lines of one article, found by socialkit. Beside each line, after "use", stands your word:',
    "#   ask    you have not said yet, so it waits",
    '# A line with "care" speaks of something delicate; it waits for your own yes.',
    "# These no longer stand in the article. Your word is kept, in case they come back.",
)
"""Rows that earlier versions wrote."""

OURS = frozenset([*HEADER.splitlines(), *SECTION_COMMENTS.values(), *EARLIER_ROWS])
"""Comments of socialkit; all others are the owner's and are kept."""

_WIDTH = 88
_SAFE = re.compile(r"[A-Za-z][\w’“”…–— ,.;!?()/-]{0,89}")
_DIGEST = re.compile(r"[0-9a-f]+")
_WORDS_OF_YAML = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n"})
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of the owner's file beside its values: comments, and rows as they were written.

    `head` are comments above the first line, `tail` at the end. `above` and `rows` are by id:
    comments before an entry, and the entry itself with the Entry that it says.
    """

    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows: Mapping[str, tuple[Entry, tuple[str, ...]]] = field(default_factory=dict)
    inner: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def write_lines(file: LineFile, kept: Kept) -> str:
    """The text of a lines.yaml. Without anything kept it reads back as exactly `file`."""
    rows = [*HEADER.splitlines(), *kept.head, "", "article:"]
    rows += _field("title", file.title, 2)
    rows += _field("source", file.source, 2)
    rows += _field("text_sha256", file.text_sha256, 2)
    sections = (("lines", file.lines), ("structures", file.structures), ("gone", file.gone))
    for name, entries in sections:
        if entries or name == "lines":
            rows += ["", SECTION_COMMENTS[name], f"{name}:" if entries else f"{name}: []"]
        for index, entry in enumerate(entries):
            rows += [""] if index else []
            rows += _entry(entry, kept)
    return "\n".join([*rows, *kept.tail]) + "\n"


def _entry(entry: Entry, kept: Kept) -> Iterator[str]:
    yield from kept.above.get(entry.id, ())
    old = kept.rows.get(entry.id)
    if old is not None and old[0] == entry:
        yield from old[1]
        return
    yield from (f"  {row.strip()}" for row in kept.inner.get(entry.id, ()))
    rows = _fields(entry)
    rows[0] = f"  - {rows[0].lstrip()}"
    yield from rows


def _fields(entry: Entry) -> list[str]:
    rows = _field("id", entry.id, 4) + _field("text", entry.text, 4)
    rows += [f"    use: {entry.use.value}", f"    kind: {entry.kind}"]
    for name in ("care", "theme", "emphasis", "caption", "label"):
        value = getattr(entry, name)
        rows += _field(name, value, 4) if value is not None else []
    if entry.parts:
        rows.append("    parts:")
    for label, text in entry.parts:
        part = [] if label is None else _field("label", label, 8)
        part += _field("text", text, 8)
        rows += [f"      - {part[0].lstrip()}", *part[1:]]
    return rows


def _field(name: str, text: str, indent: int) -> list[str]:
    """One row `name: text`, over several lines where that reads better."""
    margin = " " * indent
    if len(text) > _WIDTH - indent - len(name) and _folds(text):
        return [f"{margin}{name}: >-", *_wrap(text, indent + 2)]
    if "\n" in text and all(map(_stands_alone, text.split("\n"))):
        inner = " " * (indent + 2)
        return [f"{margin}{name}: |-", *(inner + row for row in text.split("\n"))]
    return [f"{margin}{name}: {_scalar(text)}"]


def _stands_alone(row: str) -> bool:
    return bool(row) and row == row.strip() and not _UNPRINTABLE.search(row)


def _folds(text: str) -> bool:
    """Do single spaces alone divide the words, so that folding loses nothing?"""
    return _stands_alone(text) and "  " not in text


def _wrap(text: str, indent: int) -> Iterator[str]:
    row = ""
    for word in text.split(" "):
        if row and len(row) + 1 + len(word) > _WIDTH - indent:
            yield " " * indent + row
            row = word
        else:
            row = f"{row} {word}" if row else word
    yield " " * indent + row


def _scalar(text: str) -> str:
    """On one line: without quotes where that is safe for every reader of YAML, else in quotes."""
    plain = _SAFE.fullmatch(text) and text == text.strip() and text.lower() not in _WORDS_OF_YAML
    digest = _DIGEST.fullmatch(text) and re.search("[a-df]", text)
    if plain or digest:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", quoted)
