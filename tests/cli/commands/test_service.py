"""`socialkit service`: a unit that she saw before it was written, and that is only ever ours.

No systemd runs where these tests do. A program of the same name stands in its place, keeps its own
book of what it was asked, and answers from what is enabled and running by that book. Where the
words of a whole command are not the point, it is called without a process of its own.
"""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from socialkit.cli.commands.service import (
    describe_alternative,
    run_install,
    run_service_status,
    run_uninstall,
)
from socialkit.daemon.systemd.unit import unit_names, unit_text
from socialkit.errors import SocialkitError
from socialkit.runtime.workspace_lock import hold
from tests.cli.conftest import Answer, run
from tests.conftest import REPOSITORY

SYSTEMCTL = """#!/bin/sh
cd '{book}'
echo "$*" >> asked
if [ -f unreachable ]; then echo "Failed to connect to bus: No medium found" >&2; exit 1; fi
case "$*" in
*"enable --now"*) [ -f failing ] && {{ echo "Job for it failed." >&2; exit 1; }}; : > on ;;
*"disable --now"*) /bin/rm -f on ;;
*" show "*)
  if [ -f on ]; then
    echo ActiveState=active; echo UnitFileState=enabled; echo NRestarts=2
    echo "ActiveEnterTimestamp=Wed 2026-11-25 09:00:00 UTC"
  else echo ActiveState=inactive; echo SubState=dead; fi
  [ -f elsewhere ] && echo FragmentPath=/usr/lib/systemd/user/other.service ;;
esac
exit 0
"""


SCHEDULE = """\
timezone: Asia/Kolkata
brand: {name: Quiet Harbour Therapy}
articles: [articles/*]
accounts: {facebook: {page: linked}}
post:
  - {days: [mon], at: "09:00", to: [facebook]}
"""


@dataclass(frozen=True)
class Keeper:
    """A computer with that program, seen from a workspace."""

    folder: Path
    base: Path

    @property
    def unit(self) -> Path:
        return self.base / "systemd" / "user" / unit_names(self.folder)[0]

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": str(self.base / "bin"), "XDG_CONFIG_HOME": str(self.base)}

    @property
    def asked(self) -> list[str]:
        """What it was asked to do; questions are left out."""
        path = self.base / "asked"
        rows = path.read_text().splitlines() if path.exists() else []
        plain = [row.removeprefix("--user --no-pager ") for row in rows]
        return [row for row in plain if not row.startswith("show ")]

    def run(self, *words: str, path: str | None = None) -> Answer:
        """A whole command, in a terminal that sets a knob of its own."""
        return run(
            "service",
            *words,
            folder=self.folder,
            PATH=path or self.environment["PATH"],
            XDG_CONFIG_HOME=self.environment["XDG_CONFIG_HOME"],
            SOCIALKIT_DAILY_CAP="3",
        )

    def install(self) -> None:
        run_install(self.folder, yes=True, as_json=False)

    def refuse(self) -> str:
        """The words with which it is not installed."""
        with pytest.raises(SocialkitError) as refused:
            self.install()
        return str(refused.value)


@pytest.fixture
def keeper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keeper:
    base = tmp_path / "config"
    (base / "bin").mkdir(parents=True)
    program = base / "bin" / "systemctl"
    program.write_text(SYSTEMCTL.format(book=base))
    program.chmod(0o755)
    folder = tmp_path / "My 100% practice"
    folder.mkdir()
    (folder / "schedule.yaml").write_text(SCHEDULE)
    made = Keeper(folder.resolve(), base)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    return made


def test_without_a_terminal_it_is_shown_and_waits_for_a_yes(keeper: Keeper) -> None:
    answer = keeper.run("install")
    assert answer.code == 1
    assert str(keeper.unit) in answer.out
    assert "ExecStart=" in answer.out
    assert "--yes" in answer.err
    assert not keeper.unit.exists()
    assert not keeper.asked


@pytest.mark.parametrize(("word", "is_written"), [("y", True), ("n", False)])
def test_in_a_terminal_she_is_asked(keeper: Keeper, word: str, is_written: bool) -> None:
    hers, its = pty.openpty()
    os.write(hers, f"{word}\n".encode())
    done = subprocess.run(
        [sys.executable, "-m", "socialkit", "service", "install", "-C", str(keeper.folder)],
        env={**keeper.environment, "PYTHONPATH": str(REPOSITORY)},
        stdin=its,
        capture_output=True,
        text=True,
        check=False,
    )
    for end in (hers, its):
        os.close(end)
    assert "start it?" in done.stderr
    assert (keeper.unit.exists(), done.returncode == 0) == (is_written, is_written)


def test_installed_started_told_and_taken_away_again(keeper: Keeper) -> None:
    done = keeper.run("install", "--yes")
    assert done.code == 0, done.err
    assert keeper.unit.read_text() == unit_text(keeper.folder, Path(sys.executable))
    assert keeper.asked == ["daemon-reload", f"enable --now {keeper.unit.name}"]
    assert "loginctl enable-linger" in done.out
    assert f"journalctl --user -u {keeper.unit.name}" in done.out
    assert "SOCIALKIT_DAILY_CAP" in done.err  # set here only: the service would not see it
    told = keeper.run("status")
    assert (
        "It has been running since Wed 2026-11-25 09:00:00 UTC (started again 2 times)." in told.out
    )
    removed = keeper.run("uninstall")
    assert removed.code == 0
    assert list(keeper.unit.parent.iterdir()) == []
    assert keeper.asked[2:] == [f"disable --now {keeper.unit.name}", "daemon-reload"]


