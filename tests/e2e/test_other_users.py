"""Another user of the same computer can neither read nor change what lies in the state folder, and a page of
the web reads nothing of /health under a name of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.practice import Practice
from tests.e2e.test_daemon import ask_health, find_free_port, wait_until
from tests.emulators.server import World

NOBODY = 65534
TRY = """
import os, sys
from pathlib import Path
os.setgid(int(sys.argv[2])); os.setuid(int(sys.argv[2]))
state = Path(sys.argv[1])
done = []
def attempt(what, do):
    try:
        do()
    except OSError:
        return
    done.append(what)
attempt("enter", lambda: os.listdir(state))
for name in ("socialkit.db", "workspace", "lock", "holder", "heartbeat", "sessions", "readings", "logs"):
    attempt(f"see {name}", lambda: os.stat(state / name))
    attempt(f"read {name}", lambda: (state / name).read_bytes())
    attempt(f"write {name}", lambda: (state / name).open("ab"))
    attempt(f"swap {name}", lambda: os.replace(state / name, state / "other"))
attempt("add", lambda: (state / "new").write_bytes(b""))
attempt("swap all", lambda: os.rename(state, state.with_name("other")))
print(*done, sep="\\n")
"""


def attempts_of_another_user(state: Path) -> list[str]:
    """What another user succeeds with in this folder."""
    command = [sys.executable, "-c", TRY, str(state), str(NOBODY)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return answer.stdout.split()


@pytest.fixture
def shared_practice(world: World) -> Iterator[Practice]:
    """A practice in a folder that everybody may enter, made under a umask that hides nothing."""
    folder = Path(tempfile.mkdtemp(prefix="socialkit-shared-"))
    folder.chmod(0o755)
    before = os.umask(0)
    try:
        made = Practice(folder, world)
        made.write_article()
        made.write_env()
        yield made
    finally:
        os.umask(before)
        shutil.rmtree(folder, ignore_errors=True)


def test_another_user_can_do_nothing_in_the_state_folder(shared_practice: Practice) -> None:
    practice = shared_practice
    practice.write_schedule([])
    for command in (
        ["check"],
        ["make"],
        ["connect", "instagram"],
        ["tick"],
        ["rehearse", "--days", "2"],
    ):
        practice.run(*command)
    state = practice.folder / ".socialkit"
    assert (state / "socialkit.db").exists() and (state / "rehearsal").is_dir()
    if os.getuid() == 0:  # only root can become another user
        assert attempts_of_another_user(state) == []
    modes = {path: path.lstat().st_mode & 0o777 for path in [state, *state.rglob("*")]}
    assert {oct(mode) for path, mode in modes.items() if path.is_dir()} == {"0o700"}
    assert {oct(mode) for path, mode in modes.items() if path.is_file()} == {"0o600"}


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def browse(name: str, port: int, query: str, profile: Path) -> str:
    """What a browser shows that takes `name` for this machine; without Chromium, what is sent to one."""
    if CHROMIUM is None:
        request = f"GET /health{query} HTTP/1.1\r\nHost: {name}:{port}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", port), timeout=20) as caller:
            caller.sendall(request.encode())
            return caller.makefile("rb").read().decode()
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--no-proxy-server",
        f"--user-data-dir={profile}", "--host-resolver-rules=MAP evil.example 127.0.0.1", "--dump-dom",
        f"http://{name}:{port}/health{query}",
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, timeout=90, check=False).stdout


@pytest.mark.parametrize("query", ["", "?" + "a" * 4073, "?" + "a" * 9000])
def test_a_page_under_a_rebound_name_reads_nothing(
    practice: Practice, tmp_path: Path, query: str
) -> None:
    practice.write_schedule([])
    port = find_free_port()
    with practice.start("--port", str(port)):
        wait_until(lambda: ask_health(port).get("health"), 30, "the server")
        names = ("evil.example", "127.0.0.1")
        shown = {name: browse(name, port, query, tmp_path / name) for name in names}
    assert "clock_seen_at" not in shown["evil.example"]
    assert '"health"' not in shown["evil.example"]
    if len(query) < 8000:
        assert "clock_seen_at" in shown["127.0.0.1"]
