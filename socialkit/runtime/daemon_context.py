"""What a running daemon must know about its workspace, and no more, since it stays in memory.

A database address may hold a password, so it is never shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from socialkit.outbox.store import Store


@dataclass(frozen=True)
class DaemonContext:
    """One workspace as the daemon sees it. `rehearsal` says that nothing is sent from here."""

    folder: Path
    state_folder: Path
    workspace: str
    database_url: str = field(repr=False)
    min_gap: timedelta
    daily_cap: int
    rehearsal: bool = False
    heartbeat_url: str | None = field(default=None, repr=False)
    health_port: int | None = None

    @property
    def heartbeat(self) -> Path:
        """The heartbeat file beside the database; a rehearsal has its own."""
        return self.state_folder / ("heartbeat-rehearsal" if self.rehearsal else "heartbeat")

    @property
    def logs(self) -> Path:
        """Where the daemon's log lies."""
        return self.state_folder / "logs"

    def open_outbox(self) -> Store:
        """The outbox. Raise OutboxError where it cannot be used."""
        from socialkit.outbox.cooldowns import Limits
        from socialkit.outbox.store import open_store

        limits = Limits(self.min_gap, self.daily_cap)
        return open_store(self.database_url, workspace=self.workspace, limits=limits)
