"""quotes/SLUG/lines.yaml: reading it, making it again with all decisions and comments kept, and
writing decisions into it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from socialkit.config.document.edit import Splice, rewrite, splice, write_atomically
from socialkit.config.document.reader import Document
from socialkit.config.line_file.line_rows import SECTION_NAMES, parse_lines
from socialkit.config.line_file.yaml_text import OURS, Kept, write_lines
from socialkit.errors import ConfigError, Problem
from socialkit.files import read_file
from socialkit.model.lines import Entry, LineFile, Use
from socialkit.model.protocols import Remember, read_uncached


def read_line_file(path: Path, remember: Remember = read_uncached) -> LineFile | None:
    """What stands in a lines.yaml, or what was read before from the same bytes; None where there is
    none.

    Raise ConfigError with every problem at its place when it cannot be used.
    """
    raw = _read(path)
    if raw is None:
        return None
    return remember(LineFile, (raw,), lambda: parse_lines(raw, _shown(path))[0])


def remake_line_file(
    path: Path, make: Callable[[LineFile | None], LineFile], remember: Remember = read_uncached
) -> LineFile:
    """Make a lines.yaml say what `make` gives for its content (None: there is no file yet), and give
    that. Nothing is written where it says so already.

    The owner's comments stay with their line, and unchanged lines stay as they are written. If the
    file is saved meanwhile, `make` is called again, so that no decision is lost. The file as it was is
    kept as lines.yaml.bak. Raise ConfigError, writing nothing, when the file cannot be read.
    """
    raw = _read(path)
    if raw is None:
        file = make(None)
        write_atomically(path, write_lines(file, Kept()))
        return file
    before = remember(LineFile, (raw,), lambda: parse_lines(raw, _shown(path))[0])
    if (file := make(before)) == before:
        return file
    made: list[LineFile] = []

    def edit(text: str) -> str:
        old, document = parse_lines(text.encode(), _shown(path))
        made[:] = [make(old)]
        return text if made[0] == old else _remade(path, old, document, made[0])

    rewrite(path, edit)
    return made[0]


def _remade(path: Path, old: LineFile, document: Document, file: LineFile) -> str:
    text = write_lines(file, _keep(old, document))
    if parse_lines(text.encode(), _shown(path))[0] != file:
        text = write_lines(file, Kept())  # a decision matters more than a comment
    return text.replace("\n", "\r\n") if "\r\n" in document.text else text


def set_use(path: Path, ids: Collection[str], use: Use) -> tuple[str, ...]:
    """Write a decision beside these lines, and touch nothing else; give the ids that changed.

    Raise ConfigError, writing nothing, when the file cannot be read or written.
    """
    changed: dict[str, None] = {}

    def edit(text: str) -> str:
        changed.clear()
        file, document = parse_lines(text.encode(), _shown(path))
        return splice(text, _uses(file, document, ids, use, changed))

    if ids:
        rewrite(path, edit)
    return tuple(changed)


def _uses(
    file: LineFile, document: Document, ids: Collection[str], use: Use, changed: dict[str, None]
) -> Iterator[Splice]:
    for name in SECTION_NAMES:
        for index, entry in enumerate(getattr(file, name)):
            if entry.id in ids and entry.use is not use:
                changed[entry.id] = None
                place = document.places[name, index, "use"]
                yield Splice(place.start, place.end, use.value)


def rename_ids(path: Path, new_id: Callable[[Entry], str]) -> None:
    """Give every row the id that `new_id` says, and touch nothing else. Raise ConfigError, writing nothing,
    when the file cannot be read or written."""

    def edit(text: str) -> str:
        file, document = parse_lines(text.encode(), _shown(path))
        return splice(text, _renamed(file, document, new_id))

    rewrite(path, edit)


def _renamed(
    file: LineFile, document: Document, new_id: Callable[[Entry], str]
) -> Iterator[Splice]:
    for name in SECTION_NAMES:
        for index, entry in enumerate(getattr(file, name)):
            place = document.places.get((name, index, "id"))
            if place is not None and (renamed := new_id(entry)) != entry.id:
                yield Splice(place.start, place.end, renamed)


def _read(path: Path) -> bytes | None:
    try:
        return read_file(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        words = f"this file cannot be read ({error.strerror}); look at its permissions"
        raise ConfigError([Problem(_shown(path), 1, 1, words)]) from error


def _shown(path: Path) -> str:
    """quotes/SLUG/lines.yaml: the name that the owner knows."""
    return "/".join(path.parts[-3:])


def _keep(old: LineFile, document: Document) -> Kept:
    """The owner's comments, each with the entry it belongs to, and the rows of every entry."""
    rows = [row.rstrip("\r") for row in document.text.removeprefix("\ufeff").split("\n")]
    covered = _covered(document)
    above: dict[str, tuple[str, ...]] = {}
    inner: dict[str, tuple[str, ...]] = {}
    kept: dict[str, tuple[Entry, tuple[str, ...]]] = {}
    head: tuple[str, ...] | None = None
    free = 0
    for entry, first, last in _spans(old, document):
        comments = _comments(rows, free, first, covered)
        if head is None:
            head, comments = comments, ()
        above[entry.id] = comments
        inner[entry.id] = (*_comments(rows, first, last, covered), *_beside(document, first, last))
        if rows[first].startswith("  - "):
            kept[entry.id] = (entry, tuple(rows[first:last]))
        free = last
    tail = _comments(rows, free, len(rows), covered)
    if head is None:
        head, tail = tail, ()
    return Kept(head, tail, above, kept, inner)


