"""A pause by command or by schedule.yaml: when it began, when it ends, which posts fell due meanwhile.

A post that falls due in a pause is never sent later by itself, whoever looks when: a machine that slept
through the pause, or a cron job that ran after it, must not send it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from socialkit.errors import ConfigError
from socialkit.model.post import OPEN_STATES
from socialkit.model.schedule import Pause, Schedule
from socialkit.outbox.machine.manual import is_requested
from socialkit.outbox.machine.states import paused
from socialkit.outbox.store import Store
from socialkit.outbox.workspace_state import FILE_PAUSE, PAUSE, Key


def set_pause(
    store: Store, pause: Pause, read_schedule: Callable[[], Schedule], *, now: datetime
) -> None:
    """Pause from now on. An earlier pause by command that still holds is replaced but keeps its
    beginning; one that is over is ended first, because later posts did not fall due in it.

    The schedule is read only for that. If it is broken, the earlier pause counts as holding: nothing
    must prevent a pause, and posts that were not sent can still be sent by command.
    """
    earlier = read_pause(store)
    if earlier is not None and earlier.until is not None:
        with suppress(ConfigError):
            _end_if_over(store, earlier, read_schedule(), now=now)
    _save(store, PAUSE, pause, now=now)


def read_pause(store: Store) -> Pause | None:
    """The pause that was set by command, whether or not it is over."""
    return store.state.get(PAUSE)


def end_pause(store: Store, schedule: Schedule, *, now: datetime) -> None:
    """End a pause by command. Posts that fell due in it are not sent by themselves."""
    _end(store, PAUSE, schedule, now=now)


def apply_pauses(store: Store, schedule: Schedule, *, now: datetime) -> None:
    """Mark the posts that fell due in a pause that is over, and note when one in the file began."""
    command = read_pause(store)
    if command is not None:
        _end_if_over(store, command, schedule, now=now)
    if schedule.pause is not None and holds(schedule.pause, schedule, now=now):
        _save(store, FILE_PAUSE, schedule.pause, now=now)
    else:
        _end(store, FILE_PAUSE, schedule, now=now)


def pause_in_force(schedule: Schedule, command: Pause | None, *, now: datetime) -> Pause | None:
    """The pause that holds at `now`, by command or by the file."""
    found = (one for one in (command, schedule.pause) if one and holds(one, schedule, now=now))
    return next(found, None)


def holds(pause: Pause, schedule: Schedule, *, now: datetime) -> bool:
    """Whether a pause holds at `now`. It ends at midnight local time."""
    return pause.until is None or now < _end_of(pause.until, schedule)


def describe_pause(pause: Pause) -> str:
    """A pause in words: until when, why, and what happens to posts that fall due."""
    until = f" until {pause.until.day} {pause.until:%B %Y}" if pause.until else ""
    reason = f" ({pause.reason})" if pause.reason else ""
    return (
        f"Paused{until}{reason}: nothing is posted. Posts that fall due meanwhile are not sent later "
        f"by themselves."
    )


def _end_of(until: date, schedule: Schedule) -> datetime:
    return datetime.combine(until, time(), ZoneInfo(schedule.timezone))


def _save(store: Store, key: Key[Pause], pause: Pause, *, now: datetime) -> None:
    """Store a pause; one that replaces another keeps its beginning."""
    before = store.state.entry(key)
    store.state.put(key, pause, now=before.written_at if before else now)


def _end_if_over(store: Store, command: Pause, schedule: Schedule, *, now: datetime) -> None:
    if not holds(command, schedule, now=now):
        _end(store, PAUSE, schedule, now=now)


def _end(store: Store, key: Key[Pause], schedule: Schedule, *, now: datetime) -> None:
    entry = store.state.entry(key)
    if entry is None:
        return
    pause = entry.value
    over_at = now if pause.until is None else min(now, _end_of(pause.until, schedule))
    reason = f" ({pause.reason})" if pause.reason else ""
    for post in store.posts(states=OPEN_STATES, since=entry.written_at, until=over_at):
        if not is_requested(post):
            store.move(post, paused(post, f"It fell due in a pause{reason}."))
    store.state.clear(key)
