"""Settings become running parts. The only module that names concrete classes and reads the clock.

In: a folder and the environment. Out: a workspace, an outbox, a clock, a stage for rehearsals.
Knows nothing of how anything is shown.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.errors import ConfigError, OutboxError

if TYPE_CHECKING:
    from socialkit.config import Settings
    from socialkit.model import Post
    from socialkit.outbox import Store
    from socialkit.pipeline.rehearse import Stage
    from socialkit.pipeline.workspace import Workspace

WORKSPACE_MARK = "workspace"


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        return datetime.now(UTC)

    def wait(self, duration: timedelta) -> None:
        """Sleep."""
        time.sleep(max(0.0, duration.total_seconds()))


def find_assets() -> Path:
    """The folder of fonts, colours and schemas: inside the installed package, else beside it."""
    package = Path(__file__).resolve().parent
    inside = package / "assets"
    return inside if inside.is_dir() else package.parent / "assets"


def find_system_zone() -> str:
    """The IANA name of this machine's zone; UTC where it has none."""
    link = Path("/etc/localtime")
    parts = link.resolve().parts if link.is_symlink() else ()
    return "/".join(parts[parts.index("zoneinfo") + 1 :]) if "zoneinfo" in parts else "UTC"


@dataclass(frozen=True)
class Wiring:
    """The parts of one workspace, each made when it is first asked for."""

    folder: Path
    clock: SystemClock

    @cached_property
    def settings(self) -> Settings:
        """Secrets and knobs, from the environment and .env."""
        from socialkit.config import load_settings

        return load_settings(self.folder)

    @cached_property
    def assets(self) -> Path:
        """Fonts, colours, schemas."""
        return find_assets()

    @property
    def today(self) -> date:
        """The date here and now, for what depends on nothing finer."""
        return self.clock.now().astimezone().date()

    @cached_property
    def workspace(self) -> Workspace:
        """Her folder, read once. Raise ConfigError where schedule.yaml cannot be used."""
        from socialkit.pipeline.workspace import read_workspace

        return read_workspace(self.folder, today=self.today)

    @property
    def state_folder(self) -> Path:
        """Where the database, the sessions and the rehearsal lie."""
        return self.settings.state_dir

    def open_outbox(self) -> Store:
        """The outbox of this workspace."""
        from socialkit.outbox import open_store

        return open_store(self.settings.database_url, workspace=self.workspace_id())

    def workspace_id(self) -> str:
        """The name under which this workspace's rows stand, the same for ever.

        Made once, from the brand, and kept in the state folder, so that two machines which share a
        database and a schedule are one workspace. Raise OutboxError when it cannot be kept.
        """
        path = self.state_folder / WORKSPACE_MARK
        try:
            if path.exists():
                return path.read_text("utf-8").strip()
            brand = self.workspace.schedule.brand
            name = hashlib.sha256((brand.handle or brand.name).encode()).hexdigest()[:12]
            self.state_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_text(name + "\n", "utf-8")
        except OSError as error:
            raise OutboxError(
                f"The folder {self.state_folder} cannot be written ({error.strerror}). Make room "
                f"on the disk, or name another folder with SOCIALKIT_STATE_DIR in .env."
            ) from error
        return name

    def stage(self, told: Callable[[str], None], rehearsed: Callable[[Post], None]) -> Stage:
        """Where a rehearsal takes place: its own folder, its own SQLite outbox."""
        from socialkit.outbox import open_store
        from socialkit.pipeline.rehearse import Stage

        def open_copy(path: Path) -> Store:
            return open_store(f"sqlite:///{path}", workspace=self.workspace_id())

        return Stage(self.state_folder / "rehearsal", self.assets, open_copy, told, rehearsed)


def wire(folder: Path) -> Wiring:
    """The parts of the workspace in `folder`. Raise ConfigError when there is no such folder."""
    from socialkit.errors import Problem

    if not folder.is_dir():
        raise ConfigError(
            [Problem(str(folder), 1, 1, "there is no such folder; make one with: socialkit init")]
        )
    return Wiring(folder.resolve(), SystemClock())
