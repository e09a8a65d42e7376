"""`plan`: the coming weeks, and below them what the owner may want to know or do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.cli.commands.rehearse import quiet_days_between
from socialkit.cli.output import print_error, print_json, say, show_notes, show_progress
from socialkit.cli.views.post_rows import NOTHING, is_shown, show_posts
from socialkit.model.post import Post, WaitReason
from socialkit.model.schedule import Schedule
from socialkit.model.text import count
from socialkit.runtime.container import build_container

if TYPE_CHECKING:
    from socialkit.pipeline.planning.planner import PlanningResult


def run_plan(folder: Path, *, days: int, as_json: bool) -> None:
    """Make, plan, store, show."""
    from socialkit.pipeline.planning.brand_faults import find_brand_faults
    from socialkit.pipeline.planning.calendar_file import CALENDAR_NAME
    from socialkit.pipeline.planning.diff import local_date
    from socialkit.pipeline.planning.planner import PlanTrigger, plan_ahead
    from socialkit.pipeline.schedule.pause import describe_pause, pause_in_force, read_pause
    from socialkit.pipeline.status.outlook import describe_outlook
    from socialkit.pipeline.status.problems import catch_up_notices
    from socialkit.pipeline.workspace.approve import find_lost_approvals, remember_approvals
    from socialkit.pipeline.workspace.make_lines import make
    from socialkit.plan.wording import in_order
    from socialkit.runtime.schedule_reload import activate_or_fail

    container = build_container(folder)
    show_notes(container)
    container = activate_or_fail(container)
    for problem in container.schedule_notes:
        print_error(str(problem))
    for fault in find_brand_faults(container.workspace, assets=container.assets):
        print_error(str(fault))
    now, schedule = container.clock.now(), container.workspace.schedule
    until = now + timedelta(days=days)
    with show_progress("Planning", quiet=as_json) as bar, container.open_outbox() as store:
        made = make(container.workspace, assets=container.assets, told=bar.step)
        for one in (one.renamed for one in made if one.renamed):
            print_error(f"note: {one.message}")
        remember_approvals(container.workspace, store, now=now)
        for lost in find_lost_approvals(container.workspace, store, now=now):
            print_error(lost.text)
        ahead = plan_ahead(
            container.workspace,
            store,
            now=now,
            until=until,
            assets=container.assets,
            told=bar.step,
            occasion=PlanTrigger.COMMAND,
        )
        posts = in_order(one for one in store.posts(since=now, until=until) if is_shown(one))
        pause = pause_in_force(schedule, read_pause(store), now=now)
        catch_up = [one.text for one in catch_up_notices(schedule, store, now=now)]
        outlook = describe_outlook(container.workspace, store, now=now)
    if as_json:
        print_json(_report(posts, ahead))
        return
    if pause is not None:
        say(describe_pause(pause))
    today, last = local_date(schedule, now), local_date(schedule, until)
    quiet = quiet_days_between(schedule, today, last)
    nothing = _describe_nothing(ahead, schedule, now, until) or outlook.why_nothing or NOTHING
    show_posts(posts, today=today, quiet_days=quiet, nothing=nothing)
    _show_below(posts, ahead, schedule, today, (*catch_up, *outlook.accounts))
    if ahead.calendar_note:
        say(f"note: {ahead.calendar_note}")
    elif posts:
        say(f"For your calendar: {container.folder / CALENDAR_NAME}")


def _report(posts: Sequence[Post], ahead: PlanningResult) -> dict[str, object]:
    """`plan --json`."""
    from socialkit.cli.views.json_views import report_post

    lasts = ahead.plan.lasts_until
    return {
        "posts": [report_post(post) for post in posts],
        "lasts_until": lasts.isoformat() if lasts else None,
    }


def _describe_nothing(
    ahead: PlanningResult, schedule: Schedule, now: datetime, until: datetime
) -> str | None:
    """That no time falls into these days; None where one does, or there is none at all."""
    from socialkit.pipeline.planning.planner import active_of
    from socialkit.plan.slots import find_occurrences
    from socialkit.plan.wording import name_day

    far = until + timedelta(days=366)
    times = find_occurrences(schedule, active_of(ahead.slots), since=now, until=far)
    if not times or times[0].due_at < until:
        return None
    when = f"{name_day(times[0].local_date)} at {times[0].local_time[11:16]}"
    return f"Nothing is due in these days. The next time is {when}."


def _show_below(
    posts: Sequence[Post],
    ahead: PlanningResult,
    schedule: Schedule,
    today: date,
    catch_up: Sequence[str],
) -> None:
    """What holds posts back, how long the lines last, what the owner can do."""
    from socialkit.plan.runway import describe_runway
    from socialkit.plan.wording import describe_waiting

    say()
    notes = [*catch_up, *ahead.warnings, *ahead.plan.notes, *describe_waiting(posts)]
    for words in dict.fromkeys(notes):
        say(f"note: {words}")
    if schedule.repeat_when_empty:
        say("When no fresh line is left, old lines are posted again (when_empty: repeat).")
    else:
        say(describe_runway(ahead.plan.end, today))
    if posts:
        _show_actions(posts)


def _show_actions(posts: Sequence[Post]) -> None:
    waiting = [post for post in posts if post.wait_reason is WaitReason.APPROVAL]
    asked = {line for post in waiting for line in post.plan.line_ids}
    if asked:
        need = "needs" if len(asked) == 1 else "need"
        say(
            f"{count(len(asked), 'line')} {need} your approval: read them in quotes/…/lines.yaml and write "
            f"use: yes or use: no."
        )
    say("To cancel a post: socialkit cancel KEY. To send it now: socialkit post KEY.")
