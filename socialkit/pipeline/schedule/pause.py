"""A pause, by command or by the file: when it began, when it is over, what fell due meanwhile.

What falls due in a pause stays back for good, whoever looks when (CONTRACT): a machine that slept
through the pause, or a cron that came after it, must not send it.
"""

from __future__ import annotations

import json
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

PAUSE_MARK = "paused"
FILE_PAUSE_MARK = "paused_by_file"


def set_pause(
    store: Store, pause: Pause, read_schedule: Callable[[], Schedule], *, now: datetime
) -> None:
    """Pause from now on. An earlier pause by command that still holds is replaced but keeps its
    beginning; one that is over is ended first, for what fell due after it fell due in no pause.

    The schedule is read only for that. A broken one must not stand in the way of a pause: then the
    earlier pause counts as holding, for what stays back can still be sent.
    """
    earlier = read_pause(store)
    if earlier is not None and earlier.until is not None:
        with suppress(ConfigError):
            _end_if_over(store, earlier, read_schedule(), now=now)
    kept = store.read_mark(PAUSE_MARK)
    _keep(store, PAUSE_MARK, pause, now=kept.at if kept else now)


def read_pause(store: Store) -> Pause | None:
    """The pause that she set by command, whether or not its end has come."""
    mark = store.read_mark(PAUSE_MARK)
    return None if mark is None else _read(mark.value)


def end_pause(store: Store, schedule: Schedule, *, now: datetime) -> None:
    """Take back a pause by command. What fell due in it stays back."""
    _end(store, PAUSE_MARK, schedule, now=now)


def apply_pauses(store: Store, schedule: Schedule, *, now: datetime) -> None:
    """Keep back what fell due in a pause that is over, and note when one in the file began."""
    command = read_pause(store)
    if command is not None:
        _end_if_over(store, command, schedule, now=now)
    mark = store.read_mark(FILE_PAUSE_MARK)
    if schedule.pause is not None and holds(schedule.pause, schedule, now=now):
        _keep(store, FILE_PAUSE_MARK, schedule.pause, now=mark.at if mark else now)
    elif mark is not None:
        _end(store, FILE_PAUSE_MARK, schedule, now=now)


def pause_in_force(schedule: Schedule, command: Pause | None, *, now: datetime) -> Pause | None:
    """The pause that holds at `now`, by command or by the file."""
    found = (one for one in (command, schedule.pause) if one and holds(one, schedule, now=now))
    return next(found, None)


def holds(pause: Pause, schedule: Schedule, *, now: datetime) -> bool:
    """Whether a pause holds at `now`; it ends by her date, not by UTC."""
    return pause.until is None or now < _end_of(pause.until, schedule)


def describe_pause(pause: Pause) -> str:
    """A pause in words: until when, why, and what comes of what falls due."""
    until = f" until {pause.until.day} {pause.until:%B %Y}" if pause.until else ""
    reason = f" ({pause.reason})" if pause.reason else ""
    return f"Paused{until}{reason}: nothing is posted. What falls due meanwhile stays back."


def _end_of(until: date, schedule: Schedule) -> datetime:
    return datetime.combine(until, time(), ZoneInfo(schedule.timezone))


def _keep(store: Store, name: str, pause: Pause, *, now: datetime) -> None:
    until = pause.until.isoformat() if pause.until else None
    words = json.dumps({"until": until, "reason": pause.reason}, ensure_ascii=False)
    store.mark(name, words, now=now)


def _read(words: str) -> Pause:
    kept = json.loads(words)
    until = date.fromisoformat(kept["until"]) if kept["until"] else None
    return Pause(until, kept["reason"])


def _end_if_over(store: Store, command: Pause, schedule: Schedule, *, now: datetime) -> None:
    if not holds(command, schedule, now=now):
        _end(store, PAUSE_MARK, schedule, now=now)


def _end(store: Store, name: str, schedule: Schedule, *, now: datetime) -> None:
    mark = store.read_mark(name)
    if mark is None:
        return
    pause = _read(mark.value)
    over_at = now if pause.until is None else min(now, _end_of(pause.until, schedule))
    reason = f" ({pause.reason})" if pause.reason else ""
    for post in store.posts(states=OPEN_STATES, since=mark.at, until=over_at):
        if not is_requested(post):
            store.move(post, paused(post, f"It fell due in a pause{reason}."))
    store.mark(name, None, now=now)
