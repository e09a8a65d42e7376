"""One cycle in a process of its own, whose power is cut at a place of the protocol: kill -9, there.

The process comes from one that has loaded all that a cycle needs, and holds nothing open.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import time_machine

from socialkit.pipeline.delivery.fault_injection import VARIABLE
from tests.e2e.cycles import tick_in
from tests.e2e.practice import Practice

WHAT_A_TURN_LOADS = [
    "tests.e2e.week.power",
    "instagrapi",
    "socialkit.cards.paint",
    "socialkit.config.settings",
    "socialkit.publishers.meta.facebook",
    "socialkit.publishers.instagram_unofficial.publisher",
]
PATIENCE_SECONDS = 120


def is_cut_off_at(place: str, practice: Practice, wall: datetime) -> bool:
    """Take one cycle; yes if it came to that place, and ended there."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(WHAT_A_TURN_LOADS)
    environment = {**practice.world.environment, VARIABLE: place}
    words = (practice.folder, wall, environment)
    process = context.Process(target=_run_one_cycle, args=words)
    process.start()
    process.join(PATIENCE_SECONDS)
    assert process.exitcode in {0, -signal.SIGKILL}, process.exitcode
    return process.exitcode != 0


def _run_one_cycle(folder: Path, now: datetime, environment: Mapping[str, str]) -> None:
    os.setpgid(0, 0)  # what is cut off takes its whole group along
    os.environ.update(environment)
    with time_machine.travel(now, tick=True) as traveller:
        tick_in(folder, traveller)
