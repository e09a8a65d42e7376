"""Parsed articles, lines and schedules, kept by the hash of what they were parsed from.

One file per value: its own hash, then the value as JSON. A file that is cut off, or was written by other
code, counts as absent; a value that cannot be kept is parsed again each time.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from socialkit.files import UNFINISHED, write_atomically

T = TypeVar("T")

PACKAGE = Path(__file__).resolve().parents[2]
CODE = ("article", "cards", "config", "lines", "model")
"""The folders whose code makes the values: after a change of code everything is parsed again."""
UNUSED_PERIOD = timedelta(days=30)
"""So long a value is kept that nobody asks for."""
ENDING = ".reading"


class ParseCache:
    """The values in one folder. `now` is the present moment, aware."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self._folder = folder
        self._now = now.timestamp()
        self._adapters: dict[str, TypeAdapter[Any]] = {}
        self._is_tidy = False

    def remember(self, kind: type[T], content: Iterable[bytes], read: Callable[[], T]) -> T:
        """Give what `read` makes of `content`, read once; see `Remember`."""
        path = self._path((kind.__name__.encode(), *content))
        found = self._find(kind, path)
        if found is None:
            found = read()
            self._keep(kind, path, found)
        return found

    def _path(self, content: Iterable[bytes]) -> Path:
        digest = hashlib.sha256(_fingerprint_of_code())
        for part in content:
            digest.update(len(part).to_bytes(8, "big") + part)
        return self._folder / f"{digest.hexdigest()[:40]}{ENDING}"

    def _find(self, kind: type[T], path: Path) -> T | None:
        with suppress(OSError, ValueError):
            head, _, body = path.read_bytes().partition(b"\n")
            if head == _fingerprint(body):
                found: T = self._adapter(kind).validate_json(body)
                os.utime(path, (self._now, self._now))
                return found
        return None

    def _keep(self, kind: type[T], path: Path, found: T) -> None:
        with suppress(OSError, ValueError):
            body = self._adapter(kind).dump_json(found)
            self._tidy()
            content, now = _fingerprint(body) + b"\n" + body, datetime.fromtimestamp(self._now, UTC)
            write_atomically(path, content, private=True, dated=now, durable=False)

    def _adapter(self, kind: type[T]) -> TypeAdapter[T]:
        if kind.__name__ not in self._adapters:
            self._adapters[kind.__name__] = TypeAdapter(kind)
        return self._adapters[kind.__name__]

    def _tidy(self) -> None:
        """Delete, once, what nobody asked for in UNUSED_PERIOD."""
        if self._is_tidy:
            return
        self._is_tidy = True
        for path in (*self._folder.glob(f"*{ENDING}"), *self._folder.glob(f".*{UNFINISHED}")):
            with suppress(OSError):
                if self._now - path.stat().st_mtime > UNUSED_PERIOD.total_seconds():
                    path.unlink()


def _fingerprint(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


@cache
def _fingerprint_of_code() -> bytes:
    digest = hashlib.sha256()
    for path in sorted(path for name in CODE for path in (PACKAGE / name).rglob("*")):
        if path.suffix in {".py", ".bin"}:
            digest.update(path.read_bytes())
    return digest.digest()
