"""One way to write a file so that at every moment the old or the new content is there whole; and how
files and folders are made that only the owner may read."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

UNFINISHED = ".part"
"""How the name of a file ends that is being written; a power cut may leave one."""
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def make_private_folder(folder: Path) -> None:
    """Make `folder`, and what is missing above it, for the owner alone, whatever the umask. Raise OSError.

    `Path.mkdir(parents=True)` gives its mode to the last folder only. A folder that stands is left as it is.
    """
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def close_to_others(folder: Path, ours: Iterable[str]) -> None:
    """Take away what others may do in `folder`, and with what fits the patterns `ours` in it and all below;
    what else lies there is not touched. Costs one look where the folder is closed."""
    if os.name != "posix" or not _is_open(folder):
        return
    _close(folder)
    for one in (one for pattern in ours for one in folder.glob(pattern)):
        _close(one)
        for parent, folders, names in os.walk(one):
            for name in (*folders, *names):
                _close(Path(parent, name))


def _close(path: Path) -> None:
    with suppress(OSError):
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            path.chmod(PRIVATE_FOLDER)
        elif stat.S_ISREG(mode):
            path.chmod(PRIVATE_FILE)


def _is_open(folder: Path) -> bool:
    try:
        return bool(folder.stat().st_mode & 0o077)
    except OSError:
        return False


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
    _require_file(target)
    if private:
        make_private_folder(target.parent)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{os.urandom(4).hex()}{UNFINISHED}")
    try:
        _write(unfinished, data, PRIVATE_FILE if private else 0o666, durable=durable)
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


def read_file(path: Path) -> bytes:
    """The content of a file. Raise OSError, also for a pipe or a device, which would keep us waiting."""
    _require_file(path)
    return path.read_bytes()


def _require_file(path: Path) -> None:
    if path.exists() and not path.is_file():
        is_folder = path.is_dir()
        words = os.strerror(errno.EISDIR) if is_folder else "it is a device or a pipe, not a file"
        raise OSError(errno.EISDIR if is_folder else errno.EINVAL, words, str(path))


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
