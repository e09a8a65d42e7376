"""The daemon: on time, alone, quick to end, hard to kill."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.conftest import REPOSITORY
from tests.daemon.test_heartbeat_ping import Watcher
from tests.e2e.practice import FAST, QUOTES, Daemon, Practice, due
from tests.emulators.exchange import Fault, Kind
from tests.emulators.server import World

MINUTE = timedelta(minutes=1)


def wait_until(is_so: Callable[[], object], seconds: float, what: str) -> None:
    for _ in range(int(seconds * 10)):
        if is_so():
            return
        threading.Event().wait(0.1)
    raise AssertionError(f"after {seconds} s still not: {what}")


def wait_for_log(practice: Practice, words: str, seconds: float = 20) -> None:
    wait_until(lambda: words in read_log(practice), seconds, f"“{words}” in the log")


def read_log(practice: Practice) -> str:
    """What the daemon said: its rows are JSON where no terminal is."""
    rows = (practice.folder / "daemon.log").read_text().splitlines()
    return "\n".join(json.loads(row)["message"] if row.startswith("{") else row for row in rows)


def children_of(daemon: Daemon) -> list[psutil.Process]:
    return psutil.Process(daemon.process.pid).children(recursive=True)


@pytest.mark.slow
def test_run_posts_at_the_minute(practice: Practice, world: World) -> None:
    practice.write_schedule([due(-MINUTE, QUOTES[0])])
    with practice.start():
        wait_until(lambda: len(world.commits) == 2, 80, "both posted")
        wait_until(lambda: practice.states == {"posted": 2}, 10, "both stored")
    assert (len(world.instagram.media), len(world.graph.posts)) == (1, 1)
    minute = practice.status["posts"][0]["due_at"]
    late = world.commits[0].at - datetime.fromisoformat(minute).timestamp()
    assert 0 <= late < 20


def test_only_one_works_in_a_folder(practice: Practice) -> None:
    practice.write_schedule([])
    with practice.start():
        wait_for_log(practice, "socialkit runs here")
        for command in ("tick", "run"):
            refused = practice.run(command)
            assert refused.code == 1
            assert "Another socialkit works in this folder already (process " in refused.err
    assert practice.run("tick").code == 0


def test_after_kill_9_the_folder_is_free_at_once(practice: Practice) -> None:
    practice.write_schedule([])
    with practice.start() as daemon:
        wait_for_log(practice, "socialkit runs here")
        daemon.kill()
        assert practice.run("tick").code == 0


def test_sigterm_ends_it_within_ten_seconds_even_while_a_network_hangs(
    practice: Practice, world: World
) -> None:
    practice.write_env(LOOK_UP_AFTER="0,1")
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
    world.faults.append(Fault(r"/\d+/feed", Kind.HANG, seconds=60))
    with practice.start() as daemon:
        wait_until(lambda: world.commits, 30, "the commit")
        daemon.process.terminate()
        assert daemon.process.wait(10) == 0
        processes = children_of(daemon) if daemon.process.poll() is None else []
    assert processes == []
    assert practice.states == {"unconfirmed": 1}
    threading.Event().wait(1)
    practice.run("tick")
    assert practice.states == {"posted": 1}
    assert len(world.commits) == 1


def test_a_cycle_that_is_killed_does_not_end_the_daemon(practice: Practice, world: World) -> None:
    practice.write_env(**FAST)
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
    world.faults.append(Fault(r"/\d+/feed", Kind.HANG, seconds=5))
    with practice.start() as daemon:
        wait_until(lambda: world.commits, 30, "the commit")
        workers = [one for one in children_of(daemon) if "worker" in " ".join(one.cmdline())]
        for worker in workers:
            os.kill(worker.pid, signal.SIGKILL)
        wait_until(lambda: practice.states == {"posted": 1}, 40, "adopted")
        assert daemon.process.poll() is None
    assert len(workers) == 1
    assert len(world.commits) == 1


def test_nobody_outlives_a_daemon_that_is_killed(practice: Practice, world: World) -> None:
    practice.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
    world.faults.append(Fault(r"/\d+/feed", Kind.HANG, seconds=30))
    with practice.start() as daemon:
        wait_until(lambda: world.commits, 30, "the commit")
        family = children_of(daemon)
        assert len(family) >= 2
        daemon.kill()
        _, alive = psutil.wait_procs(family, timeout=5)
        assert alive == []


def test_the_keeper_hears_that_it_is_ready_and_alive(practice: Practice, tmp_path: Path) -> None:
    practice.write_schedule([])
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as keeper:
        address = tmp_path / "keeper"
        keeper.bind(str(address))
        keeper.settimeout(20)
        practice.extra["NOTIFY_SOCKET"] = str(address)
        with practice.start():
            heard = {keeper.recv(99), keeper.recv(99)}
        assert heard == {b"READY=1", b"WATCHDOG=1"}


DEAD_CLOCK = """
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from socialkit.daemon import loop
from socialkit.runtime.daemon_context import DaemonContext
import sys
loop.CHECK_INTERVAL = timedelta(seconds=0.05)
class Dead(loop.Daemon):
    def _start_clock(self):
        return SimpleNamespace(shutdown=lambda wait: None)
