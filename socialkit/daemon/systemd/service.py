"""The service that keeps `socialkit run` alive, through this user's systemd.

It touches no file that is not ours (unit.py says which are).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from socialkit.daemon.systemd.unit import folder_of, unit_names
from socialkit.errors import MachineError, UsageError
from socialkit.files import write_atomically
from socialkit.runtime.paths import find_home

ANSWER_TIMEOUT = timedelta(seconds=20)
START_TIMEOUT = timedelta(seconds=120)
ASKED = "ActiveState,SubState,Result,UnitFileState,ActiveEnterTimestamp,NRestarts,FragmentPath"
BOOTED = Path("/run/systemd/system")
"""Exists only where systemd runs the machine (sd_booted(3))."""


class NoSystemd(MachineError):
    """Nothing here keeps a service: macOS, Windows, most containers."""


@dataclass(frozen=True, slots=True)
class Service:
    """The service of one workspace. `text` is its unit file as it stands, None where there is none;
    `facts` are systemd's own."""

    folder: Path
    path: Path
    text: str | None
    facts: Mapping[str, str]

    @property
    def name(self) -> str:
        """The name of the unit."""
        return self.path.name

    @property
    def is_installed(self) -> bool:
        """Is its unit file there?"""
        return self.text is not None

    @property
    def is_running(self) -> bool:
        """Does systemd say that it is running now?"""
        return self.facts.get("ActiveState") == "active"

    @property
    def is_enabled(self) -> bool:
        """Does it start by itself?"""
        return self.facts.get("UnitFileState") == "enabled"

    @property
    def since(self) -> str | None:
        """Since when it runs, as systemd writes it."""
        return self.facts.get("ActiveEnterTimestamp") or None if self.is_running else None

    @property
    def restarts(self) -> int:
        """How often systemd had to restart it."""
        number = self.facts.get("NRestarts", "")
        return int(number) if number.isdecimal() else 0


def find_service(folder: Path) -> Service:
    """The service of the workspace in `folder`, or the place for it.

    Raise NoSystemd where nothing keeps services, MachineError where systemd cannot be reached, and
    UsageError where the place is taken by a unit that is not ours.
    """
    path, text = _place(folder)
    asked = _systemctl("show", path.name, f"--property={ASKED}")
    facts = dict(row.split("=", 1) for row in asked.splitlines() if "=" in row)
    loaded = facts.get("FragmentPath")
    if loaded and Path(loaded).resolve() != path.resolve():
        raise _foreign(Path(loaded))
    return Service(folder, path, text, facts)


def install(service: Service, text: str) -> Service:
    """Write the unit and let systemd start it, now and at every login; how it stands then."""
    is_changed = service.text != text
    if is_changed:
        _write(service.path, text)
    try:
        _systemctl("daemon-reload")
        _systemctl("enable", "--now", service.name, within=START_TIMEOUT)
        if is_changed and service.is_running:
            _systemctl("restart", service.name, within=START_TIMEOUT)
    except MachineError as error:
        raise MachineError(
            f"{error}\nThe service is set up, but it does not run yet; it is tried again every 30 "
            f"seconds. Why: journalctl --user -u {service.name} -n 30"
        ) from error
    return find_service(service.folder)


def uninstall(service: Service) -> None:
    """Stop it, and take away its unit file and nothing else."""
    _systemctl("disable", "--now", service.name, within=START_TIMEOUT)
    try:
        service.path.unlink(missing_ok=True)
    except OSError as error:
        raise MachineError(
            f"The service was stopped, but {service.path} cannot be removed "
            f"({error.strerror or error}). Remove it by hand."
        ) from error
    _systemctl("daemon-reload")


def lingers() -> bool:
    """Do this user's services run while nobody is logged in? No where nobody can tell."""
    try:
        words = ["loginctl", "show-user", str(os.getuid()), "--property=Linger", "--value"]
        return _run(words, ANSWER_TIMEOUT).stdout.strip() == "yes"
    except (OSError, subprocess.SubprocessError):
        return False


def _place(folder: Path) -> tuple[Path, str | None]:
    """Where the unit of this workspace lies or would lie, and what stands there."""
    base = os.environ.get("XDG_CONFIG_HOME") or find_home() / ".config"
    plain, own = (Path(base) / "systemd" / "user" / name for name in unit_names(folder))
    found = {path: _read(path) for path in (plain, own)}
    for path, text in found.items():
        if text is not None and folder_of(text) == str(folder):
            return path, text
    path = plain if found[plain] is None or folder_of(found[plain] or "") is None else own
    if found[path] is not None:
        raise _foreign(path)
    return path, None


def _read(path: Path) -> str | None:
    """What stands in a unit file; None where there is none."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return "" if path.is_symlink() else None
    except UnicodeError:
        return ""
    except OSError as error:
        raise MachineError(
            f"The file {path} cannot be read ({error.strerror or error}), so nothing was changed."
        ) from error


def _foreign(path: Path) -> UsageError:
    return UsageError(
        f"{path} is there already, and socialkit did not write it. It is left as it is. Rename that "
        f"file or your folder, then run this again."
    )


def _write(path: Path, text: str) -> None:
    try:
        write_atomically(path, text.encode())
    except OSError as error:
        raise MachineError(
            f"The file {path} cannot be written ({error.strerror or error}), so no service was set up."
        ) from error


def _systemctl(*words: str, within: timedelta = ANSWER_TIMEOUT) -> str:
    """What systemctl answers. Raise MachineError in words where it refuses."""
    if shutil.which("systemctl") is None:
        raise NoSystemd("This computer has no systemd.")
    asked = f"systemctl --user {' '.join(words)}"
    try:
        done = _run(["systemctl", "--user", "--no-pager", *words], within)
    except subprocess.TimeoutExpired:
        raise MachineError(
            f"systemd did not finish within {within.seconds} seconds ({asked}). Look a little later: "
            f"socialkit service status"
        ) from None
    except OSError as error:
        raise MachineError(f"{asked} cannot be run ({error.strerror or error}).") from error
    if done.returncode != 0:
        raise _refused(asked, " ".join(done.stderr.split()))
    return done.stdout


def _refused(asked: str, words: str) -> MachineError:
    if re.search(r"connect to .*bus|been booted", words):
        if not BOOTED.is_dir():
            return NoSystemd("systemd does not run this computer (in a container it seldom does).")
        return MachineError(
            f"Your own systemd cannot be reached ({words}). Log in to this computer as yourself, not "
            f"by su or sudo, then run this again."
        )
    return MachineError(f"systemd refused: {asked}. It says: {words or 'nothing'}")


def _run(words: list[str], within: timedelta) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"LC_ALL": "C"}
    own = Path(f"/run/user/{os.getuid()}")
    if "XDG_RUNTIME_DIR" not in environment and own.is_dir():
        environment["XDG_RUNTIME_DIR"] = str(own)  # a login by ssh or cron may lack it
    return subprocess.run(
        words,
        env=environment,
        capture_output=True,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        timeout=within.total_seconds(),
        check=False,
    )