def _spans(old: LineFile, document: Document) -> Iterator[tuple[Entry, int, int]]:
    """Each entry with its first row and the row after its last, from 0, in the order of the file."""
    found = []
    for name in SECTION_NAMES:
        for index, entry in enumerate(getattr(old, name)):
            first = document.places[name, index].line - 1
            found.append((first, _last_row(document, (name, index)) + 1, entry))
    for first, last, entry in sorted(found, key=lambda one: one[0]):
        yield entry, first, last


def _last_row(document: Document, location: tuple[str, int]) -> int:
    ends = [
        document.text.rstrip().__len__() if place.end > len(document.text.rstrip()) else place.end
        for inside, place in document.places.items()
        if inside[:2] == location and _is_scalar(document, inside)
    ]
    end = max(ends, default=document.places[location].start)
    return document.text.count("\n", 0, len(document.text[:end].rstrip()))


def _is_scalar(document: Document, location: tuple[str | int, ...]) -> bool:
    value = document.value
    for part in location:
        value = value[part]  # type: ignore[index]
    return isinstance(value, str)


def _covered(document: Document) -> frozenset[int]:
    """Rows, from 0, that belong to a text over several rows: a # in them is no comment."""
    rows: set[int] = set()
    for location, place in document.places.items():
        if place.quoted and _is_scalar(document, location):
            start = document.text.count("\n", 0, place.start)
            end = document.text.count("\n", 0, len(document.text[: place.end].rstrip()))
            rows.update(range(start + 1, end + 1))
    return frozenset(rows)


def _comments(rows: list[str], first: int, last: int, covered: frozenset[int]) -> tuple[str, ...]:
    return tuple(
        row
        for number, row in enumerate(rows[first:last], start=first)
        if row.lstrip().startswith("#") and number not in covered and row.strip() not in OURS
    )


def _beside(document: Document, first: int, last: int) -> Iterator[str]:
    """Comments at the end of a row, as rows of their own."""
    for location, place in document.places.items():
        if first < place.line <= last and _is_scalar(document, location):
            rest = document.text[place.end :].split("\n")[0].strip()
            if rest.startswith("#") and place.start < place.end:
                yield f"    {rest}"
