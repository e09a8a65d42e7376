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
from typing import TYPE_CHECKING

from socialkit.daemon.logs import start_log
from socialkit.errors import SocialkitError
from socialkit.processes.child import end_with_parent

if TYPE_CHECKING:
    from socialkit.runtime.container import Container

log = logging.getLogger("socialkit")

EXIT_FAULT = 3
"""A fault of socialkit ended the cycle."""


def main() -> int:
    """Run one cycle; its exit code."""
    parser = argparse.ArgumentParser(prog="socialkit.daemon.worker")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rehearse", action="store_true")
    parser.add_argument("--logs", type=Path)
    parser.add_argument("--first", action="store_true")
    options = parser.parse_args()
    stop = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stop.set())
    end_with_parent()  # what was running is settled by the next cycle
    start_log(options.logs)
    try:
        return run_cycle_in(
            options.folder, stop, rehearsal=options.rehearse, is_first=options.first
        )
    except SocialkitError as error:
        log.error("%s", error)
        return 1
    except Exception:  # it is told already
        log.exception("this cycle was ended by a fault of socialkit")
        return EXIT_FAULT


def run_cycle_in(
    folder: Path, stop: threading.Event, *, rehearsal: bool, is_first: bool = False
) -> int:
    """One cycle in `folder`; 0 where all is well. The first of a daemon also says what was found to be wrong
    and what stands in the way. Raise SocialkitError where it cannot start at all."""
    from socialkit.runtime.container import build_container
    from socialkit.runtime.schedule_reload import telling_cycle_faults

    container = build_container(folder)
    with telling_cycle_faults(container, rehearsal=rehearsal):
        return _run(container, stop, rehearsal=rehearsal, is_first=is_first)


def _run(container: Container, stop: threading.Event, *, rehearsal: bool, is_first: bool) -> int:
    from socialkit.daemon import cycle_log
    from socialkit.pipeline.cycle import run_cycle
    from socialkit.runtime.publishing import open_cycle
    from socialkit.runtime.schedule_reload import activate

    container, in_force = activate(container, rehearsal=rehearsal)
    for words in in_force.news:
        log.warning("%s", words)
    clock, workspace = container.clock, container.workspace
    with open_cycle(container, stop.is_set, rehearsal=rehearsal) as cycle:
        store = cycle.delivery.store
        before = cycle_log.look_before(workspace, store, now=clock.now())
        report = run_cycle(cycle)
        cycle_log.log_changes(workspace, store, before, now=clock.now())
        cycle_log.log_troubles(report, is_first=is_first)
        if is_first and not stop.is_set():
            cycle_log.log_problems(container, store)
        cycle_log.log_outlook(workspace, store, now=clock.now(), is_first=is_first)
    return 0 if report.is_well else 1


if __name__ == "__main__":
    sys.exit(main())
