"""The parts of a workspace with the schedule that is in force, which may not be the file.

In: a Wiring. Out: a Wiring whose workspace has the last good schedule where the file cannot be used,
and what there is to tell. Knows nothing of how that is decided.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from socialkit.config.schedule.schedule_file import SCHEDULE_NAME
from socialkit.errors import ConfigError, SocialkitError
from socialkit.pipeline.notify.dispatch import tell_broken
from socialkit.pipeline.planning.removal_grace import tell_held
from socialkit.pipeline.schedule.activate import look_at_schedule, settle_schedule
from socialkit.pipeline.schedule.decide import Chosen
from socialkit.pipeline.schedule.restore import KeptSchedule, find_kept_schedule
from socialkit.runtime.container import WORKSPACE_MARK, Wiring


def settle(wiring: Wiring, *, rehearsal: bool = False) -> tuple[Wiring, Chosen]:
    """For those who send: the file counts from now on, if it may; what there is to tell of it is told
    once. Raise ConfigError where it cannot be used and no good one is known; she is told of that."""
    try:
        return _settle(wiring, rehearsal=rehearsal, is_told=True)
    except ConfigError as error:
        if not rehearsal:
            _tell_broken(wiring, error)
        raise


def _tell_broken(wiring: Wiring, error: ConfigError) -> None:
    with suppress(SocialkitError), wiring.open_outbox() as store:
        tell_broken(wiring.folder, store, error, now=wiring.clock.now())


def settle_or_refuse(wiring: Wiring) -> Wiring:
    """For those who plan at her word: as `settle`, but raise ConfigError for a file that cannot be
    used, whatever is in force."""
    settled, found = _settle(wiring, rehearsal=False, is_told=False)
    if found.is_broken:
        raise ConfigError([one for one in found.problems if one.level == "error"])
    return settled


def _settle(wiring: Wiring, *, rehearsal: bool, is_told: bool) -> tuple[Wiring, Chosen]:
    with wiring.station(rehearsal=rehearsal).open_outbox() as store:
        found = settle_schedule(
            store,
            wiring.folder,
            wiring.clock,
            today=wiring.today,
            remember=wiring.remember,
            is_told=is_told,
        )
    found.loaded.demand()
    return replace(wiring, in_force=found.loaded, told=found.problems), found


def look(wiring: Wiring) -> Wiring:
    """For those who only look: what is in force now, and which posts the file is about to take out.
    Raise ConfigError where the file cannot be used and no good one is known."""
    now = wiring.clock.now()
    with wiring.open_outbox() as store:
        found = look_at_schedule(
            store, wiring.folder, now=now, today=wiring.today, remember=wiring.remember
        )
        zone = found.loaded.demand().timezone
        told = (*found.problems, *tell_held(store, zone, now=now))
    return replace(wiring, in_force=found.loaded, told=told)


def look_past_mistakes(wiring: Wiring) -> Wiring:
    """For her word on lines, which a mistake in schedule.yaml does not touch: the file, or where it
    cannot be used what is in force. Raise ConfigError where no good one is known."""
    try:
        wiring.workspace  # noqa: B018 (read for its refusal)
    except ConfigError:
        return look(wiring)
    return wiring


def recall_schedule(wiring: Wiring) -> KeptSchedule | None:
    """The last good schedule.yaml of a folder that has lost the file; None where the file is there, or
    nothing was ever planned. Raise ConfigError or OutboxError where nobody can tell."""
    is_named = (wiring.state_folder / WORKSPACE_MARK).is_file()
    if not is_named or (wiring.folder / SCHEDULE_NAME).exists():
        return None
    with wiring.open_kept_outbox() as store:
        if store is None:
            return None
        return find_kept_schedule(store, wiring.folder, today=wiring.today)
