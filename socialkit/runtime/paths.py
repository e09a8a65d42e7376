"""Where things are on this machine, and whether a cloud service copies the workspace."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from socialkit.errors import OutboxError, Problem


def find_assets() -> Path:
    """The folder of fonts, colours and schemas: inside the installed package, else beside it."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "assets"
    return inside if inside.is_dir() else package.parent / "assets"


def find_system_zone() -> str:
    """The IANA name of this machine's time zone; UTC where it cannot be found out."""
    from tzlocal import get_localzone_name

    try:
        return get_localzone_name() or "UTC"
    except (LookupError, OSError, ValueError):  # its settings contradict each other
        return "UTC"


def find_home() -> Path:
    """The folder of this user; the top of the disk where the system knows none."""
    try:
        return Path.home()
    except RuntimeError:
        return Path("/")


def is_there(path: PurePath) -> bool:
    """Is something at this path? No where nobody may look."""
    try:
        return Path(path).exists()
    except OSError:
        return False


def folder_marks(folder: Path) -> tuple[str, str]:
    """A workspace's name in plain letters, for names of files, and four characters that tell it from
    another one of the same name. The letters may be none."""
    words = re.sub(r"[^a-z0-9]+", "-", folder.name.lower()).strip("-")
    digest = hashlib.sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()[:4]
    return words, digest


def closed_folder(state_folder: Path, error: Exception) -> OutboxError:
    """The error for a state folder that cannot be written or locked, with what the owner can do."""
    reason = getattr(error, "strerror", None) or error
    return OutboxError(
        f"The folder {state_folder} cannot be written ({reason}). Make room on the disk, or "
        f"name another folder with SOCIALKIT_STATE_DIR in .env."
    )


IsThere = Callable[[PurePath], bool]
BY_NAME = {
    "Dropbox": "Dropbox",
    "OneDrive": "OneDrive",
    "Google Drive": "Google Drive",
    "GoogleDrive": "Google Drive",
    "My Drive": "Google Drive",
    "iCloudDrive": "iCloud Drive",
    "iCloud Drive": "iCloud Drive",
}
"""How these services call their folder; a business account adds " - Name" or " (Name)"."""
BY_MARK = {
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
}
"""What lies at the top of their folder, whatever its name."""
ICLOUD = ("Library", "Mobile Documents")
ON_A_MAC = ("Library", "CloudStorage")
MOVED_BY_ICLOUD = ("Desktop", "Documents")
"""With “Desktop & Documents” switched on they are iCloud's, and stand among its folders, too."""


def find_cloud(folder: PurePath, *, home: PurePath, is_there: IsThere) -> str | None:
    """The service that copies `folder`, None where there is no sure sign of one."""
    return next(_signs(folder, home, is_there), None)


def cloud_note(
    workspace: Path, state_folder: PurePath, *, home: PurePath, is_there: IsThere
) -> Problem | None:
    """The note for a state folder in a cloud folder, with the row for .env that moves it."""
    cloud = find_cloud(state_folder, home=home, is_there=is_there)
    if cloud is None:
        return None
    name, digest = folder_marks(workspace)
    target = home / ".local" / "state" / "socialkit" / f"{name or 'practice'}-{digest}"
    row = f"SOCIALKIT_STATE_DIR={_quoted(str(target))}"
    words = (
        f"{cloud} copies {state_folder}; that can break the database in it, and takes your logins "
        f"along. Stop socialkit, move that folder to {target}, and write this row into .env: {row}"
    )
    return Problem(".env", 1, 1, words, level="note")


def _signs(folder: PurePath, home: PurePath, is_there: IsThere) -> Iterator[str]:
    yield from _on_a_mac(folder, home, is_there)
    for above in (folder, *folder.parents):
        for start, cloud in BY_NAME.items():
            if above.name == start or above.name.startswith((f"{start} - ", f"{start} (")):
                yield cloud
        for mark, cloud in BY_MARK.items():
            if is_there(above / mark):
                yield cloud


def _on_a_mac(folder: PurePath, home: PurePath, is_there: IsThere) -> Iterator[str]:
    """iCloud, and what hands its files to macOS: ~/Library/CloudStorage/Dropbox, OneDrive-Personal,
    GoogleDrive-name@mail …"""
    parts = folder.parts
    for above, below, name in zip(parts, parts[1:], parts[2:], strict=False):
        if (above, below) == ICLOUD:
            yield "iCloud Drive"
        if (above, below) == ON_A_MAC:
            service = name.partition("-")[0]
            yield BY_NAME.get(service, service)
    for name in MOVED_BY_ICLOUD:
        moved = home.joinpath(*ICLOUD, "com~apple~CloudDocs", name)
        if folder.is_relative_to(home / name) and is_there(moved):
            yield "iCloud Drive"


def _quoted(words: str) -> str:
    """A value as .env takes it: blanks and # need quotes."""
    return f"'{words}'" if set(" #'\"") & set(words) and "'" not in words else words
