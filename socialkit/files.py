"""One way to write a file so that at every moment the old or the new content is there whole."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

UNFINISHED = ".part"
"""How the name of a file ends that is being written; a power cut may leave one."""


def write_atomically(
    path: Path,
    data: bytes,
    *,
    private: bool = False,
    like: Path | None = None,
    dated: datetime | None = None,
    durable: bool = True,
) -> None:
    """Put `data` at `path`, whole or not at all, and make the folder where it is missing. Raise OSError.

    `private`: only the owner may read it. Else it gets the mode and the owner of the file that it
    replaces, or of the file that it is `like`. A link stays a link. `dated`: its time. Not `durable`:
    a power cut may leave it empty, which suits a cache that checks what it reads.
    """
    target = path.resolve()
    target.parent.mkdir(mode=0o700 if private else 0o777, parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{os.urandom(4).hex()}{UNFINISHED}")
    try:
        _write(unfinished, data, 0o600 if private else 0o666, durable=durable)
        if not private:
            _copy_mode(like or target, unfinished)
        if dated is not None:
            os.utime(unfinished, (dated.timestamp(), dated.timestamp()))
        unfinished.replace(target)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    if durable:
        _sync_folder(target.parent)


def _write(path: Path, data: bytes, mode: int, *, durable: bool) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        if durable:
            file.flush()
            os.fsync(file.fileno())


def _copy_mode(old: Path, new: Path) -> None:
    """Whoever could read the old file can read the new one, and it belongs to the same user."""
    with suppress(FileNotFoundError):
        status = old.stat()
        new.chmod(status.st_mode & 0o7777)
        if hasattr(os, "chown"):
            with suppress(PermissionError):
                os.chown(new, status.st_uid, status.st_gid)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable; not every system lets a folder be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
