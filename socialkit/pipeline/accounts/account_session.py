"""The roads to the networks, and whether they may be used just now.

Asks no network.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from socialkit.model.network import Network
from socialkit.model.protocols import Clock
from socialkit.outbox.store import Store
from socialkit.pipeline.schedule.pause import pause_in_force, read_pause
from socialkit.pipeline.workspace.load import Workspace
from socialkit.publishers.protocol import LivePublisher


@dataclass(frozen=True, slots=True)
class AccountSession:
    """What the accounts are reached with. `username` is the Instagram name that would be logged in,
    asked before any password is sent; `stopping` says yes once nothing new shall be begun."""

    workspace: Workspace
    store: Store
    clock: Clock
    publishers: Mapping[Network, LivePublisher]
    username: str | None = None
    stopping: Callable[[], bool] = lambda: False

    @property
    def are_closed(self) -> bool:
        """Whether no network may be asked: in a pause, and at the end."""
        schedule, now = self.workspace.schedule, self.clock.now()
        pause = pause_in_force(schedule, read_pause(self.store), now=now)
        return self.stopping() or pause is not None
