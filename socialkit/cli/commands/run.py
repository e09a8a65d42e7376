"""`run` and `tick`: the daemon, in a process of its own, and one cycle of it."""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path
from typing import NoReturn

from socialkit.cli.output import print_error, print_json, say, show_notes
from socialkit.runtime.container import build_container
from socialkit.runtime.daemon_context import DaemonContext
from socialkit.runtime.workspace_lock import hold

RISK = (
    "For professional accounts there is an official way (via: graph, docs/manual/connecting.md). This one is "
    "not official: Instagram may lock an account that uses it. Post little, and always from the same "
    "computer."
)


def run_daemon(folder: Path, *, rehearsal: bool, health_port: int | None = None) -> None:
    """Run until stopped."""
    from socialkit.cli.commands.run import start_daemon
    from socialkit.pipeline.schedule.activate import forget_schedule_news

    container = build_container(folder)
    show_notes(container)
    if note := container.cloud_note():
        print_error(f"note: {note}")
    context = container.context(rehearsal=rehearsal, health_port=health_port)
    with context.open_outbox() as store:  # brought up to date here: the daemon reads what is there
        forget_schedule_news(store)
    sys.exit(start_daemon(context))


def run_tick(folder: Path, *, as_json: bool) -> None:
    """Run one cycle; exit 1 if something failed or is in doubt."""
    from socialkit.pipeline.cycle import CycleReport, run_cycle
    from socialkit.pipeline.status.outlook import describe_outlook
    from socialkit.runtime.publishing import open_cycle
    from socialkit.runtime.schedule_reload import activate, telling_cycle_faults

    container = build_container(folder)
    show_notes(container)
    with hold(container.state_folder), telling_cycle_faults(container):
        container, in_force = activate(container)
        with open_cycle(container) as cycle:
            report: CycleReport = run_cycle(cycle)
            now = container.clock.now()
            outlook = describe_outlook(container.workspace, cycle.delivery.store, now=now)
    if as_json:
        names = ("posted", "unconfirmed", "failed", "missed")
        print_json({name: getattr(report, name) for name in names})
    else:
        for name in ("posted", "unconfirmed", "failed", "missed"):
            for key in getattr(report, name):
                say(f"{name}  {key}")
        named = report.posted or report.unconfirmed or report.failed or report.missed
        if not (named or report.waits):
            say("Nothing was due.")
        for words in outlook.sentences:
            say(words)
    file_problems = map(str, in_force.problems)
    for words in (*file_problems, *report.waits, *report.lost_quotes, *report.troubles):
        print_error(words)
    if in_force.errors or not report.is_well:
        sys.exit(1)


def start_daemon(context: DaemonContext) -> int:
    """Run until stopped. Raise UsageError where another socialkit works in this workspace."""
    if os.name == "posix":
        _become_daemon(context)
    from socialkit.daemon.loop import Daemon

    return Daemon(context).run()


def _become_daemon(context: DaemonContext) -> NoReturn:
    reading, writing = os.pipe()
    os.set_inheritable(reading, True)
    with os.fdopen(writing, "wb") as pipe:
        pickle.dump(context, pipe)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-m", "socialkit.daemon", str(reading)])
