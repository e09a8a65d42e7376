"""`pause` and `resume`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from socialkit.cli.commands.post import update_calendar
from socialkit.cli.output import print_json, say
from socialkit.errors import ConfigError, UsageError
from socialkit.model.schedule import Pause
from socialkit.model.text import without_control
from socialkit.runtime.container import Container, build_container


def run_pause(folder: Path, *, until: str | None, reason: str | None, as_json: bool) -> None:
    """Pause from now on."""
    from socialkit.pipeline.schedule.pause import holds, set_pause

    container = build_container(folder)
    now = container.clock.now()
    day = read_day(until, _find_today(container)) if until is not None else None
    reason = without_control(reason).strip() if reason else None
    pause = Pause(day, reason)
    # Without a day the schedule is not read: a broken one must not keep anybody from a pause.
    if day is not None and not holds(pause, container.workspace.schedule, now=now):
        raise UsageError(
            f"{day} is not a later day than today. Write the first day on which to post again, for example: "
            f"socialkit pause --until tomorrow"
        )
    with container.open_outbox() as store:
        set_pause(store, pause, lambda: container.workspace.schedule, now=now)
        update_calendar(container, store)
    if as_json:
        print_json({"paused": True, "until": day and day.isoformat(), "reason": reason})
        return
    end = f"until {day.day} {day:%B %Y}" if day else "until you run: socialkit resume"
    say(
        f"Paused {end}. No posts and no first comments go out. Posts that fall due during the pause are "
        f"not sent later by themselves; to send one: socialkit post KEY. socialkit still looks for posts "
        f"whose answer was lost."
    )


def _find_today(container: Container) -> date:
    """Today in the zone of the schedule; where that cannot be read, on this computer."""
    from zoneinfo import ZoneInfo

    try:
        zone = ZoneInfo(container.workspace.schedule.timezone)
    except ConfigError:
        return container.today
    return container.clock.now().astimezone(zone).date()


def read_day(words: str, today: date) -> date:
    """A day as people write it. Raise UsageError with what to write instead."""
    from socialkit.config.scalars.coming_day import read_coming_day

    try:
        return read_coming_day(words, today)
    except ValueError as error:
        raise UsageError(str(error)) from None


def run_resume(folder: Path, *, as_json: bool) -> None:
    """End a pause that was set by command; one in the file is named."""
    from socialkit.pipeline.schedule.pause import end_pause, pause_in_force, read_pause
    from socialkit.runtime.schedule_reload import peek

    container = peek(build_container(folder))
    schedule, now = container.workspace.schedule, container.clock.now()
    with container.open_outbox() as store:
        was_paused = read_pause(store) is not None
        end_pause(store, schedule, now=now)
        update_calendar(container, store)
    if pause_in_force(schedule, None, now=now) is not None:
        line, _ = container.workspace.loaded.position("pause")
        raise UsageError(
            f"schedule.yaml, line {line}: the pause is in the file, so no command ends it. Write there: "
            f"pause: false"
        )
    if as_json:
        print_json({"paused": False})
        return
    missed = "Posts that fell due during the pause are not sent. To send one: socialkit post KEY"
    say(
        f"Posting continues. {missed}"
        if was_paused
        else "There was no pause. Posting continues as before."
    )
