"""The parts of a workspace with the schedule that is in force, which may not be the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from socialkit.config.schedule.schedule_file import SCHEDULE_NAME
from socialkit.errors import ConfigError, SocialkitError
from socialkit.pipeline.notify.dispatch import notify_broken_schedule, telling_faults
from socialkit.pipeline.planning.removal_grace import pending_removal_notices
from socialkit.pipeline.schedule.activate import (
    KeptSchedule,
    activate_schedule,
    find_kept_schedule,
    peek_schedule,
)
from socialkit.pipeline.schedule.decide import ScheduleChoice
from socialkit.runtime.container import WORKSPACE_MARK, Container


def activate(container: Container, *, rehearsal: bool = False) -> tuple[Container, ScheduleChoice]:
    """For commands that send: the file counts from now on, if it may; its news are reported once. Raise
    ConfigError where it cannot be used and no good one is known; the owner is notified of that."""
    try:
        return _activate(container, rehearsal=rehearsal, is_told=True)
    except ConfigError as error:
        if not rehearsal:
            _notify_broken(container, error)
        raise


@contextmanager
def telling_cycle_faults(container: Container, *, rehearsal: bool = False) -> Iterator[None]:
    """Around one cycle: see `telling_faults`. Nobody is told in a rehearsal, or without an outbox."""
    if rehearsal:
        yield
        return
    try:
        store = container.open_outbox()
    except SocialkitError:  # the cycle itself says so
        yield
        return
    with store, telling_faults(container.folder, store, now=container.clock.now()):
        yield


def _notify_broken(container: Container, error: ConfigError) -> None:
    with suppress(SocialkitError), container.open_outbox() as store:
        notify_broken_schedule(container.folder, store, error, now=container.clock.now())


def activate_or_fail(container: Container) -> Container:
    """For commands that plan: as `activate`, but raise ConfigError for a file that cannot be used,
    whatever is in force."""
    activated, found = _activate(container, rehearsal=False, is_told=False)
    if found.is_broken:
        raise ConfigError([one for one in found.problems if one.level == "error"])
    return activated


def _activate(
    container: Container, *, rehearsal: bool, is_told: bool
) -> tuple[Container, ScheduleChoice]:
    with container.context(rehearsal=rehearsal).open_outbox() as store:
        found = activate_schedule(
            store,
            container.folder,
            container.clock,
            today=container.today,
            remember=container.remember,
            is_told=is_told,
        )
    found.loaded.demand()
    return replace(container, in_force=found.loaded, schedule_notes=found.problems), found


def peek(container: Container) -> Container:
    """For commands that only look: what is in force now, and which posts the file is about to take out.
    Raise ConfigError where the file cannot be used and no good one is known."""
    now = container.clock.now()
    with container.open_outbox() as store:
        found = peek_schedule(
            store, container.folder, now=now, today=container.today, remember=container.remember
        )
        zone = found.loaded.demand().timezone
        notes = (*found.problems, *pending_removal_notices(store, zone, now=now))
    return replace(container, in_force=found.loaded, schedule_notes=notes)


def peek_past_mistakes(container: Container) -> Container:
    """For approving lines, which a mistake in schedule.yaml does not affect: the file, or what is in
    force where the file cannot be used. Raise ConfigError where no good one is known."""
    try:
        container.workspace  # noqa: B018 (read for its refusal)
    except ConfigError:
        return peek(container)
    return container


def recall_schedule(container: Container) -> KeptSchedule | None:
    """The last good schedule.yaml of a folder that has lost the file; None where the file is there, or
    nothing was ever planned. Raise ConfigError or OutboxError where that cannot be found out."""
    is_named = (container.state_folder / WORKSPACE_MARK).is_file()
    if not is_named or (container.folder / SCHEDULE_NAME).exists():
        return None
    with container.open_kept_outbox() as store:
        if store is None:
            return None
        return find_kept_schedule(store, container.folder, today=container.today)
