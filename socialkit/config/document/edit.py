"""Careful edits of the owner's files: only what must change, and never half-written.

Each function raises ConfigError and leaves the file untouched when the disk refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from socialkit import files
from socialkit.errors import ConfigError, Problem
from socialkit.files import read_file

MAX_TRIES = 3


@dataclass(frozen=True, slots=True, order=True)
class Splice:
    """Replace the letters from `start` to `end` (exclusive) by `text`."""

    start: int
    end: int
    text: str


def splice(text: str, changes: Iterable[Splice]) -> str:
    """The text with each change made; changes do not overlap. All other letters stay."""
    for change in sorted(changes, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def rewrite(path: Path, edit: Callable[[str], str]) -> None:
    """Replace the text of the file by `edit(text)`, unless they are the same. The file as it was is
    kept beside it as NAME.bak.

    If somebody saves the file between reading and writing, `edit` is asked again with the new text.
    Raise ConfigError when the file keeps changing, or cannot be read or written.
    """
    for _ in range(MAX_TRIES):
        raw = _read(path)
        new = edit(_decode(path, raw)).encode("utf-8")
        if new == raw:
            return
        _refuse_read_only(path)
        _replace(path.with_name(f"{path.name}.bak"), raw, like=path)
        if _read(path) == raw:
            _replace(path, new)
            return
    raise _refusal(path, "is being changed by another program; close it there and try again")


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that at every moment it holds either the old or the new text, whole.

    The mode of an existing file is kept. Raise ConfigError when the disk refuses.
    """
    _replace(path, text.encode("utf-8"))


def _read(path: Path) -> bytes:
    try:
        return read_file(path)
    except OSError as error:
        raise _refusal(path, f"cannot be read ({error.strerror})") from error


def _decode(path: Path, raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _refusal(path, "is not saved as UTF-8; save it again with that encoding") from error


def _refuse_read_only(path: Path) -> None:
    """A new file could replace one that the owner locked; that would be against the owner's wish."""
    if not path.stat().st_mode & 0o222:
        raise _refusal(path, "is locked against changes; unlock it (allow writing) and try again")


def _replace(path: Path, raw: bytes, *, like: Path | None = None) -> None:
    try:
        files.write_atomically(path, raw, like=like)
    except OSError as error:
        words = f"cannot be written ({error.strerror}); make room on the disk or look at its permissions"
        raise _refusal(path, f"{words}. Nothing was changed in it") from error


def _refusal(path: Path, words: str) -> ConfigError:
    return ConfigError([Problem(str(path), 1, 1, f"this file {words}")])
