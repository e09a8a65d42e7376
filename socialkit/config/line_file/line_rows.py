"""lines.yaml as models, and read into a LineFile."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Annotated

from pydantic import Field, PlainValidator, ValidationError

from socialkit.config.document.messages import explain_empty, explain_refusals, in_order
from socialkit.config.document.reader import Document, read_document
from socialkit.config.scalars.values import choice, read_text, read_word, shorten
from socialkit.config.schedule.fields import THEMES, Rows
from socialkit.errors import ConfigError, Problem, name_fault
from socialkit.model.lines import Entry, LineFile, Use

log = logging.getLogger("socialkit")

SECTION_NAMES = ("lines", "structures", "gone")
KINDS = ("single", "pair", "contrast", "list")
_USE = {
    **dict.fromkeys(("yes", "y", "true", "on"), Use.YES),
    **dict.fromkeys(("no", "n", "false", "off"), Use.NO),
    "ask": Use.ASK,
}


def _read_exact(value: object) -> str:
    """Any text, letter for letter; between quotes it may be empty."""
    return value if value == "" else read_text(value)


def _read_use(value: object) -> Use:
    word = read_word(value)
    if word.lower() not in _USE:
        raise ValueError(f'"{shorten(word)}" is not known here; write yes, no or ask')
    return _USE[word.lower()]


Exact = Annotated[str, PlainValidator(_read_exact)]


class ArticleRows(Rows):
    """Which article the lines are from."""

    title: Exact = Field(examples=["On pauses"])
    source: Exact = Field(examples=["articles/on-pauses.txt"])
    text_sha256: Exact = Field(examples=["0"])


class PartRow(Rows):
    """One side of a contrast, or one item of a list."""

    label: Exact | None = None
    text: Exact = Field(examples=["the words"])


class EntryRow(Rows):
    """One line or structure."""

    id: Exact = ""
    text: Exact = Field(examples=["the words, as they are in the article"])
    use: Annotated[Use, PlainValidator(_read_use)] = Field(examples=["ask"])
    kind: Annotated[str, PlainValidator(choice(*KINDS))] = Field("single", examples=["single"])
    care: Exact | None = Field(None, examples=["speaks of a crisis"])
    theme: Annotated[str, PlainValidator(choice(*THEMES))] | None = Field(None, examples=["night"])
    emphasis: Exact | None = Field(None, examples=["words of the line"])
    caption: Exact | None = Field(None, examples=["the words under the picture"])
    label: Exact | None = Field(None, examples=["the words above"])
    parts: tuple[PartRow, ...] = ()


class FileRows(Rows):
    """The whole of lines.yaml."""

    article: ArticleRows = Field(
        examples=[{"title": "On pauses", "source": "articles/on-pauses.txt", "text_sha256": "0"}]
    )
    lines: tuple[EntryRow, ...] = ()
    structures: tuple[EntryRow, ...] = ()
    gone: tuple[EntryRow, ...] = ()


SECTIONS: dict[tuple[str, ...], type[Rows]] = {
    (): FileRows,
    ("article",): ArticleRows,
    **{(name, "*"): EntryRow for name in SECTION_NAMES},
    **{(name, "*", "parts", "*"): PartRow for name in SECTION_NAMES},
}


@lru_cache(maxsize=1)  # a file is read, and read again before it is written over
def parse_lines(raw: bytes, file: str) -> tuple[LineFile, Document]:
    """The lines in the bytes of a file. Raise ConfigError with every problem at its place."""
    try:
        return _parse_lines(raw, file)
    except ConfigError:
        raise
    except Exception as error:  # a fault of this file alone: the others go on
        log.error("a lines.yaml ended in a fault", exc_info=error)
        words = (
            f"this file cannot be read, by a fault of socialkit ({name_fault(error)}). Bring lines.yaml.bak "
            f"beside it back, and please report this"
        )
        raise ConfigError([Problem(file, 1, 1, words)]) from error


def _parse_lines(raw: bytes, file: str) -> tuple[LineFile, Document]:
    document = read_document(raw, file)
    problems = list(document.problems)
    rows = None
    if document.value is None and not problems:
        words = "this file is empty; delete it and run: socialkit make"
        problems.append(Problem(file, 1, 1, words))
    elif document.value is not None and not isinstance(document.value, dict):
        words = (
            "there are no rows of a lines.yaml here. Bring lines.yaml.bak beside it back, or delete this "
            "file and run: socialkit make"
        )
        problems.append(Problem(file, 1, 1, words))
    elif document.value is not None:
        problems += explain_empty(document, SECTIONS)
        try:
            rows = FileRows.model_validate(document.value)
        except ValidationError as error:
            problems += explain_refusals(error, document, SECTIONS)
    if problems or rows is None:
        raise ConfigError(in_order(problems))
    return _line_file(rows), document


def _line_file(rows: FileRows) -> LineFile:
    return LineFile(
        title=rows.article.title,
        source=rows.article.source,
        text_sha256=rows.article.text_sha256,
        lines=tuple(map(_entry, rows.lines)),
        structures=tuple(map(_entry, rows.structures)),
        gone=tuple(map(_entry, rows.gone)),
    )


def _entry(row: EntryRow) -> Entry:
    parts = tuple((part.label, part.text) for part in row.parts)
    given = {name: getattr(row, name) for name in EntryRow.model_fields if name != "parts"}
    return Entry(**given, parts=parts)
