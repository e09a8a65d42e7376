"""Settings become running parts. The only module that names concrete classes and reads the clock.

In: a folder and the environment. Out: a workspace, an outbox, a clock, a stage for rehearsals.
Knows nothing of how anything is shown.
"""

from __future__ import annotations

import hashlib
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.errors import ConfigError, OutboxError

if TYPE_CHECKING:
    from filelock import FileLock

    from socialkit.config import Settings
    from socialkit.model import Network, Post
    from socialkit.outbox import Store
    from socialkit.pipeline.publish import Desk
    from socialkit.pipeline.rehearse import Stage
    from socialkit.pipeline.turn import Turn
    from socialkit.pipeline.workspace import Workspace
    from socialkit.publishers import Courier, InstagramRecipe, LivePublisher, PageRecipe, Publisher

WORKSPACE_MARK = "workspace"
LOCK_NAME = "lock"
SENDER = (sys.executable, "-m", "socialkit.sender")


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
class LiveDesk:
    """An open outbox, the roads there is a login for, and the desk between them."""

    store: Store
    couriers: dict[Network, Courier]
    desk: Desk


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

    def has_outbox(self) -> bool:
        """Whether this workspace was ever worked in, so that its outbox is there."""
        return (self.state_folder / WORKSPACE_MARK).exists()

    def open_outbox(self, *, rehearsal: bool = False) -> Store:
        """The outbox of this workspace; that of `run --rehearse` lies beside it."""
        from socialkit.outbox import Limits, open_store

        settings = self.settings
        limits = Limits(settings.min_gap, settings.daily_cap)
        address = settings.database_url
        if rehearsal:
            address = f"sqlite:///{self.state_folder / 'rehearsal-run.db'}"
        return open_store(address, workspace=self.workspace_id(), limits=limits)

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

    def lock(self) -> FileLock:
        """The lock of this workspace: whoever holds it is the only one on this machine that sends."""
        from filelock import FileLock

        self.state_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return FileLock(self.state_folder / LOCK_NAME, timeout=0)

    @cached_property
    def owner(self) -> str:
        """The name under which this process claims posts: this machine, this workspace's state
        folder, this process."""
        place = hashlib.sha256(str(self.state_folder).encode()).hexdigest()[:8]
        return f"{socket.gethostname()}/{place}:{os.getpid()}"

    def recipe(self, network: Network) -> InstagramRecipe | PageRecipe | None:
        """What the road to `network` is built from; None where there is nothing to log in with, or
        where schedule.yaml asks for a road that is not there."""
        from socialkit.model import Network

        if network not in self.workspace.schedule.accounts:
            return None
        return self._page() if network is Network.FACEBOOK else self._instagram()

    def _page(self) -> PageRecipe | None:
        from socialkit.publishers import PageRecipe

        settings = self.settings
        if settings.facebook_page_token is None:
            return None
        secret = settings.meta_app_secret
        return PageRecipe(
            settings.facebook_page_token.get_secret_value(),
            settings.send_timeout,
            settings.meta_app_id,
            secret.get_secret_value() if secret else None,
        )

    def _instagram(self) -> InstagramRecipe | None:
        from socialkit.model import Network
        from socialkit.publishers import InstagramRecipe

        settings = self.settings
        via = self.workspace.schedule.accounts[Network.INSTAGRAM].via
        if settings.instagram_username is None or via != "instagrapi":
            return None
        username = settings.instagram_username.strip().removeprefix("@").lower()
        password, seed = settings.instagram_password, settings.instagram_totp_seed
        session_file = self.state_folder / "sessions" / f"instagram-{_file_name(username)}.json"
        if password is None and not session_file.exists():
            return None
        return InstagramRecipe(
            username,
            password.get_secret_value() if password else None,
            seed.get_secret_value() if seed else None,
            session_file,
            settings.pace,
            settings.send_timeout,
        )

    def couriers(self, stopping: Callable[[], bool]) -> dict[Network, Courier]:
        """The roads there is a login for, each in a process of its own that can be killed."""
        from socialkit.model import Network
        from socialkit.publishers import Courier

        timeout = self.settings.send_timeout
        recipes = {network: self.recipe(network) for network in Network}
        return {
            network: Courier(recipe, SENDER, send_timeout=timeout, stopping=stopping)
            for network, recipe in recipes.items()
            if recipe is not None
        }

    def desk(
        self, store: Store, publishers: Mapping[Network, Publisher], *, rehearsal: bool = False
    ) -> Desk:
        """The desk at which posts are sent."""
        from socialkit.pipeline.accounts import confirm_with
        from socialkit.pipeline.publish import Desk
        from socialkit.pipeline.turn import judge_of

        return Desk(
            store,
            publishers,
            self.clock,
            self.owner,
            judge_of(self.workspace, store, rehearsal=rehearsal),
            confirm_with(store, now=self.clock.now()),
            self.settings.send_timeout,
            self.settings.look_up_after,
        )

    @contextmanager
    def open_desk(self, stopping: Callable[[], bool] = lambda: False) -> Iterator[LiveDesk]:
        """The outbox, the live roads and the desk, closed again in the end."""
        couriers = self.couriers(stopping)
        try:
            with self.open_outbox() as store:
                yield LiveDesk(store, couriers, self.desk(store, couriers))
        finally:
            for courier in couriers.values():
                courier.close()

    @contextmanager
    def open_turn(self, stopping: Callable[[], bool], *, rehearsal: bool = False) -> Iterator[Turn]:
        """One turn of the clock. The caller, or its parent, holds the lock."""
        if rehearsal:
            with self.open_outbox(rehearsal=True) as store:
                desk = self.desk(store, self._rehearsal_roads(), rehearsal=True)
                yield self._turn(desk, {}, stopping, rehearsal=True)
            return
        with self.open_desk(stopping) as live:
            yield self._turn(live.desk, live.couriers, stopping, rehearsal=False)

    def _turn(
        self,
        desk: Desk,
        publishers: Mapping[Network, LivePublisher],
        stopping: Callable[[], bool],
        *,
        rehearsal: bool,
    ) -> Turn:
        from socialkit.pipeline.turn import Turn

        return Turn(
            self.workspace,
            desk,
            publishers,
            self.assets,
            self.settings.instagram_username,
            stopping,
            sole_owner=self.owner,
            rehearsal=rehearsal,
        )

    def _rehearsal_roads(self) -> dict[Network, Publisher]:
        from socialkit.model import Network
        from socialkit.publishers import RehearsalPublisher

        folder = self.state_folder / "rehearsal-run"
        return {network: RehearsalPublisher(network, folder, self.clock) for network in Network}

    def stage(self, told: Callable[[str], None], rehearsed: Callable[[Post], None]) -> Stage:
        """Where a rehearsal takes place: its own folder, its own SQLite outbox."""
        from socialkit.outbox import open_store
        from socialkit.pipeline.rehearse import Stage

        def open_copy(path: Path) -> Store:
            return open_store(f"sqlite:///{path}", workspace=self.workspace_id())

        return Stage(self.state_folder / "rehearsal", self.assets, open_copy, told, rehearsed)


def _file_name(username: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "._-" else "-" for sign in username)


def wire(folder: Path) -> Wiring:
    """The parts of the workspace in `folder`. Raise ConfigError when there is no such folder."""
    from socialkit.errors import Problem

    if not folder.is_dir():
        raise ConfigError(
            [Problem(str(folder), 1, 1, "there is no such folder; make one with: socialkit init")]
        )
    return Wiring(folder.resolve(), SystemClock())