folder = Path(sys.argv[1])
database = f"sqlite:///{folder / 'x.db'}"
sys.exit(Dead(DaemonContext(folder, folder, "w", database, timedelta(0), 10)).run())
"""


def test_a_clock_that_has_stopped_ends_the_program_for_its_keeper(tmp_path: Path) -> None:
    words = [sys.executable, "-c", DEAD_CLOCK, str(tmp_path)]
    done = subprocess.run(words, cwd=REPOSITORY, capture_output=True, text=True, timeout=30)
    assert done.returncode == 70
    assert "the clock has stopped" in done.stderr


@pytest.mark.slow
def test_an_edit_of_the_file_counts_while_it_runs(practice: Practice, world: World) -> None:
    practice.write_schedule([])
    with practice.start():
        wait_for_log(practice, "socialkit runs here")
        threading.Event().wait(3)
        practice.write_schedule([due(MINUTE, QUOTES[0], to="[facebook]")])
        wait_until(lambda: world.graph.posts, 60, "posted after the edit")


def test_a_broken_file_is_said_and_the_daemon_lives(practice: Practice) -> None:
    practice.write_schedule([])
    with practice.start() as daemon:
        wait_for_log(practice, "socialkit runs here")
        (practice.folder / "schedule.yaml").write_text("timezone: Nowhere/Never\n")
        wait_for_log(practice, "Nowhere/Never", 50)
        assert daemon.process.poll() is None


def test_run_rehearse_posts_into_a_folder_only(practice: Practice, world: World) -> None:
    practice.write_schedule([due(MINUTE, QUOTES[0])])
    with practice.start("--rehearse"):
        kept = practice.folder / ".socialkit" / "rehearsal-run"
        wait_until(lambda: len(list(kept.glob("*/*.json"))) == 2, 30, "two rehearsed posts")
    assert world.log == []


def test_health_and_the_log_tell_how_the_last_cycle_went(practice: Practice, world: World) -> None:
    practice.write_schedule([due(MINUTE, QUOTES[0])])
    world.faults.append(Fault("b.i.instagram.com", Kind.DROP, times=99))
    port = find_free_port()
    with practice.start("--port", str(port)):
        wait_until(lambda: ask_health(port).get("last_turn") == "needs you", 60, "a cycle")
        assert ask_health(port)["health"] == "attention"
    log = practice.folder / ".socialkit" / "logs" / "socialkit.log"
    assert "INFO    socialkit runs here" in log.read_text()
    assert "INFO    socialkit has stopped." in log.read_text()
    assert log.stat().st_mode & 0o077 == 0
    rows = [json.loads(row) for row in (practice.folder / "daemon.log").read_text().splitlines()]
    assert any("posted" in row["message"] for row in rows), "Facebook took its post"


@pytest.mark.slow
def test_a_watch_far_away_hears_that_something_needs_the_owner(
    practice: Practice, world: World
) -> None:
    practice.write_schedule([due(MINUTE, QUOTES[0])])
    world.faults.append(Fault("b.i.instagram.com", Kind.DROP, times=99))
    with Watcher() as watcher:
        threading.Thread(target=watcher.serve_forever, daemon=True).start()
        practice.write_env(HEARTBEAT_URL=f"http://127.0.0.1:{watcher.server_port}/secret")
        with practice.start():
            wait_until(lambda: watcher.asked == ["/secret/fail"], 120, "the watch was told")
        watcher.shutdown()
    assert "/secret" not in (practice.folder / "daemon.log").read_text()


def find_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


def ask_health(port: int) -> dict[str, Any]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
            found: dict[str, Any] = json.load(answer)
    except urllib.error.HTTPError as error:
        found = json.load(error)
    except OSError:
        found = {}
    return found
