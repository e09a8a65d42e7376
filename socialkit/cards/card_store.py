"""Stores cards as files under readable names; each is drawn once.

The name ends in a hash of everything that shapes the picture, so an existing file is the card that
would be drawn and is never drawn again. A file appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from threading import get_ident

from socialkit.cards.drawing import MAX_PICTURE_BYTES
from socialkit.cards.themes.catalogue import THEMES_BY_NAME
from socialkit.errors import MachineError
from socialkit.model.card import Brand, CardRequest

RENDERER = 4
"""Increase it when the same input gives other bytes; every card is then drawn again."""
NAME_WORDS = 6
NAME_LETTERS = 48


def store_card(request: CardRequest, brand: Brand, *, assets: Path, folder: Path) -> Path:
    """The card's file in the folder, drawn first if it does not exist yet.

    Raises CardError for words that cannot be set, MachineError when the folder cannot be written.
    """
    from socialkit.cards.render import (
        make_card,
    )  # loads the drawing libraries only if a card is drawn

    path = find_place(request, brand, assets=assets, folder=folder)
    if not path.is_file():
        with open_card_writer() as keep:
            keep(path, make_card(request, brand, assets=assets).jpeg)
    return path


def find_place(request: CardRequest, brand: Brand, *, assets: Path, folder: Path) -> Path:
    """The path of the card, drawn or not: the same path for the same picture."""
    return folder / f"{_readable(request)}-{_fingerprint(request, brand, assets)}.jpg"


def _readable(request: CardRequest) -> str:
    """The first words, theme and size, in letters that every file system and address allows."""
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", request.words))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    start = "-".join(words[:NAME_WORDS])[:NAME_LETTERS].strip("-") or "card"
    return f"{start}-{request.theme}-{request.size}"


def _fingerprint(request: CardRequest, brand: Brand, assets: Path) -> str:
    palette = brand.palette
    parts = (
        str(RENDERER),
        *(request.text, request.theme, request.size, request.label, request.emphasis),
        *(request.form, *((part.label, part.text) for part in request.parts)),
        request.among,
        *(brand.name, brand.handle, brand.credential),
        *(palette.ground, palette.ink, palette.accent),
        brand.logo and hash_picture(Path(brand.logo)),
        *_photo_parts(request, brand),
        _assets_hash(assets),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:10]


def _photo_parts(request: CardRequest, brand: Brand) -> tuple[object, ...]:
    """What the photo adds, in themes that show it."""
    theme = THEMES_BY_NAME.get(request.theme)
    if brand.photo is None or theme is None or not theme.on_picture:
        return ()
    return hash_picture(Path(brand.photo)), brand.photo_focus


def hash_picture(path: Path) -> str:
    """The hash of a picture of the brand; empty where it cannot be read, which painting reports."""
    try:
        found = path.stat()
        is_read = stat.S_ISREG(found.st_mode) and found.st_size <= MAX_PICTURE_BYTES
        return _hash_again(path, (found.st_mtime_ns, found.st_size)) if is_read else ""
    except (OSError, ValueError):
        return ""


@lru_cache(maxsize=8)
def _hash_again(path: Path, stamp: object) -> str:  # noqa: ARG001 - a changed file is read again
    return _hash_of(path)


@lru_cache(maxsize=4)
def _assets_hash(assets: Path) -> str:
    files = sorted([*(assets / "fonts").rglob("*.ttf"), *(assets / "icc").glob("*.icc")])
    return hashlib.sha256("".join(_hash_of(path) for path in files).encode()).hexdigest()


def _hash_of(path: Path) -> str:
    """The hash of a file; empty for a missing one, which painting reports."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


@contextmanager
def open_card_writer() -> Iterator[Callable[[Path, bytes], None]]:
    """Gives a function that writes cards; they appear under their names at the end of the block, each
    whole or not at all. If the block fails, nothing is left of cards that are not finished.

    Raises MachineError when a folder cannot be written.
    """
    parts: list[tuple[Path, Path]] = []

    def keep(path: Path, jpeg: bytes) -> None:
        part = path.with_name(f".card-{os.getpid()}-{get_ident()}-{path.stem[-10:]}.part")
        parts.append((part, path))
        with _as_machine_error(path):
            _write(part, jpeg)

    try:
        yield keep
        for part, path in parts:
            with _as_machine_error(path):
                _finish(part, path)
    finally:
        for part, _ in parts:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _write(part: Path, jpeg: bytes) -> None:
    part.parent.mkdir(parents=True, exist_ok=True)
    with part.open("wb") as file:
        file.write(jpeg)
        file.flush()
        if hasattr(os, "posix_fadvise"):  # Linux starts writing without making us wait
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    part.chmod(0o644)


def _finish(part: Path, path: Path) -> None:
    with part.open("r+b") as file:
        # Without this a power cut may leave an empty file under the name, which would count as the card
        # for ever, because an existing card is never opened. Several cost little more than one.
        os.fsync(file.fileno())
    part.replace(path)


@contextmanager
def _as_machine_error(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MachineError(
            f"The card could not be saved in {path.parent}: {error.strerror or error}. "
            "Free space on the disk or allow writing to this folder, then run it again."
        ) from error
