"""`rehearse` and `status`: everything about times and posts.

In: a folder and a number of days. Out: words or JSON. Knows nothing of how posts are made.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from socialkit.cli.output import complain, print_json, say, show_progress
from socialkit.cli.views.post_rows import (
    show_next,
    show_posted,
    show_posts,
    show_stuck,
)
from socialkit.cli.views.weeks import SHORT_NAMES
from socialkit.model.post import Network
from socialkit.model.schedule import Schedule
from socialkit.runtime.container import Wiring, wire


def tell_notes(wiring: Wiring) -> None:
    """Say what was noticed about .env: that it was made readable by her alone, a mistyped name."""
    for one in wiring.settings.problems:
        complain(f"note: {one}")


def run_rehearse(folder: Path, *, days: int, as_json: bool) -> None:
    """Make, plan and publish on a clock that jumps; then show it."""
    from socialkit.cli.views.json_views import report_post
    from socialkit.pipeline.planning.runway_notes import local_date
    from socialkit.pipeline.rehearsal.run import rehearse
    from socialkit.pipeline.workspace.make_lines import make

    wiring = wire(folder)
    tell_notes(wiring)
    with show_progress("Rehearsing", quiet=as_json) as bar, wiring.open_outbox() as store:
        make(wiring.workspace, assets=wiring.assets, told=bar.step)
        stage = wiring.stage(bar.step, lambda post: bar.step(post.plan.local_time))
        now = wiring.clock.now()
        shown = rehearse(wiring.workspace, store, stage, now=now, days=days)
    posts = [one.post for one in shown.posts]
    if as_json:
        rows = [report_post(one.post) | {"needs_yes": one.needs_yes} for one in shown.posts]
        print_json({"posts": rows, "page": str(shown.page)})
        return
    schedule = wiring.workspace.schedule
    today, last = local_date(schedule, now), local_date(schedule, now + timedelta(days=days))
    show_posts(
        posts,
        today=today,
        quiet_days=quiet_days_between(schedule, today, last),
        needs_yes={one.post.key for one in shown.posts if one.needs_yes},
    )
    say()
    for words in shown.ahead.plan.notes:
        say(f"note: {words}")
    say(f"Nothing left this computer. To see it all, open:\n  {shown.page}")


def quiet_days_between(schedule: Schedule, first: date, last: date) -> list[date]:
    """Her quiet days of this span, in order."""
    return sorted(day for day in schedule.quiet_days if first <= day <= last)


def run_status(folder: Path, *, as_json: bool) -> None:
    """How things stand."""
    from socialkit.pipeline.planning.runway_notes import local_date
    from socialkit.pipeline.schedule.pause import pause_in_force, read_pause, tell_pause
    from socialkit.pipeline.status.report import (
        LOOK_BACK,
        find_resting,
        report_standing,
        stuck_posts,
    )
    from socialkit.runtime.schedule_reload import look

    wiring = wire(folder)
    tell_notes(wiring)
    wiring = look(wiring)
    now = wiring.clock.now()
    with wiring.open_outbox() as store:
        report = report_standing(wiring.workspace, store, now=now)
        posts = store.posts(since=now - LOOK_BACK)
        resting = find_resting(store.accounts(), now=now)
        pause = pause_in_force(wiring.workspace.schedule, read_pause(store), now=now)
    if as_json:
        print_json(report)
        return
    if pause is not None:
        say(tell_pause(pause))
    stuck = stuck_posts(posts, now, resting)
    _say_health(report, told_below={one.sentence for one in stuck})
    show_stuck(stuck)
    show_posted(posts)
    show_next(posts, now, local_date(wiring.workspace.schedule, now))


def _say_health(report: Mapping[str, Any], *, told_below: Collection[str]) -> None:
    say("All is well." if report["health"] == "ok" else "Something needs you:")
    for words in report["problems"]:
        if words not in told_below:
            say(f"  {words}")
    for one in report["accounts"]:
        if one["connected"] and not one["problem"]:
            say(f"  {SHORT_NAMES[Network(one['network'])]} {one['account']}: connected")
    counts = ", ".join(f"{number} {state}" for state, number in report["counts"].items())
    say(f"Posts: {counts or 'none yet'}")
