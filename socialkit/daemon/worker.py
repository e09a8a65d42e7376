"""One cycle of the daemon in a process of its own: `python -m socialkit.daemon.worker FOLDER`.

It ends at once when the daemon is gone (its stdin closes), and soon when it is asked to stop. A cycle
loads much (articles, pictures, planning), so it runs outside the daemon, which stays small.
"""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import threading
from pathlib import Path

from socialkit.daemon.logs import start_log
from socialkit.errors import SocialkitError
from socialkit.model.post import State
from socialkit.processes.child import end_with_parent

log = logging.getLogger("socialkit")


def main() -> int:
    """Run one cycle; its exit code."""
    parser = argparse.ArgumentParser(prog="socialkit.daemon.worker")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rehearse", action="store_true")
    parser.add_argument("--logs", type=Path)
    options = parser.parse_args()
    stop = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stop.set())
    end_with_parent()  # what was running is settled by the next cycle
    start_log(options.logs)
    try:
        return run_cycle_in(options.folder, stop, rehearsal=options.rehearse)
    except SocialkitError as error:
        log.error("%s", error)
        return 1


def run_cycle_in(folder: Path, stop: threading.Event, *, rehearsal: bool) -> int:
    """One cycle in `folder`; 0 where all is well. Raise SocialkitError where it cannot start at all."""
    from socialkit.pipeline.cycle import run_cycle
    from socialkit.runtime.container import build_container
    from socialkit.runtime.publishing import open_cycle
    from socialkit.runtime.schedule_reload import activate

    container, in_force = activate(build_container(folder), rehearsal=rehearsal)
    for words in in_force.news:
        log.warning("%s", words)
    with open_cycle(container, stop.is_set, rehearsal=rehearsal) as cycle:
        report = run_cycle(cycle)
        upcoming = cycle.delivery.store.posts(
            states=(State.SCHEDULED,), since=container.clock.now()
        )
    for key in report.posted:
        log.info("posted %s", key)
    for words in (*report.waits, *report.lost_quotes, *report.troubles):
        log.warning("%s", words)
    if upcoming:
        log.info("next: %s, %s", upcoming[0].plan.local_time, upcoming[0].plan.network.value)
    return 0 if report.is_well else 1


if __name__ == "__main__":
    sys.exit(main())
