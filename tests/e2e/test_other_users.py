"""Another user of the same computer can neither read nor change what lies in the state folder, and a page of
the web reads nothing of /health under a name of its own."""

from __future__ import annotations

import os
import shutil
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


@pytest.mark.skipif(
    not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can become another user"
)
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
    answer = subprocess.run(
        [sys.executable, "-c", TRY, str(state), str(NOBODY)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.split("\n") == ["", ""]
    modes = {path: path.lstat().st_mode & 0o777 for path in [state, *state.rglob("*")]}
    assert {oct(mode) for path, mode in modes.items() if path.is_dir()} == {"0o700"}
    assert {oct(mode) for path, mode in modes.items() if path.is_file()} == {"0o600"}


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
@pytest.mark.parametrize("query", ["", "?" + "a" * 4073, "?" + "a" * 9000])
def test_a_page_under_a_rebound_name_reads_nothing(
    practice: Practice, tmp_path: Path, query: str
) -> None:
    practice.write_schedule([])
    port = find_free_port()
    with practice.start("--port", str(port)):
        wait_until(lambda: ask_health(port).get("health"), 30, "the server")
        shown = {}
        for name in ("evil.example", "127.0.0.1"):
            answer = subprocess.run(
                [
                    str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--no-proxy-server", f"--user-data-dir={tmp_path / name}",
                    "--host-resolver-rules=MAP evil.example 127.0.0.1", "--dump-dom",
                    f"http://{name}:{port}/health{query}",
                ],
                capture_output=True, text=True, timeout=90, check=False,
            )  # fmt: skip
            shown[name] = answer.stdout
    assert "clock_seen_at" not in shown["evil.example"] and "health" not in shown[
        "evil.example"
    ].replace("/health", "")
    if len(query) < 8000:
        assert "clock_seen_at" in shown["127.0.0.1"]