def test_done_again_it_changes_nothing_and_asks_nothing(
    keeper: Keeper, capsys: pytest.CaptureFixture[str]
) -> None:
    keeper.install()
    before = keeper.asked
    run_install(keeper.folder, yes=False, as_json=False)
    assert keeper.asked == before
    for _ in range(2):
        run_uninstall(keeper.folder, as_json=False)
    assert "There is no service" in capsys.readouterr().out


def test_a_unit_of_another_time_is_renewed_and_started_anew(keeper: Keeper) -> None:
    keeper.install()
    keeper.unit.write_text(unit_text(keeper.folder, Path("/gone/python")))
    keeper.install()
    assert sys.executable in keeper.unit.read_text()
    assert keeper.asked[-1] == f"restart {keeper.unit.name}"


def test_a_strangers_unit_of_that_name_is_never_touched(keeper: Keeper) -> None:
    keeper.unit.parent.mkdir(parents=True)
    keeper.unit.write_text("[Service]\nExecStart=/bin/hers\n")
    assert f"{keeper.unit} is there already" in keeper.refuse()
    with pytest.raises(SocialkitError, match="is there already"):
        run_uninstall(keeper.folder, as_json=False)
    assert keeper.unit.read_text() == "[Service]\nExecStart=/bin/hers\n"
    assert not keeper.asked


@pytest.mark.parametrize("target", ["/dev/null", "/nowhere/other.service"])
def test_a_unit_that_is_a_strangers_link_is_left_alone(keeper: Keeper, target: str) -> None:
    keeper.unit.parent.mkdir(parents=True)
    keeper.unit.symlink_to(target)
    assert "is there already" in keeper.refuse()
    assert keeper.unit.is_symlink()


def test_a_unit_that_the_system_brings_is_not_hidden_by_ours(keeper: Keeper) -> None:
    (keeper.base / "elsewhere").touch()
    assert "/usr/lib/systemd/user/other.service is there already" in keeper.refuse()
    assert not keeper.unit.exists()


def test_another_workspace_of_the_same_name_gets_a_unit_of_its_own(keeper: Keeper) -> None:
    theirs = unit_text(Path("/elsewhere/My 100% practice"), Path("/usr/bin/python3"))
    keeper.unit.parent.mkdir(parents=True)
    keeper.unit.write_text(theirs)
    keeper.install()
    assert keeper.unit.read_text() == theirs
    own = keeper.unit.with_name(unit_names(keeper.folder)[1])
    assert own.exists()
    run_uninstall(keeper.folder, as_json=False)
    assert keeper.unit.read_text() == theirs
    assert not own.exists()


def test_a_service_that_does_not_start_says_where_to_look(keeper: Keeper) -> None:
    (keeper.base / "failing").touch()
    words = keeper.refuse()
    assert "Job for it failed." in words
    assert f"journalctl --user -u {keeper.unit.name}" in words


def test_while_another_run_holds_the_folder_no_service_is_written(keeper: Keeper) -> None:
    with hold(keeper.folder / ".socialkit"):
        assert "works in this folder already" in keeper.refuse()
    assert not keeper.unit.exists()


def test_a_broken_schedule_is_mended_before_a_service_is_made(keeper: Keeper) -> None:
    (keeper.folder / "schedule.yaml").write_text("timezone: Mars\n")
    assert keeper.refuse().startswith("schedule.yaml:")
    assert not keeper.unit.exists()


def test_programs_read_it_as_json(keeper: Keeper, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SocialkitError, match="--yes"):
        run_install(keeper.folder, yes=False, as_json=True)
    run_install(keeper.folder, yes=True, as_json=True)
    assert json.loads(capsys.readouterr().out) == {
        "unit": str(keeper.unit),
        "installed": True,
        "enabled": True,
        "running": True,
        "since": "Wed 2026-11-25 09:00:00 UTC",
        "restarts": 2,
        "without_login": False,
    }
    run_uninstall(keeper.folder, as_json=True)
    removed = {"unit": str(keeper.unit), "removed": True}
    assert json.loads(capsys.readouterr().out) == removed
    run_service_status(keeper.folder, as_json=True)
    assert json.loads(capsys.readouterr().out)["installed"] is False


def test_the_service_of_a_folder_that_is_gone_can_still_be_taken_away(keeper: Keeper) -> None:
    keeper.install()
    keeper.folder.rename(keeper.base / "moved")
    run_uninstall(keeper.folder, as_json=False)
    assert not keeper.unit.exists()


def test_without_systemd_she_reads_what_to_do_instead(keeper: Keeper) -> None:
    answer = keeper.run("install", "--yes", path=str(keeper.folder))
    assert answer.code == 1
    assert f'"{sys.executable}" -m socialkit run -C "{keeper.folder}"' in answer.err
    assert not keeper.unit.exists()


def test_a_systemd_out_of_reach_leaves_no_file_behind(keeper: Keeper) -> None:
    (keeper.base / "unreachable").touch()
    assert "systemd" in keeper.refuse()
    assert not keeper.unit.exists()


@pytest.mark.parametrize(
    ("platform", "word"), [("darwin", "launchd"), ("win32", "Task Scheduler"), ("linux", "cron")]
)
def test_each_kind_of_computer_has_its_own_keeper(platform: str, word: str) -> None:
    words = describe_alternative(platform, Path("/home/anna/my practice"))
    assert word in words
    assert '-C "/home/anna/my practice"' in words
