"""`rehearse`: the coming days on a simulated clock."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from socialkit.cli.output import print_error, print_json, say, show_notes, show_progress
from socialkit.cli.views.post_rows import show_posts
from socialkit.model.post import State
from socialkit.model.schedule import Schedule
from socialkit.runtime.container import build_container


def run_rehearse(folder: Path, *, days: int, as_json: bool) -> None:
    """Make, plan and publish on a simulated clock; then show the posts."""
    from socialkit.cli.views.json_views import report_post
    from socialkit.pipeline.planning.brand_faults import find_brand_faults
    from socialkit.pipeline.planning.diff import local_date
    from socialkit.pipeline.rehearsal.run import rehearse
    from socialkit.pipeline.workspace.make_lines import make
    from socialkit.plan.wording import describe_waiting

    container = build_container(folder)
    show_notes(container)
    for fault in find_brand_faults(container.workspace, assets=container.assets):
        print_error(str(fault))
    with show_progress("Rehearsing", quiet=as_json) as bar, container.open_outbox() as store:
        make(container.workspace, assets=container.assets, told=bar.step)
        stage = container.stage(bar.step, lambda post: bar.step(post.plan.local_time))
        now = container.clock.now()
        shown = rehearse(container.workspace, store, stage, now=now, days=days)
    posts = [one.post for one in shown.posts]
    if as_json:
        rows = [report_post(one.post) | {"needs_yes": one.needs_yes} for one in shown.posts]
        print_json({"posts": rows, "page": str(shown.page)})
        return
    schedule = container.workspace.schedule
    today, last = local_date(schedule, now), local_date(schedule, now + timedelta(days=days))
    needed = [one.post for one in shown.posts if one.needs_yes]
    approvals = [one for one in needed if one.state is not State.WAITING]
    show_posts(
        posts,
        today=today,
        quiet_days=quiet_days_between(schedule, today, last),
        needs_yes={one.key for one in approvals},
    )
    say()
    for words in (*shown.ahead.plan.notes, *describe_waiting(posts)):
        say(f"note: {words}")
    say(f"Nothing left this computer. To see all of it, open:\n  {shown.page}")


def quiet_days_between(schedule: Schedule, first: date, last: date) -> list[date]:
    """The quiet days of this span, in order."""
    return sorted(day for day in schedule.quiet_days if first <= day <= last)
