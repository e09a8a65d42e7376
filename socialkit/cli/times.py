"""`plan`, `rehearse`, `status`: everything about times and posts.

In: a folder and a number of days. Out: words or JSON. Knows nothing of how posts are made.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from socialkit.cli.output import complain, print_json, say, show_progress
from socialkit.cli.posts import (
    SHORT_NAMES,
    is_shown,
    show_next,
    show_posted,
    show_posts,
    show_stuck,
)
from socialkit.model import Network
from socialkit.wiring import Wiring, wire


def run_plan(folder: Path, *, days: int, as_json: bool) -> None:
    """Make, plan, store, show."""
    from socialkit.pipeline.ahead import plan_ahead
    from socialkit.pipeline.make import make
    from socialkit.pipeline.report import in_order, report_post
    from socialkit.pipeline.spaced import tell_spaced

    wiring = wire(folder)
    tell_notes(wiring)
    now = wiring.clock.now()
    until = now + timedelta(days=days)
    with show_progress("Planning", quiet=as_json) as bar, wiring.open_outbox() as store:
        make(wiring.workspace, assets=wiring.assets, told=bar.step)
        ahead = plan_ahead(
            wiring.workspace, store, now=now, until=until, assets=wiring.assets, told=bar.step
        )
        posts = in_order(one for one in store.posts(since=now, until=until) if is_shown(one))
        spaced = tell_spaced(wiring.workspace.schedule, store, now=now)
    if as_json:
        lasts = ahead.plan.lasts_until
        print_json(
            {
                "posts": [report_post(post) for post in posts],
                "lasts_until": lasts.isoformat() if lasts else None,
            }
        )
        return
    show_posts(posts)
    for words in (*spaced, *ahead.plan.notes):
        say(f"note: {words}")
    _say_lasts(ahead.plan.lasts_until, wiring.today)


def tell_notes(wiring: Wiring) -> None:
    """Say what was noticed about .env: that it was made readable by her alone, a mistyped name."""
    for one in wiring.settings.problems:
        complain(f"note: {one}")


def _say_lasts(lasts_until: date | None, today: date) -> None:
    if lasts_until is not None and lasts_until <= today:
        say("No fresh line is left. Add an article, or say yes to more lines.")
    elif lasts_until is not None:
        say(f"There are lines enough until {lasts_until.day} {lasts_until:%B %Y}.")
    else:
        say("There are lines enough for a year and more.")


def run_rehearse(folder: Path, *, days: int, as_json: bool) -> None:
    """Make, plan and publish on a clock that jumps; then show it."""
    from socialkit.pipeline.make import make
    from socialkit.pipeline.rehearse import rehearse
    from socialkit.pipeline.report import report_post

    wiring = wire(folder)
    tell_notes(wiring)
    with show_progress("Rehearsing", quiet=as_json) as bar, wiring.open_outbox() as store:
        make(wiring.workspace, assets=wiring.assets, told=bar.step)
        stage = wiring.stage(bar.step, lambda post: bar.step(post.plan.local_time))
        shown = rehearse(wiring.workspace, store, stage, now=wiring.clock.now(), days=days)
    posts = [one.post for one in shown.posts]
    if as_json:
        rows = [report_post(one.post) | {"needs_yes": one.needs_yes} for one in shown.posts]
        print_json({"posts": rows, "page": str(shown.page)})
        return
    show_posts(posts, needs_yes={one.post.key for one in shown.posts if one.needs_yes})
    for words in shown.ahead.plan.notes:
        say(f"note: {words}")
    say(f"Nothing left this computer. To see it all, open:\n  {shown.page}")


def run_status(folder: Path, *, as_json: bool) -> None:
    """How things stand."""
    from socialkit.pipeline.standing import LOOK_BACK, report_standing, stuck_posts

    wiring = wire(folder)
    tell_notes(wiring)
    now = wiring.clock.now()
    with wiring.open_outbox() as store:
        report = report_standing(wiring.workspace, store, now=now)
        posts = store.posts(since=now - LOOK_BACK)
    if as_json:
        print_json(report)
        return
    stuck = stuck_posts(posts, now)
    _say_health(report, told_below={one.sentence for one in stuck})
    show_stuck(stuck)
    show_posted(posts)
    show_next(posts, now)


def _say_health(report: Mapping[str, Any], *, told_below: Collection[str]) -> None:
    if report["paused"]:
        say("Paused: nothing is posted. What falls due stays back.")
    say("All is well." if report["health"] == "ok" else "Something needs you:")
    for words in report["problems"]:
        if words not in told_below:
            say(f"  {words}")
    for one in report["accounts"]:
        if one["connected"] and not one["problem"]:
            say(f"  {SHORT_NAMES[Network(one['network'])]} {one['account']}: connected")
    counts = ", ".join(f"{number} {state}" for state, number in report["counts"].items())
    say(f"Posts: {counts or 'none yet'}")
