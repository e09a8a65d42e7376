"""`status`: accounts, posts by state, problems."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from socialkit.cli.output import print_json, say, show_notes
from socialkit.cli.views.json_views import notice_texts, report_status
from socialkit.cli.views.post_rows import (
    show_next,
    show_posted,
    show_stuck,
)
from socialkit.model.notice import POST_CODES, NoticeCode
from socialkit.runtime.container import build_container

if TYPE_CHECKING:
    from socialkit.pipeline.status.outlook import Outlook
    from socialkit.pipeline.status.report import Status


def run_status(folder: Path, *, as_json: bool) -> None:
    """Show the status."""
    from socialkit.pipeline.planning.diff import local_date
    from socialkit.pipeline.schedule.pause import describe_pause
    from socialkit.pipeline.status.outlook import describe_outlook
    from socialkit.pipeline.status.report import build_status
    from socialkit.plan.wording import describe_waiting
    from socialkit.runtime.schedule_reload import peek

    container = build_container(folder)
    show_notes(container)
    container = peek(container)
    now = container.clock.now()
    with container.open_outbox() as store:
        status = build_status(container.workspace, store, now=now, assets=container.assets)
        outlook = describe_outlook(container.workspace, store, now=now)
    if as_json:
        print_json(report_status(status))
        return
    if status.pause is not None:
        say(describe_pause(status.pause))
    _say_health(status, outlook)
    show_stuck(status.stuck)
    show_posted(status.posts)
    show_next(status.posts, now, local_date(container.workspace.schedule, now))
    for words in describe_waiting(one for one in status.posts if one.plan.due_at > now):
        say(f"\nnote: {words}")


def _say_health(status: Status, outlook: Outlook) -> None:
    """Problems and notes, but for posts: those have a list of their own below."""
    is_well = not any(one.is_error for one in status.notices) and outlook.why_nothing is None
    say("All is well." if is_well else "Something needs you:")
    is_said = any(one.code is NoticeCode.NO_ARTICLE for one in status.notices)
    for words in (None if is_said else outlook.why_nothing, outlook.approvals):
        if words:
            say(f"  {words}")
    for text in notice_texts(one for one in status.notices if one.code not in POST_CODES):
        say(f"  {text}")
    for account in status.accounts:
        if account.connected_at is not None and not account.problem:
            say(f"  {account.network.label} {account.account}: connected")
    counts = ", ".join(f"{number} {state}" for state, number in status.counts.items())
    say(f"Posts: {counts or 'none yet'}")
