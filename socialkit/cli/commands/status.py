"""`status`: accounts, posts by state, problems."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from socialkit.cli.output import print_json, say
from socialkit.cli.views.notes import show_notes
from socialkit.cli.views.post_rows import (
    show_next,
    show_posted,
    show_stuck,
)
from socialkit.model.network import Network
from socialkit.runtime.container import build_container


def run_status(folder: Path, *, as_json: bool) -> None:
    """How things stand."""
    from socialkit.pipeline.planning.runway_notes import local_date
    from socialkit.pipeline.schedule.pause import describe_pause, pause_in_force, read_pause
    from socialkit.pipeline.status.known_accounts import find_cooling_down
    from socialkit.pipeline.status.report import build_status
    from socialkit.pipeline.status.stuck_posts import stuck_posts
    from socialkit.plan.horizon import LOOK_BACK
    from socialkit.runtime.schedule_reload import peek

    container = build_container(folder)
    show_notes(container)
    container = peek(container)
    now = container.clock.now()
    with container.open_outbox() as store:
        report = build_status(container.workspace, store, now=now)
        posts = store.posts(since=now - LOOK_BACK)
        resting = find_cooling_down(store.accounts(), now=now)
        pause = pause_in_force(container.workspace.schedule, read_pause(store), now=now)
    if as_json:
        print_json(report)
        return
    if pause is not None:
        say(describe_pause(pause))
    stuck = stuck_posts(posts, now, resting)
    _say_health(report, told_below={one.sentence for one in stuck})
    show_stuck(stuck)
    show_posted(posts)
    show_next(posts, now, local_date(container.workspace.schedule, now))


def _say_health(report: Mapping[str, Any], *, told_below: Collection[str]) -> None:
    say("All is well." if report["health"] == "ok" else "Something needs you:")
    for words in report["problems"]:
        if words not in told_below:
            say(f"  {words}")
    for one in report["accounts"]:
        if one["connected"] and not one["problem"]:
            say(f"  {Network(one['network']).label} {one['account']}: connected")
    counts = ", ".join(f"{number} {state}" for state, number in report["counts"].items())
    say(f"Posts: {counts or 'none yet'}")
