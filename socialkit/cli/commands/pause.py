"""`pause` and `resume`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.cli.output import print_json, say
from socialkit.errors import UsageError
from socialkit.model.schedule import Pause
from socialkit.runtime.container import build_container

if TYPE_CHECKING:
    pass
from socialkit.cli.commands.post import follow


def run_pause(folder: Path, *, until: str | None, reason: str | None, as_json: bool) -> None:
    """Pause from now on."""
    from socialkit.pipeline.schedule.pause import holds, set_pause

    container = build_container(folder)
    now = container.clock.now()
    day = read_day(until) if until is not None else None
    pause = Pause(day, reason)
    # Without a day the schedule is not looked at: a broken one must not stand in the way of a pause.
    if day is not None and not holds(pause, container.workspace.schedule, now=now):
        raise UsageError(f"{day} is not to come any more. Write the day on which posting goes on.")
    with container.open_outbox() as store:
        set_pause(store, pause, lambda: container.workspace.schedule, now=now)
        follow(container, store)
    if as_json:
        print_json({"paused": True, "until": until, "reason": reason})
        return
    end = f"until {day.day} {day:%B %Y}" if day else "until you say: socialkit resume"
    say(
        f"Paused {end}. Nothing goes out, no first comment either. What falls due meanwhile stays back; "
        f"`socialkit post KEY` sends it later. socialkit still looks whether a post whose answer was "
        f"lost is out."
    )


def read_day(words: str) -> date:
    """A date as she writes it. Raise UsageError saying how."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise UsageError(f"“{words}” is no date. Write it so: 2026-12-24") from None


def run_resume(folder: Path, *, as_json: bool) -> None:
    """End a pause by command; one that stands in the file is named."""
    from socialkit.pipeline.schedule.pause import end_pause, pause_in_force, read_pause
    from socialkit.runtime.schedule_reload import peek

    container = peek(build_container(folder))
    schedule, now = container.workspace.schedule, container.clock.now()
    with container.open_outbox() as store:
        was_paused = read_pause(store) is not None
        end_pause(store, schedule, now=now)
        follow(container, store)
    if pause_in_force(schedule, None, now=now) is not None:
        line, column = container.workspace.loaded.position("pause")
        raise UsageError(
            f"schedule.yaml:{line}:{column}: the pause stands in the file; write pause: false there."
        )
    if as_json:
        print_json({"paused": False})
        return
    stays = "What fell due in the pause stays back; `socialkit post KEY` sends it."
    say(
        f"Posting goes on. {stays}"
        if was_paused
        else "There was no pause; posting goes on as before."
    )
