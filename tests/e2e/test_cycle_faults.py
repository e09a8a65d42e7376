"""A turn that ends by a fault of ours, or is killed, is logged, told, and shown until one ends well."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from socialkit.outbox.store import open_store
from socialkit.outbox.workspace_state import CYCLE_FAULT, CYCLE_KILLED
from socialkit.pipeline.notify.dispatch import telling_faults
from tests.e2e.practice import QUOTES, Practice, due
from tests.e2e.test_daemon import ask_health, children_of, find_free_port, wait_until
from tests.emulators.server import World
from tests.support.mailbox import Mailbox

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BROKEN_WORKER = """
import sys
from socialkit.pipeline import cycle

def fail(*_, **__):
    raise IndexError("gulls-and-42-glasses")

vars(cycle)["apply_pauses"] = fail
from socialkit.daemon.worker import main

sys.argv = ["worker", sys.argv[1], "--logs", sys.argv[1] + "/.socialkit/logs"]
sys.exit(main())
"""


def test_a_turn_that_nobody_had_foreseen_is_logged_told_and_shown_until_one_ends_well(
    practice: Practice, box: Mailbox
) -> None:
    practice.add_secret("BOX", box.address)
    practice.write_schedule([due(MINUTE, QUOTES[0])], notify='["${BOX}"]')
    assert practice.run("plan").code == 0
    command = [sys.executable, "-c", BROKEN_WORKER, str(practice.folder)]
    with subprocess.Popen(command, env=practice.environment, stdin=subprocess.PIPE) as process:
        assert process.wait(60) == 3
    assert box.titles and "socialkit" in box.titles[0]
    assert "IndexError in " in box.last and "gulls" not in box.last
    log = (practice.folder / ".socialkit" / "logs" / "socialkit.log").read_text()
    assert "Traceback" in log and "gulls-and-42-glasses" in log
    said = "\n".join(practice.status["problems"])
    assert "A fault of socialkit itself ended its work (IndexError in " in said
    assert practice.status["health"] == "attention"
    practice.run("tick")
    assert "A fault of socialkit" not in "\n".join(practice.status["problems"])


def test_a_fault_is_told_once_however_often_it_comes(tmp_path: Path, box: Mailbox) -> None:
    (tmp_path / "schedule.yaml").write_text(f"notify: [{box.address}]\n]broken")
    with open_store(f"sqlite:///{tmp_path / 'outbox.db'}", workspace="w") as store:
        for minutes in range(4):
            now = NOW + minutes * MINUTE
            with pytest.raises(IndexError), telling_faults(tmp_path, store, now=now):
                raise IndexError("inner words")
        assert len(box.arrived) == 1 and "inner words" not in box.last
        assert "IndexError" in (store.state.get(CYCLE_FAULT) or "")
        with telling_faults(tmp_path, store, now=NOW + 5 * MINUTE):
            pass
        assert store.state.get(CYCLE_FAULT) is None


def test_a_turn_that_is_killed_again_and_again_is_told_after_a_while(
    tmp_path: Path, box: Mailbox
) -> None:
    (tmp_path / "schedule.yaml").write_text(f"notify: [{box.address}]\n")
    with open_store(f"sqlite:///{tmp_path / 'outbox.db'}", workspace="w") as store:
        store.state.put(CYCLE_KILLED, "SIGKILL", now=NOW)
        for minutes in (0, 1, 11, 12):
            with (
                pytest.raises(KeyboardInterrupt),
                telling_faults(tmp_path, store, now=NOW + minutes * MINUTE),
            ):
                raise KeyboardInterrupt  # like a kill: nothing is done on the way out
            assert len(box.arrived) == (minutes >= 11)
        assert "SIGKILL" in box.last


def test_health_shows_a_worker_that_was_killed_until_one_ends_well(
    practice: Practice, world: World
) -> None:
    practice.write_schedule([])
    port = find_free_port()
    with practice.start("--port", str(port)) as daemon:
        wait_until(lambda: children_of(daemon), 30, "a worker")
        for one in children_of(daemon):
            one.send_signal(signal.SIGSTOP)
            one.kill()
        wait_until(lambda: ask_health(port).get("health") == "ok", 60, "the next one ends well")
