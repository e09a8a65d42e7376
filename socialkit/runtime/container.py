"""The parts of one workspace: settings, schedule, outbox, what a rehearsal needs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.errors import ConfigError, Problem
from socialkit.files import close_to_others, write_atomically
from socialkit.runtime.daemon_context import DaemonContext
from socialkit.runtime.paths import closed_folder, find_assets, find_home, is_there
from socialkit.runtime.system_clock import SystemClock

if TYPE_CHECKING:
    from socialkit.article.sources.page_cache import PageCache
    from socialkit.config.schedule.schedule_file import Loaded
    from socialkit.config.settings import Settings
    from socialkit.model.card import Brand
    from socialkit.model.post import Post
    from socialkit.model.protocols import Remember
    from socialkit.outbox.store import Store
    from socialkit.pipeline.rehearsal.run import RehearsalSetup
    from socialkit.pipeline.workspace.load import Workspace

WORKSPACE_MARK = "workspace"
PAGES = "pages"
READINGS = "readings"
REHEARSAL_DATABASE = "rehearsal-run.db"
STATE_NAMES = (
    *(
        WORKSPACE_MARK,
        PAGES,
        READINGS,
        "*.db*",
        "*.json",
        "lock",
        "holder",
        "heartbeat*",
        "rehearsal*",
    ),
    *("sessions", "logs", "backups", ".*.part"),
)
"""All that socialkit writes into the state folder."""


@dataclass(frozen=True)
class Container:
    """The parts of one workspace, each made when it is first asked for. `in_force` stands in for
    schedule.yaml where that is not what counts, and `schedule_notes` say why (schedule_reload.py)."""

    folder: Path
    clock: SystemClock
    in_force: Loaded | None = None
    schedule_notes: tuple[Problem, ...] = ()

    @cached_property
    def settings(self) -> Settings:
        """Secrets and options, from the environment and .env."""
        from socialkit.config.settings import load_settings

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
        """The folder, read once. Raise ConfigError where schedule.yaml cannot be used."""
        from socialkit.pipeline.workspace.load import read_articles, read_workspace

        shelf, remember = self.open_page_shelf, self.remember
        if self.in_force is None:
            return read_workspace(
                self.folder, today=self.today, open_shelf=shelf, remember=remember
            )
        schedule = self.in_force.demand()
        found = read_articles(
            self.in_force, schedule, self.folder, open_shelf=shelf, remember=remember
        )
        return replace(found, problems=(*self.schedule_notes, *found.problems))

    @property
    def brand(self) -> Brand:
        """Whose workspace it is; no article is read for that. Raise ConfigError as `workspace` does."""
        from socialkit.config.schedule.schedule_file import load_schedule

        return load_schedule(self.folder / "schedule.yaml", today=self.today).demand().brand

    def open_page_shelf(self) -> PageCache | None:
        """The copies of pages, as of now; None where .env is wrong, which `check` reports."""
        from socialkit.article.sources.page_cache import PageCache

        try:
            return PageCache(self.state_folder / PAGES, self.clock.now())
        except ConfigError:
            return None

    @cached_property
    def remember(self) -> Remember:
        """What was read before; nothing where .env is wrong, which `check` reports."""
        from socialkit.model.protocols import read_uncached
        from socialkit.pipeline.workspace.parse_cache import ParseCache

        try:
            return ParseCache(self.state_folder / READINGS, self.clock.now()).remember
        except ConfigError:
            return read_uncached

    @cached_property
    def state_folder(self) -> Path:
        """Where the database, the sessions and the rehearsal lie; closed to other users of the computer."""
        folder = self.settings.state_dir
        if not (folder / "schedule.yaml").exists():  # the owner keeps all in one folder
            close_to_others(folder, STATE_NAMES)
        return folder

    def cloud_note(self) -> Problem | None:
        """The note for a state folder that a cloud service copies; None where none does."""
        from socialkit.runtime.paths import cloud_note

        place = self.state_folder.resolve()
        return cloud_note(self.folder, place, home=find_home(), is_there=is_there)

    def context(self, *, rehearsal: bool = False, health_port: int | None = None) -> DaemonContext:
        """What the daemon needs; the outbox of `run --rehearse` lies beside the real one."""
        settings = self.settings
        beside = f"sqlite:///{self.state_folder / REHEARSAL_DATABASE}"
        return DaemonContext(
            self.folder,
            self.state_folder,
            self.workspace_id(),
            beside if rehearsal else settings.database_url,
            settings.min_gap,
            settings.daily_cap,
            rehearsal,
            None if rehearsal else settings.heartbeat_url,
            health_port,
        )

    def open_outbox(self) -> Store:
        """The outbox of this workspace."""
        return self.context().open_outbox()

    def open_kept_outbox(self) -> AbstractContextManager[Store | None]:
        """The outbox if there is one yet, and None before anything was planned: nothing is created."""
        path = self.settings.database_url.removeprefix("sqlite:///")
        is_missing = path != self.settings.database_url and not Path(path).is_file()
        return nullcontext() if is_missing else self.open_outbox()

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
            write_atomically(path, f"{name}\n".encode(), private=True)
        except OSError as error:
            raise closed_folder(self.state_folder, error) from error
        return name

    def stage(
        self, on_progress: Callable[[str], None], rehearsed: Callable[[Post], None]
    ) -> RehearsalSetup:
        """What a rehearsal needs: its own folder, its own SQLite outbox."""
        from socialkit.outbox.store import open_store
        from socialkit.pipeline.rehearsal.run import RehearsalSetup

        def open_copy(path: Path) -> Store:
            return open_store(f"sqlite:///{path}", workspace=self.workspace_id())

        return RehearsalSetup(
            self.state_folder / "rehearsal", self.assets, open_copy, on_progress, rehearsed
        )


def build_container(folder: Path) -> Container:
    """The parts of the workspace in `folder`. Raise ConfigError when there is no such folder."""
    if not folder.is_dir():
        is_here = folder.name == Path.cwd().name
        words = "you are in it already, so leave out -C" if is_here else "look at its name"
        row = f"there is no such folder; {words}, or make a new one with: socialkit init {folder}"
        raise ConfigError([Problem(str(folder), 1, 1, row)])
    return Container(folder.resolve(), SystemClock())
