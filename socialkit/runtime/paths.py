"""Where things are on this machine."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path, PurePath

from socialkit.errors import OutboxError


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
